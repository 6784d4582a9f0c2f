"""The taking of matters killed between two steps: nothing lost, nothing twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hengjian.lib import clock
from hengjian.matters.actions import joining
from hengjian.matters.models import ChangedMatter
from hengjian.warehouse import card_files, card_store
from hengjian.warehouse.importing import recovering
from hengjian.warehouse.matter_cards import reconciling, taking
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    Import,
    ImportState,
    MatterCard,
)
from hengjian.warehouse.seams import KILLED, Seam
from tests import cast as casting
from tests import child
from tests.factories import matters as make
from tests.factories.matters import BY


SCRIPT = str(Path(__file__).with_name("dying_taking.py"))
KIND = "supply_request"
SEAMS = (
    Seam.LEASED,
    Seam.PREPARED,
    Seam.COMMITTED,
    Seam.POINTER_MOVED,
    Seam.LIVE,
)


def visible() -> dict[str, Any]:
    """What a reader can see: cards, findings, which matter has which card."""
    table = CardTable.objects.get(name=KIND)
    snapshot = card_store.open_version(table.location, table.current_version)
    rows = [r for p in snapshot.paths for r in card_files.read_rows(p).to_pylist()]
    return {
        "cards": sorted((r["procuratorate"], r["number"]) for r in rows),
        "findings": sorted(Finding.objects.values_list("card_key", "state")),
        "of_matters": sorted(MatterCard.objects.values_list("matter", "card_key")),
    }


@pytest.mark.parametrize("seam", SEAMS)
def test_taking_killed_at_a_seam_loses_nothing_and_does_nothing_twice(
    seam: Seam, home: Path, transactional_db: None
):
    with clock.moved_to(date(2026, 10, 19)):
        make.release_kinds()
        cast = casting.assemble()
        moves = make.matter(KIND, cast.chen, estimated_price="2000")
        taking.take_all()
        before = visible()
        new = make.matter(KIND, cast.chen)
        joining.transfer(matter=moves, to=cast.donghu, reason="属地管辖", by=BY)

        died = child.start(
            SCRIPT, HENGJIAN_DIES_AT=seam, HENGJIAN_TODAY="2026-10-19"
        ).wait(timeout=120)

        assert died == KILLED
        if seam is Seam.LIVE:
            assert ChangedMatter.objects.count() == 0
        else:
            assert ChangedMatter.objects.count() == 2
            assert visible() == before
        recovering.recover_all(by=BY)
        taking.take_all()
        moves.refresh_from_db()
        here, there = f"{cast.jiangcheng.code}", f"{cast.donghu.code}"
        after = visible()
        assert after["cards"] == sorted([(here, new.number), (there, moves.number)])
        assert after["of_matters"] == sorted(
            [
                (moves.pk, f"{there}|{moves.number}"),
                (new.pk, f"{here}|{new.number}"),
            ]
        )
        assert sorted(state for _, state in after["findings"]) == ["closed", "open"]
        assert not ChangedMatter.objects.exists()
        assert Import.objects.filter(state=ImportState.LIVE).count() == 2
        assert not Import.objects.exclude(state=ImportState.LIVE).exists()
        assert reconciling.reconcile(KIND).agrees

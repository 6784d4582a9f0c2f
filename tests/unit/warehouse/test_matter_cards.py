"""Matters become cards: the net change, once, whatever happens in between."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hengjian.lib import clock
from hengjian.matters.models import ChangedMatter
from hengjian.warehouse import card_files, card_store
from hengjian.warehouse.matter_cards import taking
from hengjian.warehouse.models import (
    CardTable,
)
from tests.cast import Cast
from tests.factories import matters as make


TODAY = date(2026, 10, 19)
KIND = "supply_request"


@pytest.fixture(autouse=True)
def _today(home) -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def cast(cast: Cast) -> Cast:
    make.release_kinds()
    return cast


def cards(kind: str = KIND) -> dict[str, dict[str, Any]]:
    """The cards in force by their number."""
    table = CardTable.objects.get(name=kind)
    snapshot = card_store.open_version(table.location, table.current_version)
    rows = [r for p in snapshot.paths for r in card_files.read_rows(p).to_pylist()]
    return {f"{row['procuratorate']} {row['number']}": row for row in rows}


def test_registered_matter_is_a_card_once_taken(cast: Cast):
    matter = make.matter(KIND, cast.chen)

    taken = taking.take_all()

    assert taken == {KIND: 1}
    card = cards()[f"{matter.procuratorate.code} {matter.number}"]
    assert (card["article"], card["quantity"]) == ("A4 复印纸 70 克", 10)
    assert card["registered_on"] == TODAY
    assert str(card["estimated_total"]) == "1200.00"
    assert not ChangedMatter.objects.exists()

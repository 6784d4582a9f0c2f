"""Cards propose their own sealing: prompts, until a person decides."""

from datetime import date
from pathlib import Path

import pytest

from hengjian.audit.actors import System
from hengjian.packs import actions as packs
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.actions.sealings import Basis
from hengjian.warehouse.models import SealingKind
from hengjian.warehouse.queries.sealing_candidates import candidates
from hengjian.warehouse.sealing.resolving import resolve
from tests.cast import Cast
from tests.factories import access as make
from tests.unit.warehouse import small_packs
from tests.unit.warehouse.card_files_in import card, import_cards


BY = System("test")
PROPOSING = """  sealing_from_on: {label: {zh: 应封存之日, en: To be sealed from}, type: date, derive: "case when outcome = 'not_approved' then concluded_on end"}
  days:"""


@pytest.fixture
def proposing(people: Cast, tmp_path: Path) -> Cast:
    """The arrest review card says when it is to be sealed."""
    import_cards(card("OLD"))
    folder = small_packs.write(tmp_path / "proposing")
    text = folder / "arrest_review" / "case_card.yaml"
    text.write_text(text.read_text("utf-8").replace("  days:", PROPOSING), "utf-8")
    packs.release(prepared=packs.prepare([folder]), by=BY)
    import_cards(
        card("A1", outcome="不批准逮捕"),
        card("B1"),
        card("C1", outcome="不批准逮捕", procuratorate="429902"),
        name="new.csv",
    )
    return people


def proposed(account) -> list[tuple[str, date, str]]:
    return [(each.key, each.from_on, each.kind) for each in candidates(account)]


def test_card_that_says_so_is_proposed_with_its_day(proposing: Cast):
    assert proposed(proposing.wang) == [
        ("A1|1", date(2026, 3, 5), "non_prosecution"),
        ("C1|1", date(2026, 3, 5), "non_prosecution"),
    ]


def test_each_place_is_proposed_its_own(proposing: Cast):
    account = make.account(username="xu")
    make.grant(account, "juvenile_procurator", proposing.xishan)

    assert [key for key, _, _ in proposed(account)] == ["C1|1"]


def test_sealed_card_is_proposed_no_more(proposing: Cast):
    sealings.seal(
        resolved=resolve("arrest_review", "A1|1", whole_person=False),
        kind=SealingKind.NON_PROSECUTION,
        basis=Basis("未成年人犯罪记录封存的有关规定", "待核", "M"),
        procuratorate=proposing.jiangcheng,
        sealed_on=date(2026, 10, 26),
        reason="相对不起诉",
        by=BY,
    )

    assert [key for key, _, _ in proposed(proposing.wang)] == ["C1|1"]

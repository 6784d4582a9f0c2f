"""What is told beside a sealed card: findings of others, journal, reasons, subjects."""

import json
from datetime import date

import pytest

from hengjian.access.sealed_subjects import Subject, sealed
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.warehouse.actions import findings, rechecking, sealings
from hengjian.warehouse.actions.sealings import Basis
from hengjian.warehouse.models import CardTable, Finding, Sealing, SealingKind
from hengjian.warehouse.plain_reasons import ReasonNamesSomebody, require_plain
from hengjian.warehouse.queries.sealed import WITHHELD
from hengjian.warehouse.queries.told_entries import told
from hengjian.warehouse.queries.told_findings import ToldFindings
from hengjian.warehouse.sealing.resolving import resolve
from hengjian.warehouse.wording import mend_of
from tests.cast import Cast
from tests.unit.warehouse.card_files_in import brought, card


BY = System("test")
YOUNG = "110101200903070019"


@pytest.fixture
def cards(people: Cast) -> None:
    brought(
        card("A1", identity_number=YOUNG, suspect="欧阳明", outcome=""),
        card("B1", outcome=""),
    )


def seal(people: Cast, kind: SealingKind = SealingKind.CRIMINAL_RECORD) -> Sealing:
    return sealings.seal(
        resolved=resolve("arrest_review", "A1|1"),
        kind=kind,
        basis=Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=people.jiangcheng,
        sealed_on=date(2026, 10, 26),
        reason="判处三年",
        by=BY,
    )


def finding_with(**values: str) -> Finding:
    found = Finding.objects.get(card_key="B1|1")
    found.values = values
    found.mend_zh = "两边相差 3。"
    return found


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        ({"origin": "A1|1", "outcome": "x"}, {"origin"}),
        ({"origin": "A1", "serial": "1", "outcome": "x"}, {"origin", "serial"}),
        ({"origin": "B1", "serial": "1"}, set()),
        ({"period": "2026-03", "difference": "-3"}, {"difference"}),
        ({"period": "2026-03", "difference": "30"}, set()),
        ({"period": "2020-03", "difference": "3"}, set()),
    ],
)
def test_finding_on_another_card_quotes_nothing_of_the_sealed_one(
    people: Cast, cards: None, values: dict[str, str], hidden: set[str]
):
    finding = finding_with(**values)
    before = ToldFindings().values(finding)
    seal(people)

    after = ToldFindings().values(finding)

    assert before == values
    assert {name for name, text in after.items() if text == WITHHELD.zh} == hidden


def test_difference_of_a_balance_is_not_in_what_is_to_be_done(
    people: Cast, cards: None
):
    finding = finding_with(period="2026-03", difference="3")
    seal(people)

    assert "3" not in mend_of(finding).zh


def test_words_typed_about_a_sealed_person_are_not_in_the_journal_shown(
    people: Cast, cards: None
):
    for key in ("A1|1", "B1|1"):
        findings.answer(
            finding=Finding.objects.get(card_key=key),
            answer=findings.Answer.EXPLAINED,
            reason=f"说明{key[0]}",
            by=BY,
        )
    returned = Finding.objects.get(card_key="A1|1")
    rechecking.return_answer(finding=returned, reason="再核姓名", by=System("other"))
    seal(people)

    shown = [
        json.loads(told(entry, entry.detail))["reason"]
        for entry in JournalEntry.objects.filter(event="warehouse.finding_answered")
    ]
    entry = JournalEntry.objects.get(event="warehouse.record_sealed")

    assert sorted(shown) == sorted([WITHHELD.zh, "说明B"])
    assert "判处三年" not in told(entry, entry.detail)
    entry = JournalEntry.objects.get(event="warehouse.answer_returned")
    assert "再核姓名" not in told(entry, entry.detail)


@pytest.mark.parametrize(
    "reason", ["核对 11010120090307001X 的日期", "欧阳明的日期", "欧 阳 明 未满十八"]
)
def test_reason_that_names_the_person_is_to_be_rephrased(
    people: Cast, cards: None, reason: str
):
    table = CardTable.objects.get(name="arrest_review")

    with pytest.raises(ReasonNamesSomebody):
        require_plain(reason, table, ["A1|1"])


@pytest.mark.parametrize("reason", ["", "核对审结日期", "判处三年,2026年10月26日生效"])
def test_plain_reason_passes(people: Cast, cards: None, reason: str):
    require_plain(reason, CardTable.objects.get(name="arrest_review"), ["A1|1"])


@pytest.mark.parametrize("kind", list(SealingKind))
def test_apps_below_ask_for_a_card_or_a_person(
    people: Cast, cards: None, kind: SealingKind
):
    young = Subject("arrest_review", "A1|1")
    by_number = Subject(identity_number=YOUNG)
    others = [
        Subject("arrest_review", "B1|1"),
        Subject("civil", "A1|1"),
        Subject(identity_number="110101199003070011"),
        Subject(),
    ]
    before = sealed([young, by_number, *others])
    seal(people, kind)

    assert before == frozenset()
    assert sealed([young, by_number, *others]) == {young, by_number}

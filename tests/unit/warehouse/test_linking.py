"""Rules across cards: links to other cards, to one's own kind, to whole cases."""

from datetime import date
from pathlib import Path

import pytest

from hengjian.packs import actions as packs
from hengjian.warehouse.models import Finding, FindingState, Import, RuleCount
from hengjian.warehouse.queries.balances import imbalances
from tests.unit.warehouse import small_packs
from tests.unit.warehouse.card_files_in import BY, as_csv, import_bytes


COMMON = """
unit: procuratorate
partition_date: accepted_on
items:
  case_number: {label: 案号, type: text, required: true}
  person_number: {label: 序号, type: text, required: true}
  procuratorate: {label: 单位, type: unit, required: true}
  accepted_on: {label: 受理日期, type: date, required: true}
  outcome: {label: 结果, type: text}
  persons: {label: 案件人数, type: integer}
  identity_number: {label: 证件号, type: text, personal: true, match: true}
"""
FIRST = (
    "grain: person\nkey: [case_number, person_number]"
    + COMMON
    + """
links:
  person: {to: second, on: {identity_number: identity_number}, order_by: accepted_on, take: first}
  same_case: {to: second, on: {case_number: case_number}, order_by: accepted_on, take: last}
  whole_case: {to: second.cases, on: {case_number: case_number}}
  twin: {to: first, on: {identity_number: identity_number}, where: "there.case_number <> here.case_number", order_by: case_number, take: first}
checks:
  - {check: outcome_of_the_person, assert: person.outcome is null or person.outcome = outcome, level: prompting, dimension: consistent, kind: wrong, message: 与同一人的后案不一致}
  - {check: date_of_the_case, assert: same_case.accepted_on >= accepted_on, level: prompting, dimension: consistent, kind: wrong, message: 早于前案}
  - {check: persons_of_the_case, assert: whole_case.cards = persons, level: prompting, dimension: consistent, kind: wrong, message: 人数不一致}
  - {check: same_person_twice, assert: twin.accepted_on is null or twin.accepted_on <> accepted_on, level: prompting, dimension: correct, kind: careless, message: 同一人同日重复}
"""
)
SECOND = "grain: person\nkey: [case_number, person_number]" + COMMON
CASES = """
from: {pack}
key: [case_number]
items:
  cards: {{count: true}}
  persons: {{max: persons}}
"""
ROLLED_CHECK = """
checks:
  - {check: persons_agree, assert: persons is null or persons = cards, level: prompting, dimension: consistent, kind: missing, message: 人卡数与案件人数不一致}
"""


@pytest.fixture
def linked_packs(home, db, tmp_path: Path) -> None:
    for name, card in (("first", FIRST), ("second", SECOND)):
        folder = tmp_path / "linked" / name
        (folder / "rolled_cards").mkdir(parents=True)
        (folder / "pack.yaml").write_text(
            small_packs.pack_yaml(name, name), encoding="utf-8"
        )
        (folder / "case_card.yaml").write_text(card, encoding="utf-8")
        rolled = CASES.format(pack=name) + (ROLLED_CHECK if name == "first" else "")
        (folder / "rolled_cards" / "cases.yaml").write_text(rolled, encoding="utf-8")
    prepared = packs.prepare([tmp_path / "linked"])
    packs.release(prepared=prepared, by=BY)


COLUMNS = {
    "case_number": "案号",
    "person_number": "序号",
    "procuratorate": "单位",
    "accepted_on": "受理日期",
    "outcome": "结果",
    "persons": "案件人数",
    "identity_number": "证件号",
}


def row(case_number: str, **values: str) -> dict[str, str]:
    usual = {"person_number": "1", "procuratorate": "1", "accepted_on": "2026-03-02"}
    return {"case_number": case_number, **usual, **values}


def bring(card: str, *rows: dict[str, str]) -> Import:
    return import_bytes(as_csv(COLUMNS, rows), card=card)


def found() -> set[tuple[str, str]]:
    waiting = Finding.objects.exclude(state=FindingState.CLOSED)
    return set(waiting.values_list("card_key", "rule"))


def test_linked_cards_are_asked_by_person_and_by_case(linked_packs):
    bring(
        "second",
        row("S1", identity_number="9", outcome="b", accepted_on="2026-04-01"),
        row("C2", identity_number="8", outcome="a", accepted_on="2026-01-01"),
    )

    bring(
        "first",
        row("C1", identity_number="9", outcome="a"),
        row("C2", identity_number="8", outcome="a"),
        row("C3", identity_number="7", outcome="a"),
    )

    assert found() == {("C1|1", "outcome_of_the_person"), ("C2|1", "date_of_the_case")}


def test_whole_case_behind_a_link_counts_all_its_cards(linked_packs):
    bring("second", *(row("C1", person_number=str(n)) for n in range(1, 4)))

    bring("first", row("C1", persons="3"), row("C2", persons="1"))
    assert ("C1|1", "persons_of_the_case") not in found()

    bring("first", row("C1", persons="2"))
    assert ("C1|1", "persons_of_the_case") in found()


def test_card_is_compared_with_its_own_kind_in_file_and_table(linked_packs):
    bring("first", row("C1", identity_number="9"))

    bring("first", row("C2", identity_number="9"), row("C3", identity_number="8"))

    assert found() == {("C2|1", "same_person_twice")}


def test_rows_of_one_file_are_compared_with_each_other(linked_packs):
    bring("first", row("C1", identity_number="9"), row("C2", identity_number="9"))

    assert found() == {
        ("C1|1", "same_person_twice"),
        ("C2|1", "same_person_twice"),
    }


def test_file_row_stands_for_the_card_it_replaces(linked_packs):
    bring("first", row("C1", identity_number="9"))

    bring(
        "first",
        row("C1", identity_number="9", accepted_on="2026-03-09"),
        row("C2", identity_number="9"),
    )

    assert found() == set()


def test_whole_case_is_checked_over_file_and_table_together(linked_packs):
    bring("first", row("C1", persons="2"))
    assert found() == {("C1", "cases.persons_agree")}

    bring("first", row("C1", person_number="2", persons="2"))

    assert found() == set()
    assert Finding.objects.get().state == FindingState.CLOSED


def test_finding_of_a_case_is_reopened_when_a_card_breaks_it_again(linked_packs):
    bring("first", row("C1", persons="1"))
    bring("first", row("C1", person_number="2", persons="2"), row("C1", persons="2"))
    assert found() == set()

    bring("first", row("C1", person_number="3", persons="2"))

    assert found() == {("C1", "cases.persons_agree")}


def test_balance_that_does_not_hold_names_its_place_and_month(linked_packs, tmp_path):
    folder = tmp_path / "linked" / "second"
    (folder / "measures.yaml").write_text(
        "received: {agg: count, dated_by: accepted_on}\n"
        "people: {agg: sum, of: persons, dated_by: accepted_on}\n",
        encoding="utf-8",
    )
    (folder / "balances.yaml").write_text(
        "- {balance: heads, by: [procuratorate], period: month,"
        " assert: received = people, level: prompting, message: 人卡数与人数不等}\n",
        encoding="utf-8",
    )
    packs.release(prepared=packs.prepare([tmp_path / "linked"]), by=BY)
    bring("second", row("S1", persons="1"), row("S2", persons="3", procuratorate="2"))

    [found] = imbalances("second", date(2026, 10, 26))

    assert (found.balance.name, found.period) == ("heads", "2026-03")
    assert found.cell == {"procuratorate": "2"}
    assert found.difference == -2
    assert imbalances("first", date(2026, 10, 26)) == []


def with_heads_balance(folder: Path) -> None:
    """The second pack gets a balance: cards received = persons that they name."""
    (folder / "second" / "measures.yaml").write_text(
        "received: {agg: count, dated_by: accepted_on}\n"
        "people: {agg: sum, of: persons, dated_by: accepted_on}\n",
        encoding="utf-8",
    )
    (folder / "second" / "balances.yaml").write_text(
        "- {balance: heads, by: [procuratorate], period: month,"
        " assert: received = people, level: prompting, message: 人卡数与人数不等}\n",
        encoding="utf-8",
    )
    packs.release(prepared=packs.prepare([folder]), by=BY)


def test_broken_balance_is_a_finding_of_the_place_that_the_next_import_closes(
    linked_packs, tmp_path
):
    with_heads_balance(tmp_path / "linked")
    done = bring("second", row("S1", persons="1"), row("S2", persons="3"))

    assert done.findings_raised == 1
    finding = Finding.objects.get()
    assert (finding.rule, finding.card_key) == ("balance.heads", "2026-03 1")
    assert finding.values == {"period": "2026-03", "difference": "-2"}
    assert finding.message_zh == "人卡数与人数不等"
    assert finding.state == FindingState.OPEN
    counted = RuleCount.objects.get(rule="balance.heads", unit_code="1")
    assert (counted.checked, counted.failed) == (1, 1)

    mended = bring("second", row("S2", persons="1"))

    assert mended.findings_closed == 1
    finding.refresh_from_db()
    assert finding.state == FindingState.CLOSED

    again = bring("second", row("S2", persons="2"))

    assert again.findings_reopened == 1
    finding.refresh_from_db()
    assert (finding.state, finding.values["difference"]) == (
        FindingState.REOPENED,
        "-1",
    )


def test_broken_balance_goes_to_the_case_manager_of_its_place(
    linked_packs, people, tmp_path
):
    with_heads_balance(tmp_path / "linked")

    bring("second", row("S1", persons="2", procuratorate=people.jiangcheng.code))

    finding = Finding.objects.get()
    assert finding.person is not None
    assert finding.person.name == "王案"
    assert finding.procuratorate == people.jiangcheng


def test_balances_are_asked_of_five_years_whatever_dates_stand_in_a_file(
    linked_packs, tmp_path
):
    with_heads_balance(tmp_path / "linked")

    bring(
        "second",
        row("S1", persons="2", accepted_on="1926-03-02"),
        row("S2", persons="2", accepted_on="2021-10-02"),
        row("S3", persons="2", accepted_on="9999-12-31"),
    )

    assert [one.card_key for one in Finding.objects.all()] == ["2021-10 1"]


def test_balance_of_a_month_whose_only_card_moved_away_is_closed(
    linked_packs, tmp_path
):
    with_heads_balance(tmp_path / "linked")
    bring("second", row("S1", persons="2"))

    bring("second", row("S1", persons="1", accepted_on="2026-04-02"))

    assert set(Finding.objects.values_list("card_key", "state")) == {
        ("2026-03 1", FindingState.CLOSED)
    }


def test_balance_with_another_card_that_has_not_come_is_not_asked(
    linked_packs, tmp_path
):
    folder = tmp_path / "linked"
    (folder / "first" / "measures.yaml").write_text(
        "firsts: {agg: count, dated_by: accepted_on}\n", encoding="utf-8"
    )
    with_heads_balance(folder)
    (folder / "second" / "balances.yaml").write_text(
        "- {balance: across, by: [procuratorate], period: month,"
        " assert: received = first.firsts, level: prompting, message: 两卡不等}\n",
        encoding="utf-8",
    )
    packs.release(prepared=packs.prepare([folder]), by=BY)

    bring("second", row("S1"))
    bring("first", row("C1"), row("C2"))
    assert not Finding.objects.filter(rule="balance.across").exists()

    bring("second", row("S1", persons="1"))

    assert Finding.objects.get(rule="balance.across").values["difference"] == "-1"

"""A finding on a whole case shows the cards of that case."""

from pathlib import Path

import pytest

from hengjian.packs import actions as packs
from hengjian.warehouse.models import Finding
from tests import cast
from tests.pages.asking import text_of
from tests.unit.warehouse import small_packs
from tests.unit.warehouse.card_files_in import BY, as_csv, import_bytes


CARD = """
grain: person
key: [case_number, person_number]
unit: procuratorate
partition_date: accepted_on
items:
  case_number: {label: 案号, type: text, required: true}
  person_number: {label: 序号, type: text, required: true}
  procuratorate: {label: 单位, type: unit, required: true}
  accepted_on: {label: 受理日期, type: date, required: true}
  persons: {label: 案件人数, type: integer}
  suspect: {label: 姓名, type: text, personal: true}
"""
CASES = """
from: cards
key: [case_number]
label: {zh: 整个案件, en: Whole case}
items:
  procuratorate: {first: procuratorate, order_by: person_number}
  cards: {count: true, label: {zh: 人卡数, en: Cards}}
  persons: {max: persons, label: {zh: 案件人数, en: Persons}}
checks:
  - {check: persons_agree, assert: persons is null or persons = cards, level: prompting, dimension: consistent, kind: missing, message: 人卡数与案件人数不一致}
"""
COLUMNS = {
    "case_number": "案号",
    "person_number": "序号",
    "procuratorate": "单位",
    "accepted_on": "受理日期",
    "persons": "案件人数",
    "suspect": "姓名",
}


@pytest.fixture
def of_a_case(home, db, tmp_path: Path) -> cast.Cast:
    folder = tmp_path / "of_cases" / "cards"
    (folder / "rolled_cards").mkdir(parents=True)
    pack = small_packs.pack_yaml("cards", "案卡")
    for name, text in (
        ("pack.yaml", pack),
        ("case_card.yaml", CARD),
        ("rolled_cards/cases.yaml", CASES),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    packs.release(prepared=packs.prepare([tmp_path / "of_cases"]), by=BY)
    people = cast.assemble()
    usual = {"procuratorate": "429900", "accepted_on": "2026-03-02", "persons": "3"}
    rows = tuple(
        {"case_number": "C1", "person_number": n, "suspect": f"欧阳{n}", **usual}
        for n in ("1", "2")
    )
    other = {**usual, "case_number": "C2", "person_number": "9", "persons": "1"}
    import_bytes(as_csv(COLUMNS, (*rows, other)), card="cards")
    return people


def test_cards_of_the_case_are_listed_without_personal_items(of_a_case: cast.Cast):
    finding = Finding.objects.get()

    page = text_of(of_a_case.wang, f"/quality/findings/{finding.pk}/")

    assert "整个案件" in page
    assert '<b class="figure">2</b>' in page
    assert page.count("<td>C1</td>") == 2
    assert "<td>C2</td>" not in page
    assert "欧阳" not in page
    assert "查看个人信息原文" not in page


def test_what_the_rule_read_is_told_by_its_label(of_a_case: cast.Cast):
    finding = Finding.objects.get()

    page = text_of(of_a_case.wang, f"/quality/findings/{finding.pk}/")

    assert '<th scope="row">案件人数</th><td>3</td>' in page


def test_rule_of_the_case_is_named_by_its_message_with_its_rate_of_cases(
    of_a_case: cast.Cast,
):
    rules = text_of(of_a_case.wang, "/quality/rules/?card=cards")
    listed = text_of(of_a_case.wang, "/quality/?card=cards&rule=cases.persons_agree")

    assert "人卡数与案件人数不一致" in rules
    assert "50.00" in rules
    assert "C1" in listed

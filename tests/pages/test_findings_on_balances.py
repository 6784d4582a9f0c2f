"""A finding on a balance: a place and a month, not a card."""

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
key: [case_number]
unit: procuratorate
partition_date: accepted_on
items:
  case_number: {label: 案号, type: text, required: true}
  procuratorate: {label: 单位, type: unit, required: true}
  accepted_on: {label: 受理日期, type: date, required: true}
  persons: {label: 案件人数, type: integer}
"""
MEASURES = """
received: {agg: count, dated_by: accepted_on}
people: {agg: sum, of: persons, dated_by: accepted_on}
"""
BALANCES = """
- {balance: heads, by: [procuratorate], period: month, assert: received = people, level: blocking, message: 人卡数与人数不等}
"""
COLUMNS = {
    "case_number": "案号",
    "procuratorate": "单位",
    "accepted_on": "受理日期",
    "persons": "案件人数",
}


@pytest.fixture
def unbalanced(home, db, tmp_path: Path) -> cast.Cast:
    folder = tmp_path / "balanced" / "cards"
    folder.mkdir(parents=True)
    for name, text in (
        ("pack.yaml", small_packs.pack_yaml("cards", "案卡")),
        ("case_card.yaml", CARD),
        ("measures.yaml", MEASURES),
        ("balances.yaml", BALANCES),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    packs.release(prepared=packs.prepare([folder.parent]), by=BY)
    people = cast.assemble()
    one = {"procuratorate": "429900", "accepted_on": "2026-03-02", "persons": "3"}
    import_bytes(as_csv(COLUMNS, ({"case_number": "C1", **one},)), card="cards")
    return people


def test_page_tells_the_month_and_the_difference(unbalanced: cast.Cast) -> None:
    finding = Finding.objects.get()

    page = text_of(unbalanced.wang, f"/quality/findings/{finding.pk}/")

    assert "人卡数与人数不等" in page
    assert '<th scope="row">期间</th><td>2026-03</td>' in page
    assert '<th scope="row">两边相差</th><td>-2</td>' in page
    assert "王案" in page


def test_lists_and_rates_name_the_balance_by_its_message(
    unbalanced: cast.Cast,
) -> None:
    rules = text_of(unbalanced.wang, "/quality/rules/?card=cards")
    listed = text_of(unbalanced.wang, "/quality/?card=cards&scope=all")

    assert "人卡数与人数不等" in rules
    assert "100.00" in rules
    assert "2026-03 429900" in listed

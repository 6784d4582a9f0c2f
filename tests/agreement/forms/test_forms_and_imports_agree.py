"""What a form accepts, an import of the same text accepts, as the same value."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards
from tests.spec.forms.supply_form import FILLED, filled, supply


SPELLINGS = {
    "needed_on": [
        "2026-03-05",
        "2026年3月5日",
        "20260305",
        "46086",
        "03/04/2026",
        "#N/A",
    ],
    "quantity": ["7", "７", "1,200", "12.0", "1e2", "1.5", "十", "null"],
    "price": ["12.5", "¥3", "0.005", "1,20", "3万元", "5%"],
    "is_urgent": ["是", "否", "√", "yes", "1", "也许"],
    "article": ["纸", "1.2E+15", " x ", "２０２６", "#REF!", "2026-01-01 00:00:00"],
}
ODD = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=12)
TYPED = st.fixed_dictionaries(
    {name: st.one_of(st.sampled_from(texts), ODD) for name, texts in SPELLINGS.items()}
)


@settings(max_examples=40, deadline=None)
@given(TYPED)
def test_form_and_file_read_the_same(typed: dict[str, str]) -> None:
    form = filled(**typed)
    card = supply().card
    assert card is not None

    with TemporaryDirectory() as folder:
        path = Path(folder) / "supply.csv"
        row = {"number": "1", **FILLED, **typed}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerow(row)
        found = read_cards(path, card, ReadOptions())

    unread = [item for item, _ in form.faults if item in SPELLINGS]
    if unread:
        rejected = {cell.item for each in found.rejected for cell in each.cells}
        assert rejected >= set(unread)
        return
    [brought] = found.table.to_pylist()
    for name in SPELLINGS:
        assert brought[name] == form.row[name], (name, typed[name])

"""Blocking failures keep rows aside; counts by rule and by dimension of quality."""

from datetime import date
from pathlib import Path
from typing import Any

from hengjian.engines.rules.checking import Failure, check_cards
from hengjian.engines.rules.quality import dimension_counts, rule_counts
from hengjian.engines.rules.setting_aside import kept_aside
from hengjian.engines.tables.card_table import CardTable
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards
from tests.engines.rules.packs import ORDER, card_of, check, packs


RULES = (
    check(ORDER, "order"),
    check("length(identity) = 2", "identity_length"),
    check("persons = 1", "one_person", "prompting"),
)
HEADER = "编号,证件号,受理日期,审结日期,人数"
LINES = (
    "A1,p1,2025-03-01,2025-03-08,1",
    "A2,secret,2025-03-01,2025-02-01,2",
    "A3,p3,不详,,1",
    "A4,p4,2025-03-01,,2",
    "A5,,2025-03-02,2025-03-01,",
)


def read_and_checked(folder: Path, *rules: str) -> tuple[CardTable, list[Failure]]:
    loaded = packs(folder / "packs", *(rules or RULES))
    path = folder / "cards.csv"
    path.write_text("\n".join([HEADER, *LINES]), "utf-8")
    read = read_cards(path, card_of(loaded), ReadOptions())
    failures = check_cards(read.table, read.card, loaded, date(2025, 6, 30), {})
    return read, failures


def rows(table: CardTable) -> list[Any]:
    return table.table.column("_row").to_pylist()


def test_rows_that_break_a_blocking_rule_are_kept_aside(tmp_path: Path) -> None:
    read, failures = read_and_checked(tmp_path)

    parted = kept_aside(read, failures)

    assert rows(parted) == [2, 5]
    told = [(c.row, c.item, c.value, c.rule) for r in parted.rejected for c in r.cells]
    assert told == [
        (3, "accepted_on", "2025-03-01", "order"),
        (3, "identity", "s*****", "identity_length"),
        (4, "accepted_on", "不详", "type"),
        (6, "accepted_on", "2025-03-02", "order"),
    ]
    assert parted.rejected[0].message.zh == "违反order"
    assert parted.rows_read == read.rows_read == 5


def test_rule_that_only_prompts_keeps_no_row_aside(tmp_path: Path) -> None:
    read, failures = read_and_checked(tmp_path, RULES[2])

    assert {failure.row for failure in failures} == {3, 5}
    assert kept_aside(read, failures) is read


def test_rule_over_linked_cards_alone_names_no_item(tmp_path: Path) -> None:
    read, _ = read_and_checked(tmp_path, check("prosecution.persons = 1", "linked"))
    failures = [Failure(2, read.card.checks[0])]

    parted = kept_aside(read, failures)

    assert (parted.rejected[0].item, parted.rejected[0].value) == ("", "")


def test_every_rule_is_counted_with_the_rows_it_was_asked_of(tmp_path: Path) -> None:
    read, failures = read_and_checked(tmp_path)

    counts = rule_counts(read, failures)

    assert {count.rule: (count.checked, count.failed) for count in counts} == {
        "columns": (5, 0),
        "required": (5, 0),
        "type": (5, 1),
        "code": (5, 0),
        "duplicate": (5, 0),
        "order": (4, 2),
        "identity_length": (4, 1),
        "one_person": (4, 2),
    }
    assert dimension_counts(counts) == {
        "correct": (10, 1),
        "complete": (10, 0),
        "consistent": (17, 5),
        "timely": (0, 0),
    }

"""Items that the card computes: derived ones and limits."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.expressions.types import (
    ParameterHistory,
    ParameterValue,
    Scope,
    ValueType,
)
from hengjian.engines.pack_format.model import Item, Limit
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import (
    HEADER,
    ITEMS,
    card,
    csv_file,
    faults,
    item,
    read,
    row,
    values,
)


MONTHS = ParameterHistory(
    "months",
    ValueType.INTEGER,
    "scalar",
    (ParameterValue(date(2020, 1, 1), 1), ParameterValue(date(2025, 3, 5), 2)),
)
COEFFICIENTS = ParameterHistory(
    "coefficients",
    ValueType.DECIMAL,
    "map",
    (ParameterValue(date(2020, 1, 1), {"approved": Fraction(2, 3), "withdrawn": 1}),),
)
PARAMETERS = {"months": MONTHS, "coefficients": COEFFICIENTS}


def derived(text: str, *others: Item) -> Expression:
    names = {i.name: i.type.value_type for i in (*ITEMS, *others)}
    return parse(text, Scope(names, PARAMETERS))


def test_derived_items_are_computed_each_after_those_it_reads(tmp_path: Path) -> None:
    days = item("days", "办案天数", "integer")
    slow = item("is_slow", "超过七天", "boolean", derive=derived("days > 7", days))
    days = item(
        "days", "办案天数", "integer", derive=derived("concluded_on - accepted_on")
    )
    rows = [
        HEADER,
        row(),
        row(case_number="A2", concluded_on=""),
        row(case_number="A3", concluded_on="2025-03-09"),
    ]

    table = read(csv_file(tmp_path, rows), slow, days)

    assert values(table, "days") == [7, None, 8]
    assert values(table, "is_slow") == [False, None, True]


def test_item_read_by_two_others_is_computed_once_before_them(tmp_path: Path) -> None:
    days = item("days", "办案天数", "integer")
    readers = [
        item(f"more_{n}", f"天数加{n}", "integer", derive=derived(f"days + {n}", days))
        for n in (1, 2)
    ]
    days = item(
        "days", "办案天数", "integer", derive=derived("concluded_on - accepted_on")
    )

    table = read(csv_file(tmp_path, [HEADER, row()]), *readers, days)

    assert [values(table, name) for name in ("more_1", "more_2")] == [[8], [9]]


def test_parameter_is_that_of_the_rows_date(tmp_path: Path) -> None:
    due = item(
        "due_on",
        "到期日",
        "date",
        derive=derived("add_months(accepted_on, param.months)"),
    )
    rows = [HEADER, row(), row(case_number="A2", accepted_on="2025-03-05")]

    table = read(csv_file(tmp_path, rows), due, parameters=PARAMETERS)

    assert values(table, "due_on") == [date(2025, 4, 1), date(2025, 5, 5)]


def test_fraction_of_a_parameter_is_divided_once_and_rounded_half_up(
    tmp_path: Path,
) -> None:
    share = item(
        "share",
        "折算",
        "decimal",
        derive=derived("lookup(param.coefficients, outcome)"),
    )
    rows = [
        HEADER,
        row(),
        row(case_number="A2", outcome="撤回"),
        row(case_number="A3", outcome=""),
    ]

    table = read(csv_file(tmp_path, rows), share, parameters=PARAMETERS)

    assert values(table, "share") == [Decimal("0.666667"), Decimal(1), None]


def test_personal_items_may_be_read_by_a_derived_one(tmp_path: Path) -> None:
    is_named = item(
        "is_named", "已知姓名", "boolean", derive=derived("name is not null")
    )

    table = read(csv_file(tmp_path, [HEADER, row()]), is_named).without_personal()

    assert values(table, "is_named") == [True]


def test_value_of_the_file_stays_only_where_nothing_can_be_computed(
    tmp_path: Path,
) -> None:
    days = item(
        "days", "办案天数", "integer", derive=derived("concluded_on - accepted_on")
    )
    rows = [
        [*HEADER, "办案天数"],
        [*row(), 99],
        [*row(case_number="A2", concluded_on=""), 99],
    ]

    assert values(read(csv_file(tmp_path, rows), days), "days") == [7, 99]


def test_required_item_that_cannot_be_derived_keeps_the_row_aside(
    tmp_path: Path,
) -> None:
    days = item(
        "days",
        "办案天数",
        "integer",
        required=True,
        derive=derived("concluded_on - accepted_on"),
    )

    table = read(csv_file(tmp_path, [HEADER, row(concluded_on="")]), days)

    assert faults(table) == [(2, "days", "required")]


def test_items_derived_from_each_other_are_refused(tmp_path: Path) -> None:
    a, b = item("a", "甲", "integer"), item("b", "乙", "integer")
    a = item("a", "甲", "integer", derive=derived("b + 1", b))
    b = item("b", "乙", "integer", derive=derived("a + 1", a))

    with pytest.raises(UserFault, match="a → b → a"):
        read(csv_file(tmp_path, [HEADER, row()]), a, b)


def test_limit_is_counted_from_its_start(tmp_path: Path) -> None:
    due = item(
        "due_on", "答复期限", "date", limit=Limit("accepted_on", "3 working_days")
    )
    rows = [
        HEADER,
        row(accepted_on="2025-09-29"),  # the week of National Day follows
        row(case_number="A2", accepted_on="1946-01-01"),
    ]

    table = read(csv_file(tmp_path, rows), due)

    assert values(table, "due_on") == [date(2025, 10, 10), None]
    assert "1 行的起算日期不在 2000 年至 2148 年之间" in table.notices[0].zh


def test_limit_from_a_moment_starts_on_its_local_day(tmp_path: Path) -> None:
    due = item("due_on", "期限", "date", limit=Limit("heard_at", "7 calendar_days"))
    rows = [
        HEADER,
        row(heard_at="2025-03-02 23:30:00"),
        row(case_number="A2", heard_at=""),
    ]

    assert values(read(csv_file(tmp_path, rows), due), "due_on") == [
        date(2025, 3, 10),
        None,
    ]


def test_limit_in_hours_is_a_moment(tmp_path: Path) -> None:
    due = item("due_at", "期限", "datetime", limit=Limit("heard_at", "12 hours"))

    table = read(csv_file(tmp_path, [HEADER, row()]), due)

    assert values(table, "due_at") == [datetime(2025, 3, 2, 13, 30, tzinfo=UTC)]


def test_limit_may_start_at_a_derived_item(tmp_path: Path) -> None:
    due = item("due_on", "期限", "date", limit=Limit("next_on", "1 months"))
    following = item("next_on", "次日", "date", derive=derived("accepted_on + 1"))

    table = read(csv_file(tmp_path, [HEADER, row()]), due, following)

    assert values(table, "next_on") == [date(2025, 3, 2)]
    assert values(table, "due_on") == [date(2025, 4, 2)]


def test_limit_in_hours_from_a_day_starts_at_its_local_midnight(tmp_path: Path) -> None:
    due_at = item("due_at", "期限", "datetime", limit=Limit("accepted_on", "24 hours"))
    due_on = item("due_on", "期限日", "date", limit=Limit("accepted_on", "36 hours"))

    table = read(csv_file(tmp_path, [HEADER, row()]), due_at, due_on)

    assert values(table, "due_at") == [datetime(2025, 3, 1, 16, tzinfo=UTC)]
    assert values(table, "due_on") == [date(2025, 3, 2)]


@pytest.mark.parametrize(
    ("partition_date", "due"),
    [
        # without a date the last value is in force; a moment counts by its local day
        (None, date(2025, 5, 1)),
        ("heard_at", date(2025, 5, 1)),
        ("accepted_on", date(2025, 4, 1)),
    ],
)
def test_parameter_of_a_card_is_chosen_by_its_own_date(
    tmp_path: Path, partition_date: str | None, due: date
) -> None:
    due_on = item(
        "due_on",
        "到期日",
        "date",
        derive=derived("add_months(accepted_on, param.months)"),
    )
    path = csv_file(tmp_path, [HEADER, row(heard_at="2025-03-05 00:30:00")])
    options = ReadOptions(parameters=PARAMETERS)

    table = read_cards(path, card(due_on, partition_date=partition_date), options)

    assert values(table, "due_on") == [due]

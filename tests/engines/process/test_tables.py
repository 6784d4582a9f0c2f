"""Routing tables: the first row that holds; what is unknown does not."""

from datetime import date
from decimal import Decimal

import pytest

from hengjian.engines.expressions.parsing import parse
from hengjian.engines.process import definition, running
from hengjian.engines.process.card import scope_of
from hengjian.engines.process.reading import read
from hengjian.engines.process.tables import RoutingTable, TableRow, decide
from hengjian.engines.process.tables_checking import check_table
from hengjian.lib.bilingual import Text
from tests.engines.process.cards import PLACE, card
from tests.engines.process.drawings import (
    drawn,
    end,
    flow,
    flows,
    gateway,
    start,
    task,
)
from tests.engines.process.steps import AT, open_now


CARD = card(
    amount="money", count="integer", number="text", agreed="boolean", day="date"
)
RESULTS = {"chief": Text("检察长", "Chief"), "head": Text("部门", "Head")}
TODAY = date(2026, 10, 12)


def table(*rows: tuple[str, str]) -> RoutingTable:
    scope = scope_of(CARD, {}, {})
    return RoutingTable(
        "who",
        Text("谁", "Who"),
        RESULTS,
        tuple(
            TableRow(parse(when, scope) if when else None, then, PLACE)
            for when, then in rows
        ),
        PLACE,
    )


BY_AMOUNT = table(("amount >= 100", "chief"), ("", "head"))


def test_first_row_that_holds_decides() -> None:
    two = table(("amount > 1", "head"), ("amount > 2", "chief"), ("", "chief"))

    assert decide(BY_AMOUNT, {"amount": Decimal(100)}, TODAY) == "chief"
    assert decide(BY_AMOUNT, {"amount": Decimal(99)}, TODAY) == "head"
    assert decide(two, {"amount": Decimal(3)}, TODAY) == "head"


def test_unknown_row_does_not_hold() -> None:
    assert decide(BY_AMOUNT, {"amount": None}, TODAY) == "head"


def test_table_without_a_row_for_the_rest_has_no_answer() -> None:
    with pytest.raises(LookupError):
        decide(table(("amount > 1", "head")), {"amount": None}, TODAY)


def test_condition_of_a_process_reads_a_table() -> None:
    drawing = read(
        drawn(
            start(), gateway("exclusive", "g", "g_b"), task("a"), task("b"), end(),
            flows("Start", "g"), flow("g", "a", when="table.who = 'chief'"),
            flow("g", "b"), flows("a", "End"), flows("b", "End"),
        ),
        file="process.bpmn",
    )  # fmt: skip
    process = definition.compile(drawing, CARD, {"who": BY_AMOUNT})

    large = running.start(process, {"amount": Decimal(100)}, AT)
    small = running.start(process, {"amount": Decimal(1)}, AT)

    assert set(process.reads) == {"amount"}
    assert (open_now(large), open_now(small)) == (["a"], ["b"])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("amount >= 100", "amount > 100"),
        ("amount > 100", "amount > 100"),
        ("amount <= 5", "amount < 5"),
        ("5 > amount", "amount <= 4"),
        ("100 <= amount", "amount between 100 and 200"),
        ("amount between 1 and 9", "amount in (2, 3)"),
        ("amount between 1 and 9", "amount = 9"),
        ("number in ('a', 'b')", "number = 'b'"),
        ("number = 'b'", "'b' = number and amount > 1"),
        ("agreed", "agreed and amount > 1"),
        ("agreed", "agreed is true"),
        ("day >= date '2026-01-01'", "day > date '2026-02-01'"),
        ("amount > 5 or number = 'x'", "number = 'x' and amount > 1"),
        ("number like 'x%'", "number  like  'x%'"),
        ("count >= 1.5", "count >= 2.5"),
        ("amount >= 1", "amount >= 2"),
    ],
)
def test_row_whose_turn_never_comes_is_told(above: str, below: str) -> None:
    found = list(check_table(table((above, "chief"), (below, "head"), ("", "head"))))

    assert [fault.rule for fault in found] == ["table_overlap"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("amount > 100", "amount >= 100"),
        ("amount < 5", "amount <= 5"),
        ("amount in (2, 3)", "amount between 2 and 3"),
        ("number = 'b'", "number in ('a', 'b')"),
        ("amount > 5", "number = 'x'"),
        ("amount > 5 and agreed", "amount > 6"),
        ("agreed", "not agreed"),
        ("number like 'x%'", "number = 'xy'"),
        ("amount <> 5", "amount = 6"),
        ("amount > 5 or number like 'x%'", "amount > 6"),
        ("amount in (2, amount)", "amount = 2"),
        ("amount between 1 and amount", "amount = 1"),
        ("amount > amount + 1", "amount > 7"),
        ("amount > 7", "amount < 9"),
        ("amount < 7", "amount = 7"),
        ("amount > 7", "amount = 6"),
        ("agreed is null", "amount = 6"),
        ("amount < 7", "amount > 9"),
    ],
)
def test_row_that_may_have_its_turn_is_left_alone(above: str, below: str) -> None:
    rows = table((above, "chief"), (below, "head"), ("", "head"))

    assert list(check_table(rows)) == []


def test_row_for_the_rest_stands_last_and_once() -> None:
    in_the_middle = table(("", "head"), ("amount > 1", "chief"), ("", "head"))
    nothing = table()

    found = [fault.rule for fault in check_table(in_the_middle)]
    assert found == ["table_complete"]
    assert [fault.rule for fault in check_table(nothing)] == ["table_complete"]


def test_conditions_too_many_to_unfold_are_left_alone() -> None:
    either = "(amount = 1 or amount = 2)"
    many = " and ".join([either] * 8)

    assert (
        list(check_table(table((many, "chief"), ("amount = 1", "head"), ("", "head"))))
        == []
    )

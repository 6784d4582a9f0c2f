"""No small number that is kept back comes back from those that are printed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from hengjian.engines.statistics.suppression import Kept, Sum, Table, keep_back


CELL = tuple[str, str]


def sums_over(rows: list[str], columns: list[str]) -> list[Sum[CELL]]:
    """Every row's months and their quarter, every month's places and their city."""
    across = [
        Sum((row, "Q"), tuple((row, c) for c in columns)) for row in [*rows, "city"]
    ]
    down = [Sum(("city", c), tuple((row, c) for row in rows)) for c in [*columns, "Q"]]
    return [*across, *down]


def table_of(numbers: list[list[int]]) -> tuple[Table[CELL], list[Sum[CELL]]]:
    rows = [f"p{i}" for i in range(len(numbers))]
    columns = [f"m{i}" for i in range(len(numbers[0]))]
    values = {
        (row, column): number
        for row, line in zip(rows, numbers, strict=True)
        for column, number in zip(columns, line, strict=True)
    }
    sums = sums_over(rows, columns)
    for each in sorted(sums, key=lambda one: one.whole == ("city", "Q")):
        values[each.whole] = sum(values[part] for part in each.parts)
    return Table(values, having(sums)), sums


def having(sums: list[Sum[CELL]]):
    by_cell: dict[CELL, list[Sum[CELL]]] = {}
    for each in sums:
        for key in (each.whole, *each.parts):
            by_cell.setdefault(key, []).append(each)
    return lambda key: by_cell.get(key, [])


def bounds_of(
    table: Table[CELL], sums: list[Sum[CELL]], kept: Kept[CELL], cell: CELL
) -> tuple[int, int]:
    """The attacker: least and greatest number of a cell in any table of whole numbers.

    Every printed number is known, every sum holds, and nothing is below nothing.
    """
    order = sorted(table.values)
    least = [table.values[k] for k in order]
    most = [float(table.values[k]) for k in order]
    for at, key in enumerate(order):
        if key in kept.cells:
            is_small = key in kept.bounded
            least[at], most[at] = (1, 9) if is_small else (0, np.inf)
    rows = np.zeros((len(sums), len(order)))
    for number, each in enumerate(sums):
        rows[number, order.index(each.whole)] = 1
        for part in each.parts:
            rows[number, order.index(part)] = -1
    asked = np.zeros(len(order))
    asked[order.index(cell)] = 1
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * asked,
            constraints=LinearConstraint(rows, 0, 0),
            bounds=Bounds(least, most),
            integrality=np.ones(len(order)),
        )
        # without an end: unbounded
        ends.append(round(sign * found.fun) if found.success else 10**9)
    return ends[0], ends[1]


small_tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(
            st.sampled_from([0, 0, 1, 1, 2, 3, 9, 11]),
            min_size=size[1],
            max_size=size[1],
        ),
        min_size=size[0],
        max_size=size[0],
    )
)


@settings(max_examples=60, deadline=None)
@given(numbers=small_tables, data=st.data())
def test_reader_of_every_printed_number_cannot_tell_a_kept_one(numbers, data):
    table, sums = table_of(numbers)
    small = sorted(key for key, number in table.values.items() if 0 < number < 10)
    chosen = data.draw(
        st.lists(st.sampled_from(small), unique=True, max_size=2)
        if small
        else st.just([])
    )

    kept = keep_back(table, chosen)

    for key in chosen:
        least, most = bounds_of(table, sums, kept, key)
        assert least < most


def test_one_small_month_takes_a_rectangle_with_it_and_leaves_the_totals():
    table, _ = table_of([[3, 20, 30], [15, 16, 17], [40, 41, 42]])

    kept = keep_back(table, [("p0", "m0")])

    assert kept.cells == {(p, m) for p in ("p0", "p1") for m in ("m0", "m1")}
    assert kept.bounded == {("p0", "m0")}


def test_neighbour_that_is_nothing_does_not_serve():
    table, _ = table_of([[1, 0, 30], [15, 16, 17]])

    kept = keep_back(table, [("p0", "m0")])

    assert ("p0", "m2") in kept.cells
    assert ("p0", "m1") not in kept.cells


def test_only_number_of_a_table_may_have_been_in_another_month():
    table, sums = table_of([[3, 0, 0], [0, 0, 0]])

    kept = keep_back(table, [("p0", "m0")])

    assert ("p0", "Q") not in kept.cells
    assert bounds_of(table, sums, kept, ("p0", "m0")) == (1, 3)


def test_two_nines_that_make_eighteen_are_not_left_alone():
    table = Table({"a": 9, "b": 9, "c": 30, "all": 48}, having_one("all", "abc"))

    kept = keep_back(table, ["a", "b"])

    assert "c" in kept.cells or "all" in kept.cells


def test_largest_small_number_alone_in_its_total_is_told_in_no_way():
    table = Table({"a": 1, "all": 1}, having_one("all", "a"))

    kept = keep_back(table, ["a", "all"])

    assert kept.cells == {"a", "all"}


def test_small_rest_of_a_whole_hides_the_part_and_leaves_the_whole():
    values = {"part": 195, "rest": 5, "whole": 200}
    sums = having_one("whole", ("part", "rest"))

    kept = keep_back(Table(values, sums, unprinted=lambda k: k == "rest"), ["rest"])

    assert "part" in kept.cells
    assert "whole" not in kept.cells


def test_cells_known_from_elsewhere_do_not_serve():
    table, _ = table_of([[3, 20, 30], [15, 16, 17]])

    kept = keep_back(
        table, [("p0", "m0")], may_keep=lambda key: key[0] == "city" or key[1] == "Q"
    )

    assert kept.cells == {("p0", "m0"), ("p0", "Q"), ("city", "m0"), ("city", "Q")}


def test_kept_cells_stay_where_more_are_sealed():
    table, _ = table_of([[3, 20, 30], [15, 16, 17], [4, 41, 42]])
    first = keep_back(table, [("p0", "m0")])

    later = keep_back(table, [("p0", "m0"), ("p2", "m0")])

    assert first.cells <= later.cells


@pytest.mark.parametrize(
    "numbers", [[[9, 9], [9, 9]], [[1, 0], [0, 1]], [[1, 1], [0, 0]]]
)
def test_tables_of_the_edge(numbers):
    table, sums = table_of(numbers)
    small = [key for key, number in table.values.items() if 0 < number < 10]

    kept = keep_back(table, small)

    for key in small:
        least, most = bounds_of(table, sums, kept, key)
        assert least < most


def test_the_attacker_finds_what_is_left_out_alone():
    table, sums = table_of([[3, 20], [15, 16]])
    alone = Kept({("p0", "m0")}, {("p0", "m0")})

    assert bounds_of(table, sums, alone, ("p0", "m0")) == (3, 3)


def having_one(whole, parts):
    each = Sum(whole, tuple(parts))
    return lambda _: [each]

"""A card read once for all its dates: weights, many classes, edges, what does not fit."""

from dataclasses import replace

import pytest

from hengjian.engines.indicators import sheets
from hengjian.engines.indicators.computing import Run, compute
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.plan import Group, Placement
from hengjian.engines.indicators.request import Strategy
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.tables.duckdb_session import TooLarge, session
from tests.spec.indicators.drawing import Drawing


CARD = """
    grain: case
    key: [number]
    weight: cases
    items:
      number: {label: number, type: text, required: true}
      cases: {label: cases, type: integer}
      charge: {label: charge, type: text}
      accepted_on: {label: accepted, type: date}
      closed_on: {label: closed, type: date}
"""


def weighted(drawing: Drawing, rows: str) -> Drawing:
    return drawing.pack(
        "civil",
        card=CARD,
        measures="""
            taken: {agg: count, dated_by: accepted_on}
            thefts: {agg: count, dated_by: accepted_on, where: "charge = 'theft'"}
            closed: {agg: count, dated_by: closed_on}
            pending: {agg: count, open: {from: accepted_on, until: closed_on}, at: end}
            long: {agg: count, open: {from: accepted_on, until: closed_on}, at: end,
                   where: "period_end - accepted_on > 40"}
        """,
        indicators={
            name: f"{name}; decimals: 0"
            for name in ("taken", "thefts", "closed", "pending", "long")
        },
    ).cards("civil", f"number cases charge accepted_on closed_on\n{rows.strip()}")


def values(drawing: Drawing) -> dict[str, list[str]]:
    """The values of each indicator from January to March."""
    found: dict[str, list[str]] = {}
    for row in drawing.rows(
        period="month", from_="2025-01", to="2025-03", as_of="2025-03-31"
    )[1:]:
        found.setdefault(row[0], []).append(row[4])
    return found


def test_a_row_stands_for_as_many_cards_as_it_says(drawing: Drawing) -> None:
    weighted(
        drawing,
        """
        1 3 theft   2025-01-05 2025-02-01
        2 0 theft   2025-01-06 -
        3 - fraud   2025-01-07 -
        4 2 robbery 2025-03-01 2025-03-31
        """,
    )

    assert values(drawing) == {
        "taken": ["4", "0", "2"],
        "thefts": ["3", "0", "0"],
        "closed": ["0", "3", "2"],
        "pending": ["4", "1", "1"],
        "long": ["0", "1", "1"],
    }


def test_weights_beyond_62_bits_are_told_and_not_wrapped(drawing: Drawing) -> None:
    weighted(
        drawing,
        f"1 {2**62} theft 2025-01-05 -\n2 {2**62} theft 2025-01-06 -",
    )
    request = drawing.request(period="month")

    with pytest.raises(TooLarge):
        compute(replace(request, strategy=Strategy.SHEETS))


@pytest.mark.parametrize("classes", [3, 20, 400])
def test_any_number_of_classes_is_told_apart(drawing: Drawing, classes: int) -> None:
    listed = ", ".join(f"'c{n}'" for n in range(classes))
    drawing.pack(
        "civil",
        card=CARD,
        measures=f"""
            named: {{agg: count, dated_by: accepted_on, where: "charge in ({listed})"}}
            others: {{agg: count, dated_by: accepted_on,
                      where: "charge not in ({listed})"}}
            last: {{agg: count, dated_by: accepted_on, where: "charge = 'c{classes - 1}'"}}
        """,
        indicators={n: f"{n}; decimals: 0" for n in ("named", "others", "last")},
    ).cards(
        "civil",
        "number cases charge accepted_on closed_on\n"
        + "\n".join(f"{n} 1 c{n} 2025-01-01 -" for n in range(classes + 2))
        + "\nx 1 - 2025-01-01 -",
    )

    assert {row[0]: int(row[4]) for row in drawing.rows()[1:]} == {
        "named": classes,
        "others": 2,
        "last": 1,
    }


def groups_on_sheets(drawing: Drawing, **asked: str) -> list[Group]:
    request = drawing.request(from_="2025-01", to="2025-12", **asked)
    shapes = Shapes(request.packs)
    with session() as engine:
        run = Run(request, shapes, select(request, shapes), engine)
        plan = run.plan()
        return [g for g in plan.groups if sheets.fits_sheet(g, plan.periods)]


def test_few_truths_of_single_periods_stand_on_the_sheet(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighted(drawing, "1 1 theft 2025-01-05 -")

    before = groups_on_sheets(drawing, period=PeriodKind.MONTH)
    monkeypatch.setattr(sheets, "TRUTHS_AT_ONCE", 11)
    after = groups_on_sheets(drawing, period=PeriodKind.MONTH)

    assert [g.placement for g in before].count(Placement.EACH) == 1
    assert [g.placement for g in after].count(Placement.EACH) == 0
    assert len(before) == len(after) + 1

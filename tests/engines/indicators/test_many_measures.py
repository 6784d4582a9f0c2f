"""More conditions than one word holds, sums beyond 64 bits, and the choice of a way."""

from dataclasses import replace

import pyarrow as pa
import pytest

from hengjian.engines.indicators import sampling
from hengjian.engines.indicators.atoms import Bit, Signature
from hengjian.engines.indicators.computing import Run, compute
from hengjian.engines.indicators.request import Strategy
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.indicators.tallies import integers
from hengjian.engines.tables.duckdb_session import session
from tests.spec.indicators.drawing import Drawing


CARD = """
    grain: case
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      size: {label: size, type: integer}
      accepted_on: {label: accepted, type: date}
"""


def many(drawing: Drawing, count: int) -> Drawing:
    measures = "\n".join(
        f'm{n}: {{agg: count, dated_by: accepted_on, where: "size >= {n}"}}'
        for n in range(count)
    )
    return drawing.pack(
        "civil",
        card=CARD,
        measures=measures,
        indicators={f"i{n:03d}": f"m{n}; decimals: 0" for n in range(count)},
    ).cards(
        "civil",
        "number size accepted_on\n"
        + "\n".join(f"{n} {n} 2025-01-01" for n in range(0, 150, 3)),
    )


def test_signatures_hold_any_number_of_conditions(drawing: Drawing) -> None:
    rows = many(drawing, 130).rows()

    assert [int(row[4]) for row in rows[1:]] == [
        sum(size >= n for size in range(0, 150, 3)) for n in range(130)
    ]


def test_130_bits_take_three_words() -> None:
    assert Signature(Bit(f"size >= {n}") for n in range(130)).word_count == 3


def test_sums_beyond_64_bits_are_exact(drawing: Drawing) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures="""
            total: {agg: sum, of: size, dated_by: accepted_on}
            largest: {agg: max, of: size, dated_by: accepted_on}
            smallest: {agg: min, of: size, dated_by: accepted_on}
        """,
        indicators={n: f"{n}; decimals: 0" for n in ("total", "largest", "smallest")},
    ).cards(
        "civil",
        f"""
        number  size         accepted_on
        1       {2**63 - 1}  2025-01-01
        2       {2**63 - 1}  2025-01-01
        3       {-(2**62)}   2025-01-02
        """,
    )

    assert {row[0]: int(row[4]) for row in drawing.rows()[1:]} == {
        "largest": 2**63 - 1,
        "smallest": -(2**62),
        "total": 2 * (2**63 - 1) - 2**62,
    }


def test_extremes_of_long_decimals_are_exact(drawing: Drawing) -> None:
    drawing.pack(
        "civil",
        card="""
            grain: case
            key: [number]
            items:
              number: {label: number, type: text, required: true}
              share: {label: share, type: decimal}
              accepted_on: {label: accepted, type: date}
        """,
        measures="""
            largest: {agg: max, of: share, dated_by: accepted_on}
            smallest: {agg: min, of: share, dated_by: accepted_on}
            middle: {agg: median, of: share, dated_by: accepted_on}
        """,
        indicators={n: f"{n}; decimals: 6" for n in ("largest", "smallest", "middle")},
    ).cards(
        "civil",
        """
        number  share                      accepted_on
        1       123456789012345678.000001  2025-01-01
        2       123456789012345678.000002  2025-01-01
        3       -99999999999999999.999999  2025-01-02
        """,
    )

    assert {row[0]: row[4] for row in drawing.rows()[1:]} == {
        "largest": "123456789012345678.000002",
        "middle": "123456789012345678.000001",
        "smallest": "-99999999999999999.999999",
    }


def test_only_exact_columns_are_taken() -> None:
    with pytest.raises(TypeError, match="double"):
        integers(pa.chunked_array([[1.5]]))


@pytest.mark.parametrize(
    ("different", "expected"), [(4, Strategy.SIGNATURES), (1000, Strategy.FILTERS)]
)
def test_signatures_are_chosen_unless_nearly_every_row_has_its_own(
    drawing: Drawing, different: int, expected: Strategy
) -> None:
    request = many(drawing, 60).request()
    sizes = [n % different * 60 // different for n in range(1000)]
    numbers = list(range(1000))
    table = pa.table(
        {
            "number": [str(n) for n in numbers],
            "size": sizes if different < 60 else numbers,
            "accepted_on": pa.array([20089] * 1000, pa.int32()).cast(pa.date32()),
        }
    )
    if different > 60:
        request = _with_independent_conditions(drawing, request)
    request = replace(request, sources={"civil": table})
    shapes = Shapes(request.packs)

    with session() as engine:
        run = Run(request, shapes, select(request, shapes), engine)
        plan = run.plan()
        chosen = sampling.choose_strategy(engine, run.query(plan.groups[0], plan))

    assert chosen is expected


def _with_independent_conditions(drawing: Drawing, request):  # type: ignore[no-untyped-def]
    home = drawing.folder / "civil" / "measures.yaml"
    home.write_text(
        "\n".join(
            f'm{n}: {{agg: count, dated_by: accepted_on, where: "size % {n + 2} = 1"}}'
            for n in range(60)
        ),
        "utf-8",
    )
    return replace(request, packs=drawing.loaded())


def test_few_measures_need_no_sample(drawing: Drawing) -> None:
    request = many(drawing, 2).request()

    assert len(compute(request).rows) == 2


@pytest.mark.parametrize("period", ["month", "to_date"])
def test_without_any_date_there_is_neither_a_period_nor_a_row(
    drawing: Drawing, period: str
) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures="most: {agg: max, of: size, dated_by: accepted_on}",
        indicators={"largest": "most; decimals: 0"},
    ).cards("civil", "number size accepted_on\n1 5 -")

    assert drawing.rows(period=period)[1:] == []

"""The list behind a number is the number, for random packs, cards and cells."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import assume, given
from hypothesis import strategies as st

from hengjian.engines.indicators.drilling import Cell, cards_behind
from hengjian.engines.indicators.reference import PlainInterpreter
from hengjian.engines.indicators.request import RunRequest
from hengjian.lib.faults import UserFault
from tests.agreement.indicators import packs as drawn
from tests.agreement.indicators.rows import card_tables
from tests.agreement.indicators.test_ways_of_counting_agree import (
    requests,
    tried,
    write,
)


@tried
@given(
    packs=drawn.packs(), tables=card_tables, asked=requests(), picked=st.integers(0, 99)
)
def test_a_cell_lists_exactly_the_cards_it_counts(
    packs: drawn.DrawnPacks,
    tables: dict[str, pa.Table],
    asked: dict[str, object],
    picked: int,
) -> None:
    with TemporaryDirectory() as folder:
        loaded = write(Path(folder), packs)
    request = RunRequest(packs=loaded, sources=tables, **asked)  # type: ignore[arg-type]
    try:
        plain = PlainInterpreter(request)
    except UserFault:
        assume(False)
    rows = plain.rows()
    assume(rows)
    name, period, *rest = rows[picked % len(rows)]
    by = tuple(rest[: len(request.by)])

    found = cards_behind(
        request, name, Cell(period, dict(zip(request.by, by, strict=True)))
    )

    in_period = next(one for one in plain.periods.all if one.name == period)
    for one in found:
        counted = plain.cards_by(one.measure, in_period).get(by, [])
        assert sorted(one.cards.column("_weight").to_pylist()) == sorted(
            weight for _, weight in counted
        )

"""Several cuts in one go are the same tables as each computed alone."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import event, given
from hypothesis import strategies as st

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.cuts import Cut, compute_cuts
from hengjian.engines.indicators.periods import PeriodKind, month_number
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.lib.faults import UserFault
from tests.agreement.indicators import packs as drawn
from tests.agreement.indicators.rows import PLACES, card_tables
from tests.agreement.indicators.test_ways_of_counting_agree import (
    requests,
    tried,
    write,
)


BY = (
    ("city",),
    ("procuratorate",),
    ("procuratorate", "department"),
    ("province", "person"),
    ("charge",),
    (),
)
EVERYWHERE = frozenset({"", *PLACES})
cuts = st.builds(
    Cut,
    st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.ALL]),
    st.sampled_from(BY),
)
spans = st.tuples(
    st.integers(month_number(2024, 10), month_number(2025, 2)), st.integers(0, 7)
).map(lambda span: MonthRange(span[0], span[0] + span[1]))


@tried
@given(
    packs=drawn.packs(),
    tables=card_tables,
    asked=requests(),
    months=spans,
    wanted=st.lists(cuts, min_size=1, max_size=4),
)
def test_cuts_in_one_go_are_those_computed_alone(
    packs: drawn.DrawnPacks,
    tables: dict[str, pa.Table],
    asked: dict[str, object],
    months: MonthRange,
    wanted: list[Cut],
) -> None:
    with TemporaryDirectory() as folder:
        loaded = write(Path(folder), packs)
    request = RunRequest(packs=loaded, sources=tables, **{**asked, "months": months})

    try:
        alone = [
            compute(replace(request, period=cut.period, by=cut.by)).texts.to_pylist()
            for cut in wanted
        ]
    except UserFault as fault:
        event(f"refused: {fault.message.en[:30]}")
        return

    every_row = {name: range(table.num_rows) for name, table in tables.items()}
    for narrowed in ({}, {"places": EVERYWHERE}, {"only": every_row}):
        together = compute_cuts(request, wanted, **narrowed)
        assert [table.texts.to_pylist() for table in together] == alone

"""What changed cards do not reach stays as it was: the rest, computed anew, makes it whole."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from hypothesis import event, given
from hypothesis import strategies as st

from hengjian.engines.indicators.cuts import Cut, compute_cuts
from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.reach import Changed, reach
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.pack_format.model import Loaded
from hengjian.lib.faults import UserFault
from tests.agreement.indicators import packs as drawn
from tests.agreement.indicators.rows import (
    ARREST_SCHEMA,
    PROSECUTION_SCHEMA,
    TRIAL_SCHEMA,
    arrests,
    card_tables,
    prosecutions,
    trials,
)
from tests.agreement.indicators.test_cuts_agree import spans
from tests.agreement.indicators.test_ways_of_counting_agree import (
    PLACES,
    requests,
    tried,
    write,
)


ROWS = {
    "arrest": (arrests, ARREST_SCHEMA),
    "prosecution": (prosecutions, PROSECUTION_SCHEMA),
    "trial": (trials, TRIAL_SCHEMA),
}
CUTS = [
    Cut(kind, ("procuratorate",)) for kind in (PeriodKind.MONTH, PeriodKind.TO_DATE)
]
Rows = dict[tuple[str, ...], tuple[Any, ...]]


@dataclass(frozen=True)
class Edit:
    """A row and those of its columns that a row there takes over."""

    row: dict[str, Any]
    columns: frozenset[str]

    def over(self, old: dict[str, Any] | None) -> dict[str, Any]:
        return {k: v for k, v in self.row.items() if old is None or k in self.columns}


@st.composite
def edits(draw: st.DrawFn) -> dict[str, list[tuple[int, Edit]]]:
    """For some cards the places of rows (or one past the end) and what they become.

    What a row becomes may be said whole or for one or two of its columns.
    """
    chosen = draw(st.lists(st.sampled_from(sorted(ROWS)), min_size=1, unique=True))
    return {
        card: draw(
            st.lists(
                st.tuples(st.integers(0, 14), becoming(ROWS[card][0])),
                min_size=1,
                max_size=3,
            )
        )
        for card in chosen
    }


@st.composite
def becoming(draw: st.DrawFn, rows: st.SearchStrategy[dict[str, Any]]) -> Edit:
    row = draw(rows)
    columns = st.lists(st.sampled_from(sorted(row)), min_size=1, max_size=2)
    return Edit(row, frozenset(draw(st.none() | columns) or row))


def edited(
    before: pa.Table, edit: list[tuple[int, Edit]], schema: pa.Schema
) -> tuple[pa.Table, Changed]:
    """The table afterwards, and the rows that changed as they were and as they are."""
    rows = before.to_pylist()
    touched: dict[int, dict[str, Any] | None] = {}
    for place, row in edit:
        at = min(place, len(rows))
        old = rows[at] if at < len(rows) else None
        touched.setdefault(at, old)
        rows[at : at + 1] = [{"number": str(at), **(old or {}), **row.over(old)}]
    was = [old for old in touched.values() if old is not None]
    now = [rows[at] for at in touched]
    columns = None
    if len(was) == len(now):
        pairs = [(old, rows[at]) for at, old in touched.items() if old is not None]
        columns = frozenset(
            name for old, new in pairs for name in old if old[name] != new[name]
        )
    return (
        pa.Table.from_pylist(rows, schema=schema),
        Changed(pa.Table.from_pylist([*was, *now], schema=schema), columns),
    )


def rows_of(request: RunRequest, places: frozenset[str] | None = None) -> Rows:
    found: Rows = {}
    for cut, table in zip(
        CUTS, compute_cuts(request, CUTS, places=places), strict=True
    ):
        for row in table.texts.to_pylist():
            key = (
                cut.period.value,
                row["indicator"],
                row["procuratorate"],
                row["period"],
            )
            found[key] = tuple(row.values())
    return found


def only(loaded: Loaded, names: frozenset[str]) -> Loaded:
    """The packs with these indicators alone."""
    return replace(
        loaded,
        packs={
            name: replace(
                pack,
                indicators={k: v for k, v in pack.indicators.items() if k in names},
            )
            for name, pack in loaded.packs.items()
        },
    )


@tried
@given(
    packs=drawn.packs(),
    tables=card_tables,
    asked=requests(),
    months=spans,
    edit=edits(),
)
def test_all_that_changed_cards_do_not_reach_is_as_before(
    packs: drawn.DrawnPacks,
    tables: dict[str, pa.Table],
    asked: dict[str, Any],
    months: MonthRange,
    edit: dict[str, list[tuple[int, Edit]]],
) -> None:
    with TemporaryDirectory() as folder:
        loaded = write(Path(folder), packs)
    plain = {"cutoff": asked["cutoff"], "as_of": asked["as_of"], "months": months}
    before = RunRequest(
        packs=loaded,
        sources=tables,
        organisation=Organisation.of_rows(PLACES),
        **plain,
    )
    now, changed = dict(tables), {}
    for card, steps in edit.items():
        now[card], changed[card] = edited(tables[card], steps, ROWS[card][1])
    after = replace(before, sources=now)
    try:
        old, whole = rows_of(before), rows_of(after)
    except UserFault as fault:
        event(f"refused: {fault.message.en[:30]}")
        return

    reached = reach(after, changed)
    if reached is None:
        event("everything")
        return
    event(f"{len(reached.indicators)} indicators, {len(reached.units)} places")
    kept = {
        key: row
        for key, row in old.items()
        if key[1] not in reached.indicators or key[2] not in reached.units
    }
    part = replace(after, packs=only(loaded, reached.indicators))
    try:
        anew = rows_of(part, reached.units)
    except UserFault:  # none of them can be cut by places
        anew = {}
    anew = {key: row for key, row in anew.items() if key[2] in reached.units}

    assert {**kept, **anew} == whole

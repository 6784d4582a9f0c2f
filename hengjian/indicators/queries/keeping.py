"""What to keep back of a run, for what is sealed: asked once, then known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.indicators.periods import CutOff, read_period
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.pack_format.model import Indicator, Loaded
from hengjian.engines.statistics.suppression import Kept
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.kept_cells import (
    Cell,
    Cells,
    Held,
    Since,
    keep,
    place_of,
)
from hengjian.indicators.queries.quantities import Quantities
from hengjian.indicators.queries.sealed_counts import Counted, Sealed, counted_in_run
from hengjian.indicators.queries.told_cells import Told
from hengjian.indicators.run_tables import run_table
from hengjian.lib.faults import UserFault
from hengjian.lib.shared_results import shared
from hengjian.organisation.models import Level
from hengjian.warehouse.queries.sealed import SealedPlace


_EVERY: Held = (True, True, True, True)


@dataclass(frozen=True)
class More:
    """Counts beside those of a run: in columns as of a run's table.

    ``among``: name → the condition of the cards that are counted, where there is one;
    ``tables``: name → the tables it counts; ``held``: where sealed cards are counted.
    """

    table: pa.Table
    indicators: tuple[Indicator, ...]
    among: Mapping[str, str]
    tables: Mapping[str, Mapping[str, bool]]
    held: Counted


class Asked:
    """A run and what is sealed; the same question is answered once."""

    def __init__(
        self,
        run: Run,
        places: frozenset[SealedPlace],
        paths: tuple[tuple[str, str, int], ...],
        digest: str,
    ) -> None:
        self.run, self.places, self.paths = run, places, paths
        self._same = (run.pk, run.result_file, run.result_digest, digest)

    @property
    def name(self) -> str:
        """What tells the run and what is sealed from others."""
        return repr(self._same)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self._same == other._same

    def __hash__(self) -> int:
        return hash(self._same)


@dataclass(frozen=True)
class Beside:
    """A run's cells, what is kept back of them, and what it tells with newer ones."""

    cells: Cells
    kept: Kept[Cell]
    told: Told


@shared(most=4)
def kept_of(*runs: Asked) -> Beside:
    """What is kept back of the last of some runs, newest first.

    Each run keeps back what newer ones do, and for its own small cells only what none of
    them tells: so no two of them betray each other. A run of which that cannot be had
    is kept back whole.
    """
    *newer, asked = runs
    cells = cells_of(asked)
    sealed = dict(sealed_rows(asked, cells))
    if not newer:
        kept = keep(cells, sealed)
        return Beside(cells, kept, Told().with_more(cells, kept))
    told = kept_of(*newer).told
    kept = keep(cells, sealed, told)
    if any(not told.serves(cell, cells) for cell in kept.cells - kept.primary):
        kept = Kept(set(cells.values))
    return Beside(cells, kept, told.with_more(cells, kept))


@shared(most=4)
def counted_of(asked: Asked) -> Counted:
    """Where a run counted sealed cards; on the safe side where its cards are gone."""
    counted = tables_of(run_inputs.packs_of(asked.run))
    try:
        return counted_in_run(asked.run, names_of(asked), Sealed.of(asked.places))
    except UserFault:
        return dict(_may_hold(asked, counted))


def _may_hold(
    asked: Asked, counted: Mapping[str, Mapping[str, bool]]
) -> Iterator[tuple[tuple[str, str, str], Held]]:
    """Every cell in which a sealed card may be counted for all its place and days say."""
    cutoff = CutOff(tuple((first, day) for first, day in asked.run.cutoff))
    cities = cities_of(asked.paths)
    rows = run_table(asked.run.result_file, asked.run.result_digest)
    columns = ("indicator", "level", "unit", "department", "period")
    told = [rows[name].to_pylist() for name in columns]
    for name, level, unit, department, period in zip(*told, strict=True):
        there = [
            place
            for place in asked.places
            if (cities.get(place.unit_code) if level == "city" else place.unit_code)
            == unit
        ]
        if there and _since(there, counted[name], _days(period, cutoff)) is not None:
            yield (name, place_of(level, unit, department or ""), period), _EVERY


def cells_of(asked: Asked, more: "More | None" = None) -> Cells:
    """The cells that sealed cards may lie in or near; ``more``: counts of a report."""
    packs = run_inputs.packs_of(asked.run)
    counted = tables_of(packs)
    sealed = {place.card for place in asked.places}
    known = [i for i in packs.indicators.values() if set(counted[i.name]) & sealed]
    run = asked.run
    table = run_table(run.result_file, run.result_digest)
    quantities = Quantities(known)
    if more is not None:
        quantities = Quantities([*known, *more.indicators], more.among)
        table = pa.concat_tables([table, more.table])
    cities = cities_of(asked.paths)
    near = {cities.get(place.unit_code, place.unit_code) for place in asked.places}
    units = [unit for unit, city in cities.items() if city in near]
    near_rows = pc.is_in(table["unit"], value_set=pa.array(units, pa.string()))
    held = [*counted_of(asked), *(more.held if more is not None else ())]
    from_year = min((period[:4] for _, _, period in held), default="9999")
    # no sum reaches from one year into another
    late = pc.greater_equal(pc.utf8_slice_codeunits(table["period"], 0, 4), from_year)
    return Cells(table.filter(pc.and_(near_rows, late)), quantities, cities)


def sealed_rows(
    asked: Asked, cells: Cells, more: "More | None" = None
) -> Iterator[tuple[tuple[str, str, str], Since]]:
    """Every row that is small somewhere and holds a sealed card, since which sealing."""
    tables: dict[str, Mapping[str, bool]] = {
        **tables_of(run_inputs.packs_of(asked.run))
    }
    held = counted_of(asked)
    if more is not None:
        tables |= more.tables
        held = {**held, **more.held}
    cutoff = CutOff(tuple((first, day) for first, day in asked.run.cutoff))
    cities = cities_of(asked.paths)
    by_place: dict[str, list[SealedPlace]] = {}
    for one in asked.places:
        by_place.setdefault(one.unit_code, []).append(one)
        by_place.setdefault(f"{cities.get(one.unit_code, '')}+", []).append(one)
    newest = max(place.sealing for place in asked.places)
    known: dict[tuple[str, str, str], int | None] = {}
    for key, sides in held.items():
        if key not in cells.rows:
            continue
        name, place, period = key
        unit = place.partition("/")[0]
        same = (repr(sorted(tables[name].items())), unit, period)
        if same not in known:
            places = by_place.get(unit, [])
            known[same] = _since(places, tables[name], _days(period, cutoff))
        since = known[same]
        yield key, (newest if since is None else since, sides)


def _since(
    places: list[SealedPlace],
    tables: Mapping[str, bool],
    span: tuple[date, date] | None,
) -> int | None:
    """The first sealing of a card that may have been counted; None: none was."""
    return min(
        (
            place.sealing
            for place in places
            if place.card in tables and _meets(span, place, is_stock=tables[place.card])
        ),
        default=None,
    )


def tables_of(packs: Loaded) -> dict[str, dict[str, bool]]:
    """Indicator → the tables it counts, and whether as a stock."""
    shapes = Shapes(packs)
    found: dict[str, dict[str, bool]] = {}
    for indicator in packs.indicators.values():
        counted = found.setdefault(indicator.name, {})
        for dated in indicator.value:
            for name in dated.formula.measures:
                measure = packs.measures[name]
                table = shapes.of_measure(measure).base.name
                is_stock = measure.open is not None or measure.dated_by is None
                counted[table] = counted.get(table, False) or is_stock
    return found


def cities_of(paths: tuple[tuple[str, str, int], ...]) -> dict[str, str]:
    """Code of a place → code of its city; of itself for a city and what stands alone."""
    above = {path: code for code, path, level in paths if level == Level.CITY}
    return {
        code: next(
            (city for there, city in above.items() if path.startswith(there)), code
        )
        for code, path, _ in paths
    }


def _days(period: str, cutoff: CutOff) -> tuple[date, date] | None:
    """The first and last day of a period; None for all time or a stretch of its own."""
    try:
        _, months = read_period(period)
    except UserFault:
        return None
    if months is None:
        return None
    first = months[0] - months[0] % 12 if ".." in period else months[0]
    return cutoff.first_day(first), cutoff.last_day(months[1])


def _meets(
    span: tuple[date, date] | None, place: SealedPlace, *, is_stock: bool
) -> bool:
    if span is None or place.first_on is None or place.last_on is None:
        return True
    return place.first_on <= span[1] and (is_stock or span[0] <= place.last_on)


def names_of(asked: Asked) -> list[str]:
    """The indicators that count the tables of sealed cards."""
    counted = tables_of(run_inputs.packs_of(asked.run))
    sealed = {place.card for place in asked.places}
    return [name for name, tables in counted.items() if set(tables) & sealed]

"""Values that would give a sealed card away, and what is told instead of them.

A cell holds a sealed card where the run counted it (``sealed_counts``). A count from 1 to
9 there is told as ``<10``; what it could be subtracted from is told as ``*``
(``kept_cells``). Other counts from 10 on are told, with the card in them. Who computes
with the numbers has them all.

Of a run whose pinned cards are gone it is judged on the safe side: by the card's table,
its place or the city above, and the days that it tells of.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.indicators.periods import CutOff, read_period
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.pack_format.model import Indicator, Loaded
from hengjian.engines.statistics.suppression import Kept
from hengjian.indicators import run_inputs, withheld_file
from hengjian.indicators.models import CitedValue, Run
from hengjian.indicators.queries.kept_cells import (
    CITY,
    KEPT,
    WITHIN,
    Cell,
    Cells,
    Held,
    Masks,
    Since,
    keep,
    keep_more,
    masks,
    place_of,
)
from hengjian.indicators.queries.periods import kind_of
from hengjian.indicators.queries.quantities import Quantities
from hengjian.indicators.queries.sealed_counts import Counted, Sealed, counted_in_run
from hengjian.indicators.run_tables import run_table
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Level, Procuratorate
from hengjian.warehouse.queries.sealed import SealedPlace, sealed_places


if TYPE_CHECKING:
    from hengjian.indicators.queries.values import Value

FLAG = "withheld"
_DERIVED = {"year_on_year", "period_on_period", "share", "pair"}
_NOTHING = Masks()
_ALL_KEPT = Masks(KEPT, KEPT, KEPT)
AT_ONCE = 20_000  # values of a run that are looked through while somebody waits
_EVERY: Held = (True, True, True, True)


class Withheld:
    """Says of a run's values which may be told.

    What is kept back of a large run is worked out by a job; until it is done all numbers
    are kept back that sealed cards could be found by (``_NotYet``).
    """

    def __init__(self, run: Run, newest: Run | None = None) -> None:
        """``newest``: the run that pages read; else it is looked for."""
        self._run = run
        self._newest = newest
        self._places = sealed_places()

    @property
    def is_idle(self) -> bool:
        """Whether nothing at all is sealed."""
        return not self._places

    def told(self, value: "Value", level: str) -> "Value":
        """The value, or what is left of it."""
        if self.is_idle:
            return value
        place = place_of(level, value.unit, value.department)
        found = self._masks.get((value.indicator, place, value.period), _NOTHING)
        if not found:
            return value
        return replace(
            value,
            numerator=None if found.numerator else value.numerator,
            denominator=None if found.denominator else value.denominator,
            value=None,
            flags=(*value.flags, FLAG),
            masks=found,
        )

    def masks(self, indicator: str, level: str, unit: str, period: str) -> Masks:
        """What stands instead of the numbers of one value."""
        if self.is_idle:
            return _NOTHING
        place = place_of(level, unit, "")
        return self._masks.get((indicator, place, period), _NOTHING)

    def hides_near(self, indicator: str, unit: str, period: str) -> bool:
        """Whether a number of the kind is not told, of the place up to the period.

        Sentences compare: with the months before, with the year before.
        """
        if self.is_idle:
            return False
        kept = self._masks
        if isinstance(kept, _NotYet):
            return bool(kept.get((indicator, unit, period), _NOTHING))
        kind = kind_of(period)
        return any(
            name == indicator
            and place in {unit, f"{unit}+"}
            and each <= period
            and kind_of(each) == kind
            for name, place, each in kept
        )

    def hides_cited(self, cited: CitedValue) -> bool:
        """Whether a value that was written into a paper may not be told any more."""
        if self.masks(cited.indicator, cited.level, cited.unit, cited.period):
            return True
        is_derived = bool(_DERIVED & set(cited.flags.split(";")))
        return is_derived and self.hides_near(cited.indicator, cited.unit, cited.period)

    @property
    def file(self) -> str:
        """The name of the file in which it is kept."""
        return _file_of(*self._asked)

    def work_out(self) -> bool:
        """Work out what is kept back, and keep it; whether it was not known."""
        is_new = not self.is_idle and not withheld_file.is_there(self.file)
        if is_new:
            withheld_file.write(self.file, _masks_of(*self._asked))
        return is_new

    @cached_property
    def _masks(self) -> "Mapping[tuple[str, str, str], Masks] | _NotYet":
        asked, newest = self._asked
        if max(asked.run.value_count, newest.run.value_count) <= AT_ONCE:
            return _masks_of(asked, newest)
        known = withheld_file.read(self.file)
        return _not_yet(asked) if known is None else known

    @property
    def sealed(self) -> Sealed:
        """The cards that are sealed."""
        return Sealed.of(self._places)

    def masks_with(self, more: "More") -> Mapping[tuple[str, str, str], Masks]:
        """What stands instead of a report's own counts, beside the run's numbers.

        No number that pages tell is kept back for it.
        """
        asked, newest = self._asked
        told, kept = kept_beside(asked, newest)
        cells = cells_of(asked, more)
        return masks(
            cells,
            keep_more(cells, dict(sealed_rows(asked, cells, more)), told, kept),
        )

    @cached_property
    def _asked(self) -> "tuple[Asked, Asked]":
        done = Run.objects.filter(state=Run.State.DONE)
        newest = self._newest or done.order_by("-pk").first()
        paths = tuple(Procuratorate.objects.values_list("code", "path", "level"))
        told = repr((sorted(self._places, key=repr), sorted(paths)))
        digest = hashlib.sha256(told.encode()).hexdigest()
        return (
            Asked(self._run, self._places, paths, digest),
            Asked(newest or self._run, self._places, paths, digest),
        )


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
class _NotYet:
    """Keeps back every number that sealed cards or their numbers could be found by.

    No sum reaches beyond a city, and nothing else counts the tables of sealed cards.
    """

    indicators: frozenset[str]
    units: frozenset[str]  # all places of the cities in which a sealed card lies

    def get(self, key: tuple[str, str, str], otherwise: Masks) -> Masks:
        """What stands instead of the numbers of one value."""
        name, place, _ = key
        unit = place.partition(WITHIN)[0].removesuffix(CITY)
        is_kept = name in self.indicators and unit in self.units
        return _ALL_KEPT if is_kept else otherwise


def _not_yet(asked: Asked) -> _NotYet:
    cities = _cities(asked.paths)
    near = {cities.get(place.unit_code, place.unit_code) for place in asked.places}
    units = [unit for unit, city in cities.items() if city in near or unit in near]
    return _NotYet(frozenset(_names(asked)), frozenset(units))


def _names(asked: Asked) -> list[str]:
    """The indicators that count the tables of sealed cards."""
    counted = tables_of(run_inputs.packs_of(asked.run))
    sealed = {place.card for place in asked.places}
    return [name for name, tables in counted.items() if set(tables) & sealed]


def _file_of(asked: Asked, newest: Asked) -> str:
    told = f"{asked.name}\n{newest.name}"
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.json"


@lru_cache(maxsize=8)
def _masks_of(asked: Asked, newest: Asked) -> Mapping[tuple[str, str, str], Masks]:
    return masks(*kept_beside(asked, newest))


def kept_beside(asked: Asked, newest: Asked) -> tuple[Cells, Kept[Cell]]:
    """A run's cells and what is kept back, so that the newest run betrays nothing."""
    if asked == newest:
        return kept_of(newest)
    cells = cells_of(asked)
    return cells, keep(cells, dict(sealed_rows(asked, cells)), kept_of(newest))


@lru_cache(maxsize=2)
def kept_of(asked: Asked) -> tuple[Cells, Kept[Cell]]:
    """The newest run's cells, and what is kept back of them."""
    cells = cells_of(asked)
    return cells, keep(cells, dict(sealed_rows(asked, cells)))


@lru_cache(maxsize=4)
def counted_of(asked: Asked) -> Counted:
    """Where a run counted sealed cards; on the safe side where its cards are gone."""
    counted = tables_of(run_inputs.packs_of(asked.run))
    try:
        return counted_in_run(asked.run, _names(asked), Sealed.of(asked.places))
    except UserFault:
        return dict(_may_hold(asked, counted))


def _may_hold(
    asked: Asked, counted: Mapping[str, Mapping[str, bool]]
) -> Iterator[tuple[tuple[str, str, str], Held]]:
    """Every cell in which a sealed card may be counted for all its place and days say."""
    cutoff = CutOff(tuple((first, day) for first, day in asked.run.cutoff))
    cities = _cities(asked.paths)
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
    cities = _cities(asked.paths)
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
    cities = _cities(asked.paths)
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


def _cities(paths: tuple[tuple[str, str, int], ...]) -> dict[str, str]:
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

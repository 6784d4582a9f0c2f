"""Values that would give a sealed card away, and what is told instead of them.

A cell holds a sealed card where the run counted it (``sealed_counts``). A count from 1 to
9 there is told as ``<10``; what it could be subtracted from is told as ``*``
(``kept_cells``). Other counts from 10 on are told, with the card in them. Who computes
with the numbers has them all.

Of a run whose pinned cards are gone it is judged on the safe side: by the card's table,
its place or the city above, and the days that it tells of.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from hengjian.indicators import withheld_file
from hengjian.indicators.models import CitedValue, Run
from hengjian.indicators.queries.keeping import (
    Asked,
    More,
    cells_of,
    cities_of,
    kept_of,
    names_of,
    sealed_rows,
)
from hengjian.indicators.queries.kept_cells import CITY, WITHIN, keep_more, place_of
from hengjian.indicators.queries.masks import (
    FLAG,
    KEPT,
    NOT_READ,
    NOT_YET,
    Masks,
    masks,
)
from hengjian.indicators.queries.periods import kind_of
from hengjian.indicators.queries.read_runs import runs_beside, runs_read
from hengjian.indicators.queries.sealed_counts import Sealed
from hengjian.lib.shared_results import shared
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.queries.sealed import sealed_places


if TYPE_CHECKING:
    from hengjian.indicators.queries.values import Value

_DERIVED = {"year_on_year", "period_on_period", "share", "pair"}
_NOTHING = Masks()
_ALL_KEPT = Masks(KEPT, KEPT, KEPT)
AT_ONCE = 20_000  # values of a run that are looked through while somebody waits


class Withheld:
    """Says of a run's values which may be told.

    What is kept back of a large run is worked out by a job; until it is done all numbers
    are kept back that sealed cards could be found by (``_Unknown``). So they are of an
    older run that nothing quotes: it was not held against the others.
    """

    def __init__(self, run: Run, *, is_newest: bool = False) -> None:
        """``is_newest``: pages are about to read it; else newer ones are looked for."""
        self._run = run
        self._is_newest = is_newest
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
        masks = self._masks
        found = masks.get((value.indicator, place, value.period), _NOTHING)
        if not found:
            return value
        why = (FLAG, masks.why) if isinstance(masks, _Unknown) else (FLAG,)
        return replace(
            value,
            numerator=None if found.numerator else value.numerator,
            denominator=None if found.denominator else value.denominator,
            value=None,
            flags=(*value.flags, *why),
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
        if isinstance(kept, _Unknown):
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
        told = "\n".join(each.name for each in self._asked)
        return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.json"

    def work_out(self) -> bool:
        """Work out what is kept back, and keep it; whether it was not known."""
        is_new = not self.is_idle and not withheld_file.is_there(self.file)
        if is_new:
            withheld_file.write(self.file, _masks_of(*self._asked))
        return is_new

    @cached_property
    def _masks(self) -> "Mapping[tuple[str, str, str], Masks] | _Unknown":
        asked = self._asked
        is_small = max(each.run.value_count for each in asked) <= AT_ONCE
        if is_small and self._is_read:
            return _masks_of(*asked)
        known = withheld_file.read(self.file)
        if known is not None:
            return known
        return _unknown(asked[-1], NOT_YET if self._is_read else NOT_READ)

    @property
    def sealed(self) -> Sealed:
        """The cards that are sealed."""
        return Sealed.of(self._places)

    def masks_with(self, more: "More") -> Mapping[tuple[str, str, str], Masks]:
        """What stands instead of a report's own counts, beside the run's numbers.

        No number that pages tell is kept back for it.
        """
        asked = self._asked[-1]
        told = kept_of(*self._asked)
        cells = cells_of(asked, more)
        return masks(
            cells,
            keep_more(
                cells, dict(sealed_rows(asked, cells, more)), told.cells, told.kept
            ),
        )

    @property
    def _is_read(self) -> bool:
        return self._beside is not None

    @cached_property
    def _beside(self) -> list[Run] | None:
        return [] if self._is_newest else runs_beside(self._run)

    @cached_property
    def _asked(self) -> tuple[Asked, ...]:
        """The newer runs that it may be laid beside, newest first, and the run itself."""
        runs = [*(self._beside or self._others()), self._run]
        paths = tuple(Procuratorate.objects.values_list("code", "path", "level"))
        told = repr((sorted(self._places, key=repr), sorted(paths)))
        digest = hashlib.sha256(told.encode()).hexdigest()
        return tuple(Asked(run, self._places, paths, digest) for run in runs)

    def _others(self) -> list[Run]:
        """What a run that is not read yet will be read beside: all newer ones that are."""
        if self._is_read:
            return []
        return [run for run in runs_read() if run.pk > self._run.pk]


@dataclass(frozen=True)
class _Unknown:
    """Keeps back every number that sealed cards or their numbers could be found by.

    No sum reaches beyond a city, and nothing else counts the tables of sealed cards.
    """

    indicators: frozenset[str]
    units: frozenset[str]  # all places of the cities in which a sealed card lies
    why: str

    def get(self, key: tuple[str, str, str], otherwise: Masks) -> Masks:
        """What stands instead of the numbers of one value."""
        name, place, _ = key
        unit = place.partition(WITHIN)[0].removesuffix(CITY)
        is_kept = name in self.indicators and unit in self.units
        return _ALL_KEPT if is_kept else otherwise


def _unknown(asked: Asked, why: str) -> _Unknown:
    cities = cities_of(asked.paths)
    near = {cities.get(place.unit_code, place.unit_code) for place in asked.places}
    units = [unit for unit, city in cities.items() if city in near or unit in near]
    return _Unknown(frozenset(names_of(asked)), frozenset(units), why)


@shared(most=8)
def _masks_of(*asked: Asked) -> Mapping[tuple[str, str, str], Masks]:
    found = kept_of(*asked)
    return masks(found.cells, found.kept)

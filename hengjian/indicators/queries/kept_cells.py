"""Which cells of a run are not told: small ones that may hold a sealed card, and others.

A cell's number that is kept back alone comes back from the numbers around it: the other
months of the quarter, the other places of the city, the rest of a share. So more are kept
back (``engines.statistics.suppression``). Once for a run and what is sealed, then known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.statistics.suppression import Kept, Sum, Table, keep_back
from hengjian.indicators.queries.period_sums import neighbours, sums_with, within
from hengjian.indicators.queries.periods import kind_of, months_of
from hengjian.indicators.queries.quantities import Quantities, Sides
from hengjian.indicators.queries.told_cells import Told


SMALL = 10  # a smaller count that holds a sealed card is not told
SCALE = 10**6  # of the numbers in a run's file
CITY = "+"  # after the code: a city with all below it
WITHIN = "/"  # between a place and its department

_KINDS = ("month", "quarter", "half", "year", "to_date")
_MOST_BESIDE = 2  # neighbours that are tried

Cell = tuple[str, str, str]
"""A quantity, a place and a period."""

Held = tuple[bool, bool, bool, bool]
"""Whether a sealed card is counted in the part, the whole, the bare number, the rest."""

Since = tuple[int, Held]
"""The first sealing of a card in a cell, and in which of its numbers one is."""


class Cells:
    """The cells of some indicators in a run's table, and the sums that hold among them."""

    def __init__(
        self,
        table: pa.Table,
        quantities: Quantities,
        cities: Mapping[str, str],
    ) -> None:
        """``cities``: code of a place → code of its city (of itself, for a city)."""
        self._quantities = quantities
        self._cities = cities
        self.values: dict[Cell, int] = {}
        self.rows: dict[tuple[str, str, str], tuple[Cell | None, ...]] = {}
        self._departments: dict[str, list[str]] = {}
        self._places: dict[str, list[str]] = {}
        self._rests: dict[str, list[tuple[str, str, str]]] = {}
        self._splits: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._sums: dict[Cell, tuple[Sum[Cell], ...]] = {}
        self._once: dict[Sum[Cell], Sum[Cell]] = {}
        for row in _rows(table, quantities):
            self._take(*row)
        self._know_places()

    def table(self) -> Table[Cell]:
        """As the search for what to keep back reads it."""
        unprinted = self._quantities.unprinted
        return Table(
            self.values,
            self.sums_of,
            SCALE,
            SMALL * SCALE,
            lambda cell: cell[0] in unprinted,
            self.lanes,
            self.counted_with,
        )

    def counted_with(self, cell: Cell) -> Iterator[list[Cell]]:
        """What one case more in a cell is counted in: every total, every quantity of it."""
        quantity = cell[0]
        month = self._month_of(cell)
        places = self._through(cell, month)
        periods = _through_periods(month)
        for quantities in self._quantities.counted_with(quantity):
            together = {
                each
                for each in (
                    (q, p, t) for q in quantities for p in places for t in periods
                )
                if each in self.values
            }
            # of a whole in which it is counted and a part in which it is not: the rest
            rests = {
                (rest, *each[1:])
                for each in together
                for whole, part, rest in self._rests.get(each[0], ())
                if each[0] == whole and (part, *each[1:]) not in together
            }
            yield [*together, *(each for each in rests if each in self.values)]

    def _month_of(self, cell: Cell) -> str:
        """The month of the period in which most is counted."""
        quantity, place, period = cell
        first, last = months_of(period)
        months = (
            f"{first[:4]}-{n:02d}" for n in range(int(first[5:]), int(last[5:]) + 1)
        )
        return max(months, key=lambda m: self.values.get((quantity, place, m), -1))

    def _through(self, cell: Cell, month: str) -> list[str]:
        """A department, its place and its city, the cell's own among them."""
        quantity, place, period = cell
        through, unit = [], place
        if place.endswith(CITY):
            inside = self._places.get(place, [])
            through.append(place)
            unit = max(
                inside,
                key=lambda each: self.values.get((quantity, each, period), 0),
                default="",
            )
        elif WITHIN in place:
            unit = place.partition(WITHIN)[0]
            through.append(place)
        if WITHIN not in place:
            below = self._departments.get(unit, [])
            known = [d for d in below if (quantity, d, month) in self.values]
            largest = sorted(known, key=lambda d: -self.values[quantity, d, month])
            through += largest[:1]
        city = f"{self._cities.get(unit, '')}{CITY}"
        return list(dict.fromkeys([*through, unit, city]))

    def lanes(self, cell: Cell) -> Iterator[Callable[[Cell], bool]]:
        """Two places in two periods, the nearest first; then two places, two periods."""
        quantity, place, period = cell
        this = period.partition("..")[2] or period
        places = self._beside(quantity, place, period[:4])[:_MOST_BESIDE]
        periods = neighbours(this)[:_MOST_BESIDE]
        for other in places:
            for then in periods:
                yield _lane((place, other), this, then)
        for other in places:
            yield _lane((place, other), this, None)
        for then in periods:
            yield _lane((place, *self._above(place)), this, then)

    def _beside(self, quantity: str, place: str, year: str) -> list[str]:
        """The places that make up a sum with it, the largest first.

        A large one has cases in every month to move, so that always the same one serves.
        """
        together = next(
            (below for _, below in self._sums_of_places(place) if place in below), []
        )

        def size(other: str) -> int:
            months = (f"{year}-Q{number}" for number in range(1, 5))
            return sum(self.values.get((quantity, other, each), 0) for each in months)

        others = [other for other in together if other != place]
        return sorted(others, key=lambda other: (-size(other), other))

    def _above(self, place: str) -> list[str]:
        return [over for over, below in self._sums_of_places(place) if place in below]

    def sums_of(self, cell: Cell) -> tuple[Sum[Cell], ...]:
        """Every sum that holds in the numbers and in which the cell stands."""
        if cell not in self._sums:
            found = dict.fromkeys(
                self._once.setdefault(each, each)
                for each in self._thinkable(cell)
                if each.whole in self.values
                and each.parts
                and self.values[each.whole] == sum(self.values[p] for p in each.parts)
            )
            self._sums[cell] = tuple(found)
        return self._sums[cell]

    def _thinkable(self, cell: Cell) -> Iterator[Sum[Cell]]:
        quantity, place, period = cell
        if quantity not in self._quantities.unprinted:
            for whole, parts in sums_with(period):
                yield self._sum(
                    (quantity, place, whole), ((quantity, place, p) for p in parts)
                )
            for over, below in self._sums_of_places(place):
                yield self._sum(
                    (quantity, over, period), ((quantity, b, period) for b in below)
                )
        for whole, part, rest in self._rests.get(quantity, ()):
            yield self._sum(
                (whole, place, period), ((part, place, period), (rest, place, period))
            )
        for whole, together in self._splits.get(quantity, ()):
            yield self._sum(
                (whole, place, period), ((p, place, period) for p in together)
            )

    def _sum(self, whole: Cell, parts: Iterable[Cell]) -> Sum[Cell]:
        return Sum(whole, tuple(part for part in parts if part in self.values))

    def _sums_of_places(self, place: str) -> Iterator[tuple[str, list[str]]]:
        if place.endswith(CITY):
            yield place, self._places.get(place, [])
            return
        unit = place.partition(WITHIN)[0]
        yield unit, self._departments.get(unit, [])
        if unit == place:
            city = f"{self._cities.get(unit, '')}{CITY}"
            yield city, self._places.get(city, [])

    def _know_places(self) -> None:
        places = sorted({place for _, place, _ in self.values})
        for place in places:
            unit, within, _ = place.partition(WITHIN)
            if within:
                self._departments.setdefault(unit, []).append(place)
            elif not place.endswith(CITY):
                city = f"{self._cities.get(unit, '')}{CITY}"
                self._places.setdefault(city, []).append(place)
        for split in self._quantities.splits.values():
            for quantity in (split[0], *split[1]):
                self._splits.setdefault(quantity, []).append(split)
        for sides in self._quantities.sides.values():
            if sides.rest:
                told = (sides.denominator, sides.numerator, sides.rest)
                for quantity in told:
                    known = self._rests.setdefault(quantity, [])
                    if told not in known:
                        known.append(told)

    def _take(
        self, sides: Sides, place: str, period: str, numbers: "_Numbers", name: str
    ) -> None:
        part, whole, bare = numbers
        if part is None and whole is None:
            own = self._put(sides.bare, f"{name}:value", place, period, bare)
            self.rows[name, place, period] = (None, None, own, None)
            return
        top = self._put(sides.numerator, f"{name}:part", place, period, part)
        bottom = self._put(sides.denominator, f"{name}:whole", place, period, whole)
        rest = None
        if sides.rest and part is not None and whole is not None and whole >= part:
            rest = self._put(sides.rest, "", place, period, whole - part)
        self.rows[name, place, period] = (top, bottom, None, rest)

    def _put(
        self, quantity: str, own: str, place: str, period: str, number: int | None
    ) -> Cell | None:
        if number is None:
            return None
        cell = (quantity or own, place, period)
        if self.values.setdefault(cell, number) != number:
            if not own:
                return None
            # not the same after all: kept apart
            cell = (own, place, period)
            self.values[cell] = number
        return cell


def _through_periods(month: str) -> list[str]:
    """A month and every longer period in which it lies."""
    found, waiting = [month], [month]
    while waiting:
        for whole, parts in sums_with(waiting.pop()):
            if whole not in found and set(parts) & set(found):
                found.append(whole)
                waiting.append(whole)
    return found


def _lane(
    places: tuple[str, ...], this: str, then: str | None
) -> Callable[[Cell], bool]:
    units = {place for place in places if WITHIN not in place}

    def lies_in_it(cell: Cell) -> bool:
        _, place, period = cell
        if place not in places and place.partition(WITHIN)[0] not in units:
            return False
        if then is None:
            return within(this, period) or within(period, this)
        if within(period, this) or within(period, then):
            return True
        return within(this, period) != within(then, period)

    return lies_in_it


_Numbers = tuple[int | None, int | None, int | None]


def place_of(level: str, unit: str, department: str) -> str:
    """A place as cells name it."""
    if level == "city":
        return unit + CITY
    return f"{unit}{WITHIN}{department}" if level == "department" else unit


def keep(
    cells: Cells,
    sealed: "Mapping[tuple[str, str, str], Since]",
    newer: Told | None = None,
) -> Kept[Cell]:
    """What to keep back.

    ``sealed``: (indicator, place, period) that holds a sealed card → where, and since
    which sealing. ``newer``: what newer runs tell and keep back, when this is an older
    one: they may be laid side by side, so that what one of them tells of an unchanged
    number keeps nothing back here.
    """
    primary = _primary(cells, sealed)
    if newer is None:
        return keep_back(cells.table(), primary)
    return keep_back(
        cells.table(),
        primary,
        already=[cell for cell in newer.kept if cell in cells.values],
        may_keep=lambda cell: newer.serves(cell, cells),
    )


def keep_more(
    cells: Cells,
    sealed: "Mapping[tuple[str, str, str], Since]",
    told: Cells,
    kept: Kept[Cell],
) -> Kept[Cell]:
    """What to keep back where ``told`` is printed but for ``kept``, with more beside it."""

    def serves(cell: Cell) -> bool:
        return cell in kept.cells or cell not in told.values

    more = keep_back(
        cells.table(),
        _primary(cells, sealed),
        already=[cell for cell in kept.cells if cell in cells.values],
        may_keep=serves,
    )
    return Kept(more.cells, more.bounded | kept.bounded)


def _primary(
    cells: Cells, sealed: "Mapping[tuple[str, str, str], Since]"
) -> list[Cell]:
    """Small cells that hold a sealed card: by the sealing, then by period and place."""
    first: dict[Cell, int] = {}
    for key, (number, held) in sealed.items():
        for cell, holds in zip(cells.rows.get(key, ()), held, strict=False):
            if cell is not None and holds and 0 < cells.values[cell] < SMALL * SCALE:
                first[cell] = min(number, first.get(cell, number))
    unprinted = cells.table().unprinted

    def order(cell: Cell) -> tuple[object, ...]:
        quantity, place, period = cell
        whole_city, department = place.endswith(CITY), WITHIN in place
        kind = _KINDS.index(kind_of(period))
        shape = (kind, period, whole_city, department, unprinted(cell))
        return first[cell], *shape, place, quantity

    return sorted(first, key=order)


def _rows(
    table: pa.Table, quantities: Quantities
) -> Iterator[tuple[Sides, str, str, _Numbers, str]]:
    asked = pa.array(sorted(quantities.sides), pa.string())
    rows = table.filter(pc.is_in(table["indicator"], value_set=asked))
    columns = [
        rows[name].to_pylist()
        for name in (
            *("level", "unit", "department", "indicator", "period"),
            *("numerator", "denominator", "value"),
        )
    ]
    for level, unit, department, name, period, *numbers in zip(*columns, strict=True):
        place = place_of(level, unit or "", department or "")
        part, whole, bare = (_whole(number) for number in numbers)
        yield quantities.sides[name], place, period, (part, whole, bare), name


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number * SCALE)

"""Which numbers of added-up tables are kept back so that a small one cannot be found again.

A table is printed with its sums: months and their quarter, places and their city, parts
and their whole. A small number that must not be told (*primary*) comes back by
subtraction as soon as it is the only one left out of a sum. So others are kept back with
it (*secondary*), until there is another table that has every printed number, obeys every
sum, and has another value in the primary cell. Such a table is found by moving one case:
a step down or up in the primary cell, and in other cells until all sums hold again. The
cells of the move are kept back. All is exact integers.

The notion is the usual one of cell suppression (primary, secondary, audited by intervals);
the search is an own heuristic: nearby parts are tried before the totals above them.
"""

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar


K = TypeVar("K", bound=Hashable)

_MOST_TRIALS = 300  # of one move, before the totals above are kept back instead
_TRIALS_IN_A_LANE = 60
_LAST_TRIALS = 6000  # before all that hangs together with a cell is kept back


@dataclass(frozen=True)
class Sum(Generic[K]):
    """``whole`` is what ``parts`` add up to; neighbours stand together in ``parts``."""

    whole: K
    parts: tuple[K, ...]

    @cached_property
    def _hash(self) -> int:
        return hash((self.whole, self.parts))

    def __hash__(self) -> int:
        return self._hash  # asked for at every step of a search


@dataclass
class Kept(Generic[K]):
    """What is kept back; of ``bounded`` it is told that they are small.

    ``primary`` are those for whose sake the others are.
    """

    cells: set[K] = field(default_factory=set)
    bounded: set[K] = field(default_factory=set)
    primary: set[K] = field(default_factory=set)


@dataclass(frozen=True)
class Table(Generic[K]):
    """Numbers and the sums that hold among them.

    ``sums_of`` gives every sum in which a cell stands. ``step`` is one case; what is said
    to be small lies from ``step`` to under ``limit``; no number is below nothing.
    ``unprinted`` cells are never shown to anybody. ``lanes`` of a cell are groups of
    cells in which a short move is likely (two places in two months), the best first.
    """

    values: Mapping[K, int]
    sums_of: Callable[[K], Sequence[Sum[K]]]
    step: int = 1
    limit: int = 10
    unprinted: Callable[[K], bool] = lambda _: False
    lanes: Callable[[K], Iterable[Callable[[K], bool]]] = lambda _: ()
    # groups of cells in each of which one case more in the cell is one more
    counted_with: Callable[[K], Iterable[Collection[K]]] = lambda _: ()


def keep_back(
    table: Table[K],
    primary: Sequence[K],
    *,
    already: Collection[K] = (),
    may_keep: Callable[[K], bool] | None = None,
) -> Kept[K]:
    """All cells to keep back for the ``primary`` ones, which are taken in their order.

    What is chosen for one does not depend on those after it: who was sealed first keeps
    the same company, so that numbers of yesterday and of today do not betray each other.
    ``already`` are kept back whatever else is. ``may_keep`` says which further cells
    serve (the others are known from elsewhere); where none do, it is not asked.
    """
    bounded = {key for key in primary if not table.unprinted(key)}
    kept = Kept(set(already), bounded, set(primary))
    safe: set[K] = set()
    for key in primary:
        kept.cells.add(key)
        if key not in safe:
            move = _move(table, kept, key, may_keep or _anything)
            kept.cells |= move.keys()
            safe |= move.keys()
    return kept


def _move(
    table: Table[K], kept: Kept[K], key: K, may_keep: Callable[[K], bool]
) -> dict[K, int]:
    for serves in dict.fromkeys((may_keep, _anything)):
        for search in _searches(table, kept, key, serves):
            for sign in (-table.step, table.step):
                if search.fits(key, sign) and search.solve({key: sign}):
                    return search.found
        found = _loose_move(table, kept, key, serves)
        if found:
            kept.bounded -= found.keys()
            return found
    everything = dict.fromkeys(_reached(table, key), 0)
    kept.bounded -= everything.keys()
    return everything


def _loose_move(
    table: Table[K], kept: Kept[K], key: K, serves: Callable[[K], bool]
) -> dict[K, int]:
    """Nothing is said of the size of kept cells any more, so that more is possible."""
    loose = Kept(kept.cells)
    groups = [(key,), *table.counted_with(key)]
    for budget in (2 * _MOST_TRIALS, _LAST_TRIALS):
        for change in (table.step, -table.step):
            for group in groups:
                search = _Search(table, loose, serves, budget=budget)
                fits = all(search.fits(each, change) for each in group)
                if fits and search.solve(dict.fromkeys(group, change)):
                    return search.found
    return {}


def _searches(
    table: Table[K], kept: Kept[K], key: K, serves: Callable[[K], bool]
) -> "Iterator[_Search[K]]":
    for lane in table.lanes(key):
        yield _Search(table, kept, serves, lane=lane, budget=_TRIALS_IN_A_LANE)
    yield _Search(table, kept, serves)
    yield _Search(table, kept, serves, only_up=True)


def _length(each: Sum[K]) -> int:
    return len(each.parts)


def _anything(_: Hashable) -> bool:
    return True


def _reached(table: Table[K], key: K) -> Iterator[K]:
    seen, waiting = {key}, [key]
    while waiting:
        one = waiting.pop()
        yield one
        for each in table.sums_of(one):
            for other in (each.whole, *each.parts):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)


class _Search(Generic[K]):
    """Moves one case until every sum holds; tries near and hidden cells first."""

    def __init__(
        self,
        table: Table[K],
        kept: Kept[K],
        allowed: Callable[[K], bool],
        *,
        lane: Callable[[K], bool] = _anything,
        only_up: bool = False,
        budget: int = _MOST_TRIALS,
    ) -> None:
        self.table, self.kept, self.allowed = table, kept, allowed
        self.lane = lane
        self.only_up = only_up
        self.trials = budget
        self.budget = 0
        self.found: dict[K, int] = {}
        self._missing: dict[Sum[K], int] = {}

    def fits(self, key: K, change: int) -> bool:
        """Whether a cell's number may be changed so, for all that is told of it."""
        table = self.table
        number = table.values[key] + change
        if key in self.kept.bounded:
            return table.step <= number <= table.limit - table.step
        return number >= 0

    def solve(self, start: dict[K, int]) -> bool:
        """Complete a move; ``found`` is the whole of it."""
        self.budget = self.trials
        self.found, self._missing = {}, {}
        for key, change in start.items():
            self._change(key, change)
        return self._solve()

    def _solve(self) -> bool:
        if not self._missing:
            return True
        self.budget -= 1
        if self.budget < 0:
            return False
        # short sums leave the least choice: what cannot be is found out early
        added_up = min(self._missing, key=_length)
        for key, change in self._candidates(added_up, self._missing[added_up]):
            self._change(key, change)
            if self._solve():
                return True
            self._take_back(key, change)
            if self.budget < 0:
                return False
        return False

    def _change(self, key: K, change: int) -> None:
        self.found[key] = change
        self._tip(key, change)

    def _take_back(self, key: K, change: int) -> None:
        del self.found[key]
        self._tip(key, -change)

    def _tip(self, key: K, change: int) -> None:
        """Keep account of what the parts of each broken sum are short of."""
        for each in self.table.sums_of(key):
            short = self._missing.get(each, 0)
            short += change if key == each.whole else -change
            if short:
                self._missing[each] = short
            else:
                del self._missing[each]

    def _candidates(self, each: Sum[K], missing: int) -> list[tuple[K, int]]:
        moved = self.found
        step = self.table.step if missing > 0 else -self.table.step
        at = next((i for i, part in enumerate(each.parts) if part in moved), 0)
        ranked: list[tuple[tuple[int, ...], K, int]] = []
        options = [(part, step, abs(i - at)) for i, part in enumerate(each.parts)]
        if self.only_up and any(part in moved for part in each.parts):
            options = [one for one in options if self.table.unprinted(one[0])]
        options.append((each.whole, -step, len(each.parts)))
        for key, change, distance in options:
            if key in moved or not self.lane(key) or not self.fits(key, change):
                continue
            is_known = key in self.kept.cells
            if not is_known and not self.allowed(key):
                continue
            is_new = not is_known and not self.table.unprinted(key)
            rank = (is_new, key == each.whole, self._worse(key, change))
            ranked.append(((*rank, distance), key, change))
        ranked.sort(key=lambda one: one[0])
        return [(key, change) for _, key, change in ranked]

    def _worse(self, key: K, change: int) -> int:
        """How many more sums are broken by a change."""
        worse = 0
        for each in self.table.sums_of(key):
            short = self._missing.get(each, 0)
            after = short + (change if key == each.whole else -change)
            worse += bool(after) - bool(short)
        return worse

"""Rows that are dear to make (rolled up, linked) are made once for all groups of a run."""

from collections.abc import Iterable, Mapping

from hengjian.engines.indicators.crew import each_at_once
from hengjian.engines.indicators.narrowing import Narrowings
from hengjian.engines.indicators.relations import Relations, Steps
from hengjian.engines.indicators.shapes import Shape
from hengjian.engines.tables.duckdb_session import Session, quoted


Use = tuple[Shape, frozenset[str]]  # a card, and the columns that a query reads of it


class ReadyRelations(Relations):
    """Relations that take some rows from tables made beforehand.

    Those are rolled-up and linked rows that several queries read, and those of one place where no other is asked for
    (few, out of many). ``made`` says which columns the table of a card has; runs over the same cards in one
    session may share it. (Two reasons for the tables: a card is rolled up once instead of
    once for each date; and a ``LIMIT`` over a part that is read twice never ends in
    DuckDB 2.0.0.)
    """

    def __init__(
        self, plain: Relations, made: dict[str, frozenset[str]], *, is_shared: bool
    ) -> None:
        """``is_shared``: other runs will read the tables too."""
        super().__init__(plain.packs, plain.shapes, plain.as_of_sql, plain.narrowings)
        self.confined = plain.confined
        self._made = made
        self._is_shared = is_shared

    def prepare(
        self,
        engine: Session,
        uses: Iterable[Use],
        more: Mapping[str, frozenset[str]],
    ) -> None:
        """Make the tables of all cards that need one, those behind links first.

        ``uses``: what each query reads of its card; ``more``: columns that a card's table
        is to have besides.
        """
        wanted: dict[str, _Wanted] = {}
        for shape, names in uses:
            if self._is_kept(shape, names):
                _add(wanted, shape, names | more.get(shape.name, frozenset()))
                wanted[shape.name].uses += 1
        self._count_behind_links(wanted)
        wanted = {name: one for name, one in wanted.items() if self._is_worth(one)}
        self._add_behind_links(wanted)
        left = {
            name: one
            for name, one in wanted.items()
            if not self._is_made(one.shape, one.names)
        }
        while left:
            now = [one for one in left.values() if not self._waits(one, left)]
            now = now or list(left.values())  # links in a circle
            each_at_once(engine, _make, [(o.shape, self._query(o)) for o in now])
            self._made |= {one.shape.name: one.names for one in now}
            left = {n: one for n, one in left.items() if one not in now}

    def rows(
        self,
        shape: Shape,
        names: Iterable[str],
        steps: Steps,
        *,
        numbered: bool,
        narrowed: Narrowings | None = None,
    ) -> str:
        """As ``Relations.rows``; dear rows come from their table where it is made."""
        wanted = frozenset(names)
        is_counted = narrowed is None or shape.name not in self.narrowings
        is_kept = self._is_kept(shape, wanted) and self._is_made(shape, wanted)
        if is_counted and is_kept:
            return _table(shape)
        return super().rows(shape, wanted, steps, numbered=numbered, narrowed=narrowed)

    def _is_worth(self, one: "_Wanted") -> bool:
        """Whether a table is dearer to do without: several queries read the rows."""
        is_read_again = self._is_shared or one.uses > 1
        return is_read_again or self._is_one_place(one.shape)

    def _is_one_place(self, shape: Shape) -> bool:
        known = self.narrowings.get(shape.name, ())
        return any(one.item == shape.card.unit for one in known)

    def _is_kept(self, shape: Shape, names: frozenset[str]) -> bool:
        return self._is_one_place(shape) or _is_dear(shape, names)

    def _is_made(self, shape: Shape, names: frozenset[str]) -> bool:
        return shape.name in self._made and names <= self._made[shape.name]

    def _query(self, wanted: "_Wanted") -> str:
        steps = Steps()
        rows = super().rows(wanted.shape, wanted.names, steps, numbered=True)
        columns = ", ".join(quoted(name) for name in sorted(wanted.names | {"_n"}))
        return f"{steps.with_clause()}\nSELECT {columns} FROM {quoted(rows)}"

    def _count_behind_links(self, wanted: "dict[str, _Wanted]") -> None:
        """Rolled-up cards behind links of several cards are read by each of them."""
        for one in list(wanted.values()):
            for behind, _ in self._behind(one):
                if behind.is_rolled and behind.name in wanted:
                    wanted[behind.name].uses += one.uses

    def _add_behind_links(self, wanted: "dict[str, _Wanted]") -> None:
        """Tables that are made anyway get what links of other cards ask of them."""
        for one in list(wanted.values()):
            for behind, asked in self._behind(one):
                if behind.name in wanted and _is_dear(behind, asked):
                    _add(wanted, behind, asked)

    def _waits(self, one: "_Wanted", left: "Mapping[str, _Wanted]") -> bool:
        return any(
            behind.name in left and behind.name != one.shape.name
            for behind, asked in self._behind(one)
            if _is_dear(behind, asked)
        )

    def _behind(self, one: "_Wanted") -> list[tuple[Shape, frozenset[str]]]:
        return [
            (
                self.shapes.behind(one.shape, link),
                self.asked_behind(one.shape, one.shape.links[link], rest),
            )
            for link, rest in one.shape.links_in(one.names).items()
        ]


class _Wanted:
    """A table to be made: its card and its columns."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.names: frozenset[str] = frozenset()
        self.uses = 0  # queries that read it


def _add(wanted: dict[str, _Wanted], shape: Shape, names: frozenset[str]) -> None:
    one = wanted.setdefault(shape.name, _Wanted(shape))
    one.names |= names


def _is_dear(shape: Shape, names: frozenset[str]) -> bool:
    return shape.is_rolled or bool(shape.links_in(names))


def _table(shape: Shape) -> str:
    return f"ready_{shape.name}"


def _make(engine: Session, task: tuple[Shape, str]) -> None:
    shape, selected = task
    engine.execute(f"CREATE OR REPLACE TABLE {quoted(_table(shape))} AS {selected}")

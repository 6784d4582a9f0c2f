"""What can be said of rows before they are rolled up and joined.

A condition on an item of the card itself (its place, its date) may be asked first, so that
a million cards are not rolled up to list three. It is asked again in its own place: what
is said here only leaves out rows that could not come through.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from hengjian.engines.expressions.nodes import And, Node
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.indicators.atoms import compared
from hengjian.engines.indicators.shapes import Shape
from hengjian.engines.pack_format.model import RolledCard
from hengjian.engines.tables.duckdb_session import literal


@dataclass(frozen=True)
class Narrowing:
    """A condition on one item; ``sql`` makes it of the item's column or date."""

    item: str
    sql: Callable[[str], str]
    is_date: bool = False  # of the date of a moment


Narrowings = tuple[Narrowing, ...]


def among(item: str, literals: Iterable[str], unknown: bool = False) -> Narrowing:
    """The item is one of the SQL literals, or unknown."""
    listed = ", ".join(literals)

    def sql(column: str) -> str:
        choices = [f"{column} IN ({listed})"] if listed else []
        choices += [f"{column} IS NULL"] if unknown else []
        return f"({' OR '.join(choices)})" if choices else "FALSE"

    return Narrowing(item, sql)


def numbered(item: str, numbers: Collection[int]) -> Narrowing:
    """The card's key number is one of these (of pinned files); ``item``: any of its own."""
    listed = ", ".join(str(number) for number in sorted(numbers))
    return Narrowing(item, lambda _: f"_n IN ({listed})" if listed else "FALSE")


def dated(item: str, start: str | None, end: str) -> Narrowing:
    """The item's day lies between two (as SQL), or on the second or before."""

    def sql(day: str) -> str:
        return (
            f"{day} <= {end}" if start is None else f"{day} BETWEEN {start} AND {end}"
        )

    return Narrowing(item, sql, is_date=True)


def narrowings_of(condition: Expression) -> Narrowings:
    """What a condition says of single items of the card."""
    tree: Node = condition.tree
    parts = tree.operands if isinstance(tree, And) else (tree,)
    found = []
    for part in parts:
        comparison = compared(part)
        if comparison is not None:
            item, values, is_in = comparison
            if is_in:
                found.append(among(item.name, sorted(map(literal, values))))
    return tuple(found)


def below(shape: Shape, narrowings: Narrowings) -> Narrowings:
    """What is known of some card below a rolled-up one, for each narrowing by itself.

    ``first``, ``last``, ``min`` and ``max`` take their value from one of the cards.
    """
    card = shape.card
    if not isinstance(card, RolledCard):
        return narrowings
    carried = taken_from(card)
    return tuple(
        Narrowing(carried[one.item], one.sql, one.is_date)
        for one in narrowings
        if one.item in carried
    )


def taken_from(card: RolledCard) -> dict[str, str]:
    """Items whose value is that of one of the cards below, with the item there."""
    taken = {key: key for key in card.key}
    return taken | {
        item.name: item.of
        for item in card.items.values()
        if item.of is not None and item.how in {"first", "last", "min", "max"}
    }

"""What the numbers of indicators count, so that the same count is known in two of them.

The numerator of one indicator is often the denominator of another, or its rest: what one
keeps back, another would tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.engines.pack_format.model import Indicator


Counted = frozenset[str]
"""Full names of the measures that are added up, each once."""


@dataclass(frozen=True)
class Sides:
    """The quantities of an indicator; ``rest``: of the whole what is not its part."""

    numerator: str
    denominator: str
    bare: str
    rest: str


class Quantities:
    """Names of the quantities of some indicators, and which of them make up which."""

    def __init__(
        self, indicators: Iterable[Indicator], among: Mapping[str, str] | None = None
    ) -> None:
        """``among``: indicator → the condition of the only cards that it counts."""
        self._among = among or {}
        self._counted: dict[str, Counted] = {}
        self.sides = {each.name: self._sides(each) for each in indicators}
        printed = {
            name
            for sides in self.sides.values()
            for name in (sides.numerator, sides.denominator, sides.bare)
        }
        rests = {each.rest for each in self.sides.values() if each.rest}
        self.unprinted = frozenset(rests - printed)
        self.splits = self._splits(printed)

    def counted_with(self, quantity: str) -> list[list[str]]:
        """For each measure of a quantity: every quantity in which it is counted."""
        measures = self._counted.get(quantity)
        if measures is None:
            return [[quantity]]
        return [
            [name for name, counted in self._counted.items() if measure in counted]
            for measure in sorted(measures)
        ]

    def _sides(self, indicator: Indicator) -> Sides:
        own = indicator.name
        trees = [dated.formula.tree for dated in indicator.value]
        if len(trees) != 1:  # what it counts changed with time
            rest = f"{own}:rest" if indicator.unit == "percent" else ""
            return Sides(f"{own}:part", f"{own}:whole", f"{own}:value", rest)
        [tree] = trees
        if tree[0] != "/":
            return Sides("", "", self._name(own, tree, f"{own}:value"), "")
        part = self._name(own, tree[1], f"{own}:part")
        whole = self._name(own, tree[2], f"{own}:whole")
        rest = self._rest(part, whole) if indicator.unit == "percent" else ""
        return Sides(part, whole, f"{own}:value", rest)

    def _name(self, indicator: str, tree: Any, otherwise: str) -> str:
        counted = counted_by(tree)
        if counted is None:
            return otherwise
        if indicator in self._among:
            only = self._among[indicator]
            counted = frozenset(f"{measure} [{only}]" for measure in counted)
        name = _name_of(counted)
        self._counted[name] = counted
        return name

    def _rest(self, part: str, whole: str) -> str:
        known = self._counted
        if part in known and whole in known and known[part] < known[whole]:
            counted = known[whole] - known[part]
            name = _name_of(counted)
            known.setdefault(name, counted)
            return name
        return f"{whole} but {part}"

    def _splits(self, printed: set[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Whole → its parts, where each of its measures is printed by itself."""
        found = {}
        for name, counted in self._counted.items():
            parts = tuple(sorted(counted))
            if len(parts) > 1 and name in printed and set(parts) <= printed:
                found[name] = (name, parts)
        return found


def counted_by(tree: Any) -> Counted | None:
    """The measures that a formula adds up; None where it does more than adding."""
    kind, *rest = tree
    if kind == "measure":
        return frozenset({str(rest[0])})
    if kind != "+":
        return None
    left, right = (counted_by(one) for one in rest)
    if left is None or right is None or left & right:
        return None
    return left | right


def _name_of(counted: Counted) -> str:
    return "+".join(sorted(counted))

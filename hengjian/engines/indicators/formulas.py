"""Indicator formulas over whole columns of measure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.engines.indicators.exact import Exact
from hengjian.engines.pack_format.model import Formula


Tree = tuple[Any, ...]


@dataclass(frozen=True)
class Quotient:
    """The two sides of a formula that is one division."""

    numerator: Tree
    denominator: Tree


def evaluate(tree: Tree, measures: Mapping[str, Exact], length: int) -> Exact:
    """The value of a formula's tree for every row; unknown spreads."""
    kind = tree[0]
    if kind == "measure":
        return measures[tree[1]]
    if kind == "number":
        number = Fraction(tree[1])
        return Exact.constant(number.numerator, number.denominator, length)
    operands = [evaluate(side, measures, length) for side in tree[1:]]
    if kind == "negative":
        return -operands[0]
    left, right = operands
    if kind == "+":
        return left + right
    if kind == "-":
        return left - right
    if kind == "*":
        return left * right
    return left / right


def as_quotient(formula: Formula) -> Quotient | None:
    """Both sides, where the whole formula is one division and holds no other."""
    tree: Tree = formula.tree
    if tree[0] != "/" or _divides(tree[1]) or _divides(tree[2]):
        return None
    return Quotient(tree[1], tree[2])


def has_division(formula: Formula) -> bool:
    """Whether the formula divides anywhere."""
    return _divides(formula.tree)


def measures_in(tree: Tree) -> tuple[str, ...]:
    """Full names of the measures of a tree, in order of first appearance."""
    if tree[0] == "measure":
        return (tree[1],)
    if tree[0] == "number":
        return ()
    return tuple(dict.fromkeys(n for side in tree[1:] for n in measures_in(side)))


def _divides(tree: Tree) -> bool:
    if tree[0] in {"measure", "number"}:
        return False
    return tree[0] == "/" or any(_divides(side) for side in tree[1:])

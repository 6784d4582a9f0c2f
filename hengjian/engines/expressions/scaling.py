"""Fractions such as 2/3 in parameters, kept exact without fractions in SQL.

A parameter with such values is computed times its *scale*, the smallest whole number that
makes all its values decimals of six places. Sums, choices and comparisons bring their
operands to one scale, products multiply scales; whatever is not linear (a quotient,
rounding) is refused. The caller divides the result by ``Expression.scale`` once, in
Python.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.literals import DECIMALS
from hengjian.engines.expressions.nodes import Node, Rescaled
from hengjian.engines.expressions.types import ParameterHistory, Scalar, ValueType
from hengjian.lib.bilingual import Text


LARGEST_SCALE = 10**9


def scale_of_values(values: Iterable[Scalar]) -> int:
    """The smallest scale that makes every number a decimal of six places."""
    scale = 1
    for value in values:
        if isinstance(value, Decimal | Fraction):
            places = Fraction(str(value)) * 10**DECIMALS
            scale = lcm(scale, places.denominator)
    return scale


def parameter_scale(history: ParameterHistory, position: int) -> int:
    """The scale of a parameter; raises where its fractions have no small one."""
    if history.element_type is not ValueType.DECIMAL:
        return 1
    return checked(scale_of_values(all_values(history)), position)


def all_values(history: ParameterHistory) -> list[Scalar]:
    """Every scalar in a parameter's history, whatever its shape."""
    found: list[Scalar] = []
    for version in history.values:
        value = version.value
        if isinstance(value, tuple):
            found.extend(value)
        elif isinstance(value, Mapping):
            found.extend(value.values())
        else:
            found.append(value)
    return found


def checked(scale: int, position: int) -> int:
    """The scale, or an error where it is too large to compute with."""
    if scale > LARGEST_SCALE:
        raise ExpressionError(
            Text(
                f"参数中的分数分母过大(公倍数 {scale})",
                f"the fractions of the parameters have too large denominators ({scale})",
            ),
            position=position,
        )
    return scale


def at_one_scale(nodes: Sequence[Node], position: int) -> list[Node]:
    """The nodes, each brought to the least common scale of all."""
    common = checked(lcm(*(node.scale for node in nodes)), position)
    return [
        node if node.scale == common else Rescaled(node, common // node.scale)
        for node in nodes
    ]


def refuse_fractions(nodes: Iterable[Node], position: int) -> None:
    """Raise where a fraction stands in what is not linear."""
    if any(node.scale != 1 for node in nodes):
        raise ExpressionError(
            Text(
                "参数中的分数(如 2/3)只能加、减、乘、比较和选择，不能除或取整",
                "a parameter's fractions such as 2/3 can be added, subtracted, "
                "multiplied, compared and chosen, not divided or rounded",
            ),
            position=position,
        )

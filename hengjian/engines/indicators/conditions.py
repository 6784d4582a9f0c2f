"""Conditions that a user gives with a run (``--where``), typed against each card."""

import re

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.engines.indicators.cells import PersonalItemFault
from hengjian.engines.indicators.shapes import LINK_STEPS, Shape, Shapes
from hengjian.engines.pack_format.model import CaseCard, Loaded
from hengjian.lib.bilingual import Text


_PERSONAL = Text(
    "个人信息项不能作为统计条件", "a personal item cannot stand in a condition"
)


def condition_scope(loaded: Loaded, shapes: Shapes, shape: Shape) -> Scope:
    """Everything of a card that a condition may name; personal items are refused."""
    return Scope(
        names={n: kind.value_type for n, kind in shapes.names_of(shape).items()},
        parameters=loaded.parameters_in(shape.pack),
        constants=frozenset({"as_of"}),
        choices=_choices(shapes, shape, LINK_STEPS),
        refused=dict.fromkeys(shapes.names_of(shape, personal=True), _PERSONAL),
        timezone=shape.timezone,
    )


def parse_condition(
    text: str, loaded: Loaded, shapes: Shapes, shape: Shape
) -> Expression:
    """Type a condition against one card.

    Raises ``ExpressionError``, or ``PersonalItemFault`` where it names a personal item.
    """
    try:
        return parse(text, condition_scope(loaded, shapes, shape), ValueType.BOOLEAN)
    except ExpressionError:
        words = set(re.findall(r"[\w.]+", text))
        for name in sorted(words & set(shapes.names_of(shape, personal=True))):
            raise PersonalItemFault(
                Text(
                    f"“{name}”是个人信息项，不能作为统计条件",
                    f"“{name}” is a personal item: it cannot stand in --where",
                )
            ) from None
        raise


def _choices(shapes: Shapes, shape: Shape, steps: int) -> dict[str, frozenset[str]]:
    card = shape.card
    found = {
        item.name: frozenset(item.choices)
        for item in card.items.values()
        if item.choices
    }
    if isinstance(card, CaseCard) and steps:
        for link in shape.links:
            there = _choices(shapes, shapes.behind(shape, link), steps - 1)
            found |= {f"{link}.{name}": codes for name, codes in there.items()}
    return found

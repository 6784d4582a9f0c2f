"""What each kind of expression may reach, and parsing it with its place in the file."""

import re
from collections.abc import Mapping

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.expressions.types import ParameterHistory, Scope, ValueType
from hengjian.engines.pack_format.draft import CardShape, Draft, ItemShape
from hengjian.engines.pack_format.nodes import ScalarNode
from hengjian.lib.bilingual import Text


CONSTANTS = frozenset({"period_start", "period_end", "as_of"})

_PERSONAL = Text(
    "个人信息只可用于 derive 与 checks",
    "personal items may stand only in derive and checks",
)
_PERSONAL_ELSEWHERE = Text(
    "另一案卡的个人信息不可读取",
    "personal items of another card cannot be read",
)
_TRANSIENT = Text(
    "办结即删的项只可用于表单与 checks",
    "items that are deleted at closing may stand only on forms and in checks",
)
_NOT_HERE = Text(
    "period_start、period_end、as_of 只可用于度量(as_of 也可用于 checks 和 deadlines)",
    "period_start, period_end and as_of may stand only in measures (as_of in checks and deadlines too)",
)


def card_scope(
    draft: Draft,
    card: CardShape,
    pack: str,
    *,
    personal: bool,
    constants: frozenset[str] = frozenset(),
    timezone: str = "Asia/Shanghai",
) -> Scope:
    """The items of a card and of the cards it links to, two steps at most."""
    reach = _Reach()
    reach.add("", card, None if personal else _PERSONAL)
    for link, target in card.links.items():
        linked = draft.shapes[target]
        reach.add(f"{link}.", linked, _PERSONAL_ELSEWHERE)
        for second, further in linked.links.items():
            reach.add(f"{link}.{second}.", draft.shapes[further], _PERSONAL_ELSEWHERE)
    return reach.scope(draft.parameters[pack], constants, timezone)


def pair_scope(draft: Draft, here: CardShape, there: CardShape, pack: str) -> Scope:
    """``here.item`` and ``there.item``, for the condition of a link."""
    reach = _Reach()
    reach.add("here.", here, _PERSONAL)
    reach.add("there.", there, _PERSONAL)
    return reach.scope(draft.parameters[pack], frozenset(), "Asia/Shanghai")


class _Reach:
    def __init__(self) -> None:
        self.names: dict[str, ValueType] = {}
        self.choices: dict[str, frozenset[str]] = {}
        self.refused: dict[str, Text] = {}

    def add(self, prefix: str, card: CardShape, refusal: Text | None) -> None:
        for name, item in card.items.items():
            self._add_item(f"{prefix}{name}", item, refusal)

    def _add_item(self, name: str, item: ItemShape, refusal: Text | None) -> None:
        if item.personal and refusal is not None:
            self.refused[name] = refusal
            return
        if item.transient and refusal is not None:
            self.refused[name] = _TRANSIENT
            return
        self.names[name] = item.type.value_type
        if item.choices:
            self.choices[name] = frozenset(item.choices)

    def scope(
        self,
        parameters: Mapping[str, ParameterHistory],
        constants: frozenset[str],
        timezone: str,
    ) -> Scope:
        refused = self.refused | {
            name: _NOT_HERE for name in CONSTANTS - constants if name not in self.names
        }
        return Scope(
            names=self.names,
            parameters=parameters,
            constants=constants,
            choices=self.choices,
            refused=refused,
            timezone=timezone,
        )


def parse_at(
    draft: Draft,
    node: ScalarNode,
    scope: Scope,
    broken: set[str],
    *wanted: ValueType,
) -> Expression | None:
    """Parse the expression of a node; a fault stands at the very character.

    An expression that names a broken item is passed over: the item's own fault is told.
    """
    try:
        expression = parse(node.text, scope, wanted[0] if len(wanted) == 1 else None)
    except ExpressionError as error:
        if not _names_broken(draft, node.text, broken):
            is_personal = error.message in (_PERSONAL, _PERSONAL_ELSEWHERE)
            draft.faults.add(
                node.at(error.position),
                error.message,
                error.suggestion,
                rule="personal_items" if is_personal else "expression",
            )
        return None
    if wanted and not _fits(expression.type, wanted):
        words = " | ".join(wanted)
        draft.faults.add(
            node.place,
            Text(
                f"式子的结果应为 {words}，现为 {expression.type}",
                f"the expression gives {expression.type}, not {words}",
            ),
            rule="expression_type",
        )
        return None
    return expression


def _names_broken(draft: Draft, text: str, broken: set[str]) -> bool:
    words = set(re.findall(r"\w+", text))
    parameters = {word for word in draft.broken_parameters if f"param.{word}" in text}
    return bool(words & broken or parameters)


def _fits(found: ValueType, wanted: tuple[ValueType, ...]) -> bool:
    if found in wanted:
        return True
    return found is ValueType.INTEGER and ValueType.DECIMAL in wanted

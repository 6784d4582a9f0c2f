"""What a process has to know of a case card: names, types, choices."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from hengjian.engines.expressions.types import ParameterHistory, Scope, ValueType
from hengjian.lib.bilingual import Text


class _ItemType(Protocol):
    @property
    def value_type(self) -> ValueType: ...


class CardItem(Protocol):
    """An item of a card, as the reader of packs makes it."""

    @property
    def type(self) -> _ItemType: ...
    @property
    def personal(self) -> bool: ...
    @property
    def transient(self) -> bool: ...
    @property
    def choices(self) -> Mapping[str, Text]: ...
    @property
    def derive(self) -> Any: ...
    @property
    def limit(self) -> Any: ...


class Card(Protocol):
    """A case card with its items by name."""

    @property
    def items(self) -> Mapping[str, CardItem]: ...


_PERSONAL = Text(
    "流程的条件不得读取个人信息",
    "conditions of a process must not read personal items",
)

_TRANSIENT = Text(
    "流程的条件不得读取办结即删的项",
    "conditions of a process must not read items that are deleted at closing",
)


def scope_of(
    card: Card | None,
    parameters: Mapping[str, ParameterHistory],
    tables: Mapping[str, Iterable[str]],
) -> Scope:
    """What conditions, timers and tables may read: items, ``param.x``, ``table.x``."""
    items = {} if card is None else card.items
    kept = {n: i for n, i in items.items() if not (i.personal or i.transient)}
    names = {n: i.type.value_type for n, i in kept.items()}
    choices = {n: frozenset(i.choices) for n, i in items.items() if i.choices}
    for name, results in tables.items():
        names[f"table.{name}"] = ValueType.TEXT
        choices[f"table.{name}"] = frozenset(results)
    return Scope(
        names=names,
        parameters=parameters,
        constants=frozenset({"as_of"}),
        choices={name: codes for name, codes in choices.items() if name in names},
        refused={
            name: _PERSONAL if item.personal else _TRANSIENT
            for name, item in items.items()
            if item.personal or item.transient
        },
    )

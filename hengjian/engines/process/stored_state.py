"""A state as bytes: a version, then compressed JSON of our own making.

Nothing of SpiffWorkflow is stored, so that its next release reads every state. States of
every released version must load: samples of each stand in ``tests/engines/process/states``.
"""

import json
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hengjian.engines.expressions.types import ValueType
from hengjian.engines.process.marking import Marking, Token
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


VERSION = 1
LARGEST = 4 * 1024 * 1024  # bytes, unpacked


class StateUnreadable(UserFault):
    """Bytes that are no state, or one of a later release."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "流程状态读不出来：不是本系统保存的，或由更新的版本保存",
                "the state of the process cannot be read: not one of ours, "
                "or saved by a later release",
            )
        )


def save(marking: Marking) -> bytes:
    """The bytes of a state: one of version, the rest compressed."""
    content = {
        "drawing": marking.drawing,
        "tokens": [_told(token) for token in marking.tokens],
        "last_id": marking.last_id,
        "done": sorted(marking.done),
        "values": {name: _plain(value) for name, value in marking.values.items()},
        "ended": marking.ended,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return bytes([VERSION]) + zlib.compress(text.encode(), 6)


def load(state: bytes, reads: Mapping[str, ValueType]) -> Marking:
    """The marking of stored bytes; ``reads`` gives the types of the kept values."""
    if not state or state[0] != VERSION:
        raise StateUnreadable
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(state[1:], LARGEST)
        if not unpacking.eof:
            raise StateUnreadable
        told = json.loads(content)
        return Marking(
            drawing=told["drawing"],
            tokens=tuple(_token(one) for one in told["tokens"]),
            last_id=told["last_id"],
            done=frozenset(told["done"]),
            values={
                name: _typed(value, reads[name])
                for name, value in told["values"].items()
                if name in reads
            },
            ended=told["ended"],
        )
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise StateUnreadable from error


def _told(token: Token) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": token.id,
        "element": token.element,
        "since": token.since.isoformat(),
    }
    if token.due:
        told["due"] = {
            name: None if due is None else due.isoformat()
            for name, due in token.due.items()
        }
    if token.fired:
        told["fired"] = list(token.fired)
    if token.by:
        told["by"] = token.by
    if token.inner:
        told["inner"] = [_told(one) for one in token.inner]
    return told


def _token(told: dict[str, Any]) -> Token:
    return Token(
        id=told["id"],
        element=told["element"],
        since=datetime.fromisoformat(told["since"]),
        due={
            name: None if due is None else datetime.fromisoformat(due)
            for name, due in told.get("due", {}).items()
        },
        fired=tuple(told.get("fired", ())),
        by=told.get("by", ""),
        inner=tuple(_token(one) for one in told.get("inner", ())),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


def _typed(value: Any, kind: ValueType) -> Any:
    if value is None:
        return None
    match kind:
        case ValueType.DECIMAL:
            return Decimal(value)
        case ValueType.DATE:
            return date.fromisoformat(value)
        case ValueType.DATETIME:
            return datetime.fromisoformat(value)
        case _:
            return value

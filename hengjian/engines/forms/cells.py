"""What somebody types for an item: read by the very rules of an import.

The text goes through the conversion of ``engines/tables``, so that whatever a form
accepts, a file with the same text in the item's column would bring too, as the same value.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa

from hengjian.engines.pack_format.model import Item, ItemType
from hengjian.engines.tables.conversion.column import TEXTS, convert
from hengjian.engines.tables.conversion.dates import SERIAL_ORIGIN
from hengjian.engines.tables.conversion.problem import Problem
from hengjian.lib.bilingual import Text


Value = str | int | Decimal | bool | date | datetime | None
Stored = str | int | bool | None

LONGEST_TEXT = 10_000  # characters; a field of a form is no document

TOO_LONG = Problem(
    "type",
    Text(
        f"文字超过 {LONGEST_TEXT} 字，请另附文件",
        f"longer than {LONGEST_TEXT} characters: attach a file instead",
    ),
)
YES, NO = Text("是", "yes"), Text("否", "no")

# words that the conversion leaves as they are: no reader for a column of one
_WORD = "A-Za-z\u4e00-\u9fff，。、；：？！（）《》“”"
_AS_IT_IS = re.compile(f"[{_WORD}](?:[{_WORD}0-9 -]*[{_WORD}0-9])?")


def read_typed(text: str, item: Item, zone: ZoneInfo) -> Value | Problem:
    """The value of what was typed; None where nothing was.

    Returns the ``Problem`` (rule ``type`` or ``code``, words in both languages) of a text
    that an import would keep aside.
    """
    if len(text) > LONGEST_TEXT:
        return TOO_LONG
    if item.type in TEXTS and _AS_IT_IS.fullmatch(text):
        return text
    column = pa.array([text], pa.string()).dictionary_encode()
    converted = convert(column, item, zone, SERIAL_ORIGIN)
    if converted.problems:
        return converted.problems[0]
    value: Value = converted.values[0].as_py()
    return value


def as_stored(value: Value) -> Stored:
    """The value as JSON keeps it: exact, days and moments as ISO texts in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def from_stored(stored: Stored, item: Item) -> Value:
    """The value that was stored; what another release stored otherwise is its text."""
    if not isinstance(stored, str):
        return stored
    if item.type is ItemType.DATE:
        return date.fromisoformat(stored)
    if item.type is ItemType.DATETIME:
        return datetime.fromisoformat(stored)
    if item.type in (ItemType.DECIMAL, ItemType.MONEY):
        return Decimal(stored)
    return stored


def as_typed(value: Value, item: Item, zone: ZoneInfo) -> str:
    """The text a field shows for a value, which reads back as the same value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        local = value.astimezone(zone)
        shown = "%Y-%m-%dT%H:%M"
        return f"{local:{shown}}" if not local.second else f"{local:{shown}:%S}"
    if isinstance(value, Decimal):
        return _plain(value, item)
    return str(value)


def in_words(value: Value, item: Item, zone: ZoneInfo) -> Text:
    """The value as somebody reads it; an empty one is empty."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return Text.same(f"{value.astimezone(zone):%Y-%m-%d %H:%M}")
    if item.type is ItemType.CHOICE and isinstance(value, str):
        return item.choices.get(value, Text.same(value))
    if item.type is ItemType.MONEY and isinstance(value, Decimal):
        return Text(f"{value:,} 元", f"{value:,} yuan")
    return Text.same(as_typed(value, item, zone))


def _plain(value: Decimal, item: Item) -> str:
    """Without the zeros that only the column's scale put there; money keeps its two."""
    if item.type is ItemType.MONEY:
        return f"{value:f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

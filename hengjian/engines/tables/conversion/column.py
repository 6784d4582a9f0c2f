"""A column of texts as a typed column: each distinct text is understood once.

Cards repeat themselves (days, codes, amounts), so that the readers in Python see a few
thousand texts where the column has millions of cells. Forms that a machine wrote
(plain numbers, ISO moments) are cast whole, without Python.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import Item, ItemType
from hengjian.engines.tables.conversion.dates import (
    SERIAL_ORIGIN,
    date_reader,
    moment_reader,
)
from hengjian.engines.tables.conversion.numbers import decimal_reader, read_integer
from hengjian.engines.tables.conversion.problem import (
    FORMULA_ERROR,
    FORMULA_ERRORS,
    Problem,
)
from hengjian.engines.tables.conversion.texts import read_text
from hengjian.engines.tables.conversion.words import choice_reader, read_boolean
from hengjian.engines.tables.normalising import tidy


TYPES: dict[ItemType, pa.DataType] = {
    ItemType.TEXT: pa.string(),
    ItemType.INTEGER: pa.int64(),
    ItemType.DECIMAL: pa.decimal128(24, 6),
    ItemType.MONEY: pa.decimal128(18, 2),
    ItemType.DATE: pa.date32(),
    ItemType.DATETIME: pa.timestamp("us", tz="UTC"),
    ItemType.BOOLEAN: pa.bool_(),
    ItemType.CHOICE: pa.string(),
    ItemType.UNIT: pa.string(),
    ItemType.DEPARTMENT: pa.string(),
    ItemType.PERSON: pa.string(),
}

_CAST = {  # what a machine writes for the type, cast whole
    ItemType.INTEGER: r"^-?[0-9]{1,18}$",
    ItemType.DECIMAL: r"^-?[0-9]{1,18}(\.[0-9]{1,6})?$",
    ItemType.MONEY: r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$",
    ItemType.DATE: r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$",
    ItemType.DATETIME: (
        r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}[ T]([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\.[0-9]{1,6})?"
        r"(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?$"
    ),
}
_SURE_DAY = r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
_OFFSET = r"(Z|[+-][0-9]{2}:[0-9]{2})$"
_PLAIN_TEXT = (
    r"[\x00-\x1f\x7f\x{a0}\x{200b}-\x{200d}\x{2060}\x{3000}\x{feff}\x{ff10}-\x{ff19}"
    r"\x{ff21}-\x{ff3a}\x{ff41}-\x{ff5a}]|^[0-9](\.[0-9]+)?[Ee]\+[0-9]{1,3}$"
    r"|^[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00$|^#"
)
_NOTHING = frozenset(
    {"null", "\\n", "none", "nan", "nat"}
)  # how exports spell no value
TEXTS = (ItemType.TEXT, ItemType.UNIT, ItemType.DEPARTMENT, ItemType.PERSON)


@dataclass(frozen=True)
class Converted:
    """A typed column; ``faulty`` are the places (from 0) of cells that could not be read.

    ``problems[i]`` and ``texts[i]`` belong to ``faulty[i]``; such cells are empty.
    """

    values: pa.Array
    faulty: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    problems: tuple[Problem, ...] = ()
    texts: tuple[str, ...] = ()


def convert(
    raw: pa.DictionaryArray,
    item: Item,
    zone: ZoneInfo,
    date_origin: date = SERIAL_ORIGIN,
) -> Converted:
    """A column of texts (null for empty cells) as the item's type."""
    texts = pc.utf8_trim_whitespace(raw.dictionary)
    texts = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    values, problems = _understood(texts, item, zone, date_origin)
    indices = raw.indices
    column = values.take(indices)
    if not problems:
        return Converted(column)
    return _with_faults(column, indices, raw.dictionary, problems)


def _with_faults(
    column: pa.Array, indices: pa.Array, texts: pa.Array, problems: dict[int, Problem]
) -> Converted:
    is_faulty = np.zeros(len(texts) + 1, dtype=bool)
    is_faulty[list(problems)] = True
    places = np.asarray(indices.fill_null(len(texts)))
    faulty = np.flatnonzero(is_faulty[places])
    shown = {i: texts[i].as_py() for i in problems}
    which = places[faulty].tolist()
    return Converted(
        column,
        faulty,
        tuple(problems[i] for i in which),
        tuple(shown[i] for i in which),
    )


def _understood(
    texts: pa.Array, item: Item, zone: ZoneInfo, date_origin: date
) -> tuple[pa.Array, dict[int, Problem]]:
    """The distinct texts as values, and the problems by place."""
    wanted = TYPES[item.type]
    if item.type in TEXTS:
        texts = _without_decimals(texts)
        odd = pc.match_substring_regex(texts, _PLAIN_TEXT)
        whole = texts
    else:
        whole, odd = _cast_whole(texts, item, zone)
    places = np.flatnonzero(np.asarray(odd.fill_null(False)))
    if not len(places):
        return whole, {}
    read = _reader(item, zone, date_origin)
    found: list[Any] = []
    problems: dict[int, Problem] = {}
    for place, text in zip(
        places.tolist(), texts.take(pa.array(places)).to_pylist(), strict=True
    ):
        value = _read_cell(text, read, item)
        if isinstance(value, Problem):
            problems[place] = value
            value = None
        found.append(value)
    return _put(whole, odd, pa.array(found, wanted)), problems


def _without_decimals(texts: pa.Array) -> pa.Array:
    """Ids that a programme wrote as decimals, all of them: ``20250017.0``."""
    written_so = pc.match_substring_regex(texts, r"^[0-9]{3,15}\.0$")
    if len(texts) == texts.null_count or not pc.all(written_so).as_py():
        return texts
    return pc.utf8_slice_codeunits(texts, 0, -2)


def _put(whole: pa.Array, odd: pa.Array, found: pa.Array) -> pa.Array:
    return pc.replace_with_mask(whole, odd.fill_null(False), found)


def _read_cell(text: str, read: Callable[[str], Any], item: Item) -> Any:
    if text in FORMULA_ERRORS:
        return FORMULA_ERROR
    if not tidy(text):
        return None  # nothing but invisible characters
    if item.type not in TEXTS and text.casefold() in _NOTHING:
        return None
    return read(text)


def _cast_whole(
    texts: pa.Array, item: Item, zone: ZoneInfo
) -> tuple[pa.Array, pa.Array]:
    """Values of the texts in a machine's spelling, and which texts are left over."""
    wanted = TYPES[item.type]
    pattern = _CAST.get(item.type)
    if pattern is None or item.formats:
        return pa.nulls(len(texts), wanted), pc.is_valid(texts)
    fits = pc.match_substring_regex(texts, pattern).fill_null(False)
    if item.type in (ItemType.DATE, ItemType.DATETIME):
        # the cast refuses the whole column for one impossible day
        fits = pc.and_(fits, _is_real_day(texts, fits))
    plain = pc.if_else(fits, texts, pa.scalar(None, pa.string()))
    left = pc.and_(pc.is_valid(texts), pc.invert(fits))
    if item.type is ItemType.DATETIME:
        return _moments(plain, zone), left
    return plain.cast(wanted), left


def _is_real_day(texts: pa.Array, fits: pa.Array) -> pa.Array:
    plain = pc.if_else(fits, texts, pa.scalar(None, pa.string()))
    safe = pc.match_substring_regex(plain, _SURE_DAY)
    return safe.fill_null(False)


def _moments(plain: pa.Array, zone: ZoneInfo) -> pa.Array:
    """ISO moments in UTC; those without offset are local time in ``zone``."""
    nothing = pa.scalar(None, pa.string())
    with_offset = pc.match_substring_regex(plain, _OFFSET)
    aware = pc.if_else(with_offset, plain, nothing).cast(TYPES[ItemType.DATETIME])
    local = pc.if_else(with_offset, nothing, plain).cast(pa.timestamp("us"))
    placed = pc.assume_timezone(
        local, zone.key, ambiguous="earliest", nonexistent="earliest"
    ).cast(TYPES[ItemType.DATETIME])
    return pc.coalesce(aware, placed)


def _reader(item: Item, zone: ZoneInfo, origin: date) -> Callable[[str], Any]:
    if item.type is ItemType.DATE:
        return date_reader(item.formats, zone, origin=origin)
    if item.type is ItemType.DATETIME:
        return moment_reader(item.formats, zone, origin=origin)
    if item.type is ItemType.CHOICE:
        return choice_reader(item.choices, item.choice_aliases)
    if item.type in (ItemType.DECIMAL, ItemType.MONEY):
        decimal = TYPES[item.type]
        return decimal_reader(decimal.precision, decimal.scale)
    return {ItemType.INTEGER: read_integer, ItemType.BOOLEAN: read_boolean}.get(
        item.type, read_text
    )

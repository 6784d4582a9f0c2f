"""Cells of a run: by-values as whole numbers, the same for every card.

A cell is a combination of by-values in a period. Every by-value gets a code; a
combination is the mixed-radix number of its codes, so that grouping compares integers
and values of different cards meet in the same cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hengjian.engines.indicators.organisation import LEVELS, Organisation
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import ItemType
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


PLACES = (*LEVELS, "procuratorate")
UNKNOWN = ""


class PersonalItemFault(UserFault):
    """A personal item was asked for where none may stand; never merely left out."""


@dataclass(frozen=True)
class Dimension:
    """One ``--by`` as it stands on one card: the column, and what becomes of it.

    Without a column every row has the same text (the unit code that was given).
    """

    name: str
    column: str | None
    kind: ItemType

    @property
    def is_place(self) -> bool:
        """Whether it is a procuratorate or something above one."""
        return self.name in PLACES


def dimension(
    shape: Shape, name: str, shapes: Shapes, unit_code: str | None
) -> Dimension:
    """How a card answers ``--by NAME``; raises ``UserFault`` if it cannot or may not."""
    if name in PLACES:
        if shape.card.unit is None and unit_code is None and name != "nation":
            raise _cannot(shape, name, "--unit-code")
        return Dimension(name, shape.card.unit, ItemType.UNIT)
    if name == "department" and shape.card.department:
        return Dimension(name, shape.card.department, ItemType.DEPARTMENT)
    if name == "person" and shape.card.handler:
        return Dimension(name, shape.card.handler, ItemType.PERSON)
    if shapes.is_personal(shape, name):
        raise PersonalItemFault(
            Text(
                f"“{name}”是个人信息项，不能作为分组",
                f"“{name}” is a personal item: it cannot stand in --by",
            )
        )
    kind = shapes.type_of(shape, name)
    if kind is None:
        raise _cannot(shape, name, "")
    return Dimension(name, name, kind)


def _cannot(shape: Shape, name: str, option: str) -> UserFault:
    hint_zh = f"(可用 {option} 补充)" if option else ""
    hint_en = f" ({option} may supply it)" if option else ""
    return UserFault(
        Text(
            f"案卡 {shape.name} 没有“{name}”{hint_zh}",
            f"card {shape.name} has no “{name}”{hint_en}",
        )
    )


@dataclass
class Codes:
    """The texts of one by-dimension, each with its code in order of appearance."""

    texts: list[str] = field(default_factory=list)
    _by_text: dict[str, int] = field(default_factory=dict)

    def code(self, text: str) -> int:
        """The code of a text, given on first sight."""
        found = self._by_text.get(text)
        if found is None:
            found = self._by_text[text] = len(self.texts)
            self.texts.append(text)
        return found

    def position_of(self, text: str) -> int | None:
        """The code of a text that was seen, else None."""
        return self._by_text.get(text)


@dataclass
class Cells:
    """Codes of all by-dimensions of a run."""

    by: tuple[str, ...]
    organisation: Organisation
    unit_code: str | None
    codes: list[Codes] = field(init=False)

    def __post_init__(self) -> None:
        self.codes = [Codes() for _ in self.by]

    def mapping(
        self, position: int, dimension: Dimension, raw: Sequence[Any], timezone: str
    ) -> npt.NDArray[np.int64]:
        """The code for each distinct raw value of a card's column."""
        codes = self.codes[position]
        return np.fromiter(
            (codes.code(self.text(dimension, value, timezone)) for value in raw),
            dtype=np.int64,
            count=len(raw),
        )

    def text(self, dimension: Dimension, value: Any, timezone: str) -> str:
        """The by-value as it is written out; unknown is the empty text."""
        if not dimension.is_place:
            return written(value, timezone)
        code = written(value, timezone) or self.unit_code or None
        if dimension.name == "procuratorate":
            return code or UNKNOWN
        return self.organisation.above(code, dimension.name) or UNKNOWN

    def sizes(self) -> tuple[int, ...]:
        """How many values each dimension has."""
        return tuple(max(1, len(codes.texts)) for codes in self.codes)

    def columns(
        self, combinations: npt.NDArray[np.int64]
    ) -> list[tuple[npt.NDArray[np.int64], list[str]]]:
        """For each dimension the codes of these combinations, and all texts."""
        columns = []
        rest = combinations
        for codes, size in zip(
            reversed(self.codes), reversed(self.sizes()), strict=True
        ):
            columns.append((rest % size, codes.texts or [UNKNOWN]))
            rest = rest // size
        return columns[::-1]

    def texts(self, combination: int) -> dict[str, str]:
        """The by-values of one combination."""
        found = {}
        for name, codes, size in zip(
            reversed(self.by), reversed(self.codes), reversed(self.sizes()), strict=True
        ):
            found[name] = codes.texts[combination % size] if codes.texts else UNKNOWN
            combination //= size
        return found

    def combination(self, texts: Mapping[str, str]) -> int | None:
        """The number of one combination of by-values; None if never seen."""
        number = 0
        for name, codes, size in zip(self.by, self.codes, self.sizes(), strict=True):
            code = codes.position_of(texts[name])
            if code is None:
                return None
            number = number * size + code
        return number


def written(value: Any, timezone: str) -> str:
    """A card's value as text: ISO dates, plain decimals, ``true``/``false``."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(timezone)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def mapping_table(raw: pa.Array, codes: npt.NDArray[np.int64]) -> pa.Table:
    """Known raw values beside their codes, to be joined in SQL."""
    table = pa.table({"raw": raw, "code": pa.array(codes)})
    return table.filter(table.column("raw").is_valid())


def unknown_code(raw: Iterable[Any], codes: npt.NDArray[np.int64]) -> int:
    """The code that rows without a value get."""
    for value, code in zip(raw, codes, strict=True):
        if value is None:
            return int(code)
    return 0

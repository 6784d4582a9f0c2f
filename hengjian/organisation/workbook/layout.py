"""The five sheets of an organisation workbook: the same for import and export."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Level
from hengjian.organisation.models.post import PostKind
from hengjian.organisation.models.procuratorate import Kind


Parse = Callable[[str], Any]
Show = Callable[[Any], str]


class BadCell(ValueError):
    """A cell's text is not what its column holds; says what is expected."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.zh)
        self.expected = expected


@dataclass(frozen=True)
class Column:
    """One column: the name in our tables, its two headers, how a cell is read.

    ``offered`` are the words that the blank form offers to choose from.
    """

    name: str
    header: Text
    parse: Parse
    show: Show = str
    required: bool = False
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``key`` are the columns that identify a row."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _text(cell: str) -> str:
    return cell


def _code(cell: str) -> str:
    if not re.fullmatch(r"[0-9]{6}", cell):
        raise BadCell(Text("应为六位数字", "six digits are expected"))
    return cell


def _optional_code(cell: str) -> str | None:
    return _code(cell) if cell else None


def _optional(cell: str) -> str | None:
    return cell or None


def _choice(shown: Mapping[Any, str]) -> Parse:
    by_text = {str(value): value for value in shown}
    by_text |= {label: value for value, label in shown.items()}

    def parse(cell: str) -> Any:
        if cell not in by_text:
            allowed = "、".join(shown.values())
            raise BadCell(Text(f"应为 {allowed} 之一", f"one of {', '.join(by_text)}"))
        return by_text[cell]

    return parse


def _day(cell: str) -> date:
    match = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", cell)
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        pass
    raise BadCell(Text("应为日期，如 2025-10-09", "a date such as 2025-10-09"))


def _optional_day(cell: str) -> date | None:
    return _day(cell) if cell else None


def _yes(cell: str) -> bool:
    return bool(_choice({True: "是", False: "否"})(cell)) if cell else True


def _blank(value: Any) -> str:
    return "" if value is None else str(value)


LEVELS = {int(value): label for value, label in Level.choices}
KINDS = dict(Kind.choices)
POSTS = dict(PostKind.choices)

_NAME = Column("name", Text("名称", "name"), _text, required=True)
_NAME_EN = Column("name_en", Text("英文名", "name_en"), _text)
_CARD_CODE = Column("card_code", Text("案卡名称", "card_code"), _text)
_UNIT = Column("procuratorate", Text("单位编码", "procuratorate"), _code, required=True)

PROCURATORATES = Sheet(
    "procuratorates",
    Text("单位", "procuratorates"),
    (
        Column("code", Text("编码", "code"), _code, required=True),
        _NAME,
        Column("short_name", Text("简称", "short_name"), _text),
        _NAME_EN,
        Column(
            "level",
            Text("级别", "level"),
            _choice(LEVELS),
            LEVELS.__getitem__,
            required=True,
            offered=tuple(LEVELS.values()),
        ),
        Column(
            "kind",
            Text("类型", "kind"),
            lambda cell: _choice(KINDS)(cell or Kind.LOCAL.value),
            KINDS.__getitem__,
            offered=tuple(KINDS.values()),
        ),
        Column("parent", Text("上级编码", "parent"), _optional_code, _blank),
    ),
    ("code",),
)
DEPARTMENTS = Sheet(
    "departments",
    Text("部门", "departments"),
    (
        _UNIT,
        Column("code", Text("部门编码", "code"), _text, required=True),
        _NAME,
        _NAME_EN,
        _CARD_CODE,
    ),
    ("procuratorate", "code"),
)
POSTS_SHEET = Sheet(
    "posts",
    Text("岗位", "posts"),
    (
        Column("code", Text("岗位编码", "code"), _text, required=True),
        _NAME,
        _NAME_EN,
        Column(
            "kind",
            Text("类别", "kind"),
            _choice(POSTS),
            POSTS.__getitem__,
            required=True,
            offered=tuple(POSTS.values()),
        ),
    ),
    ("code",),
)
PEOPLE = Sheet(
    "people",
    Text("人员", "people"),
    (
        Column("number", Text("工号", "number"), _text, required=True),
        Column("name", Text("姓名", "name"), _text, required=True),
        _NAME_EN,
        _CARD_CODE,
    ),
    ("number",),
)
APPOINTMENTS = Sheet(
    "appointments",
    Text("任职", "appointments"),
    (
        Column("person", Text("工号", "person"), _text, required=True),
        _UNIT,
        Column("department", Text("部门编码", "department"), _optional, _blank),
        Column("post", Text("岗位编码", "post"), _text, required=True),
        Column("from_on", Text("起始日", "from_on"), _day, str, required=True),
        Column("until_on", Text("终止日", "until_on"), _optional_day, _blank),
        Column(
            "is_main",
            Text("主要任职", "is_main"),
            _yes,
            lambda value: "是" if value else "否",
            offered=("是", "否"),
        ),
    ),
    ("person", "procuratorate", "department", "post", "from_on"),
)
SHEETS = (PROCURATORATES, DEPARTMENTS, POSTS_SHEET, PEOPLE, APPOINTMENTS)

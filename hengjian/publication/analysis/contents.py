"""What the analysis report counts and tells: the office's own ``analysis_report.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import (
    EXPRESSION,
    FORMULA,
    NAME,
    Bilingual,
    OneOf,
)
from hengjian.engines.pack_format.nodes import read_nodes
from hengjian.engines.pack_format.records import Entry, Key, Record
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


SHIPPED = Path(__file__).with_name("analysis_report.yaml")
UNITS = ("cases", "persons", "acts")
MARKS = ("V", "S", "D", "M", "I")


@dataclass(frozen=True)
class Counting:
    """One number to count: a formula over measures, maybe of some cards only."""

    name: str
    formula: str
    where: str | None = None
    is_share: bool = False


@dataclass(frozen=True)
class FunctionEntry:
    """One of the four functions."""

    name: str
    label: Text
    accepted: Counting
    concluded: Counting


@dataclass(frozen=True)
class LineEntry:
    """One of the ten lines of work; ``unit`` is cases, persons or acts."""

    name: str
    label: Text
    counted: Text
    unit: str
    accepted: Counting
    concluded: Counting


@dataclass(frozen=True)
class RatioEntry:
    """A structure ratio: what it means and how sure its definition is."""

    name: str
    label: Text
    share: Counting
    meaning: Text
    mark: str


@dataclass(frozen=True)
class IndicatorGroup:
    """Key indicators of a line; some told in words, some drawn."""

    name: str
    label: Text
    indicators: tuple[str, ...]
    leading: tuple[str, ...]
    drawn: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """The whole file."""

    functions: tuple[FunctionEntry, ...]
    functions_note: Text
    ratios: tuple[RatioEntry, ...]
    lines: tuple[LineEntry, ...]
    lines_note: Text
    groups: tuple[IndicatorGroup, ...]

    @property
    def countings(self) -> tuple[Counting, ...]:
        """Everything that is counted for the report alone."""
        return (
            *(c for f in self.functions for c in (f.accepted, f.concluded)),
            *(ratio.share for ratio in self.ratios),
            *(c for line in self.lines for c in (line.accepted, line.concluded)),
        )


def read_contents(path: Path) -> Contents:
    """Read the file; raises ``UserFault`` with the place of its first fault."""
    faults = FaultList()
    node = read_nodes(path, path.name, faults)
    entry = _FILE.read(node, faults) if node is not None else None
    if entry is not None:
        _check_ratios(entry, faults)
    found = faults.in_order()
    if found or entry is None:
        message = found[0].message if found else Text("文件是空的", "an empty file")
        advice = found[0].suggestion if found else None
        if advice is not None:
            message = Text(f"{message.zh}({advice.zh})", f"{message.en} ({advice.en})")
        place = found[0].place if found else path.name
        raise UserFault(message, where=str(place))
    return _contents(entry)


def _contents(entry: Entry) -> Contents:
    charges = {
        name: ", ".join(f"'{code}'" for code in each["codes"])
        for name, each in entry.get("charges", {}).items()
    }
    return Contents(
        functions=tuple(
            FunctionEntry(name, each["label"], *_both(f"{name}_function", each, None))
            for name, each in entry["functions"].items()
        ),
        functions_note=entry["functions_note"],
        ratios=tuple(
            RatioEntry(
                name,
                each["label"],
                Counting(name, _share_formula(each), is_share=True),
                each["meaning"],
                each["mark"],
            )
            for name, each in entry["ratios"].items()
        ),
        lines=tuple(
            LineEntry(
                name,
                each["label"],
                each["counted"],
                each["unit"],
                *_both(f"{name}_line", each, _where(each, charges)),
            )
            for name, each in entry["lines"].items()
        ),
        lines_note=entry["lines_note"],
        groups=tuple(
            IndicatorGroup(
                name,
                each["label"],
                each["indicators"],
                each.get("leading", ()),
                each.get("drawn", ()),
            )
            for name, each in entry["groups"].items()
        ),
    )


def _both(name: str, entry: Entry, where: str | None) -> tuple[Counting, Counting]:
    return (
        Counting(f"{name}_accepted", entry["accepted"], where),
        Counting(f"{name}_concluded", entry["concluded"], where),
    )


def _share_formula(entry: Entry) -> str:
    part = entry["part"]
    if "whole" in entry:
        return f"({part}) / ({entry['whole']})"
    return f"({part}) / ({part} + {entry['rest']})"


def _where(entry: Entry, charges: Mapping[str, str]) -> str | None:
    where: str | None = entry.get("where")
    for name, codes in charges.items():
        where = where and where.replace(f"{{{name}}}", codes)
    return where


def _check_ratios(entry: Entry, faults: FaultList) -> None:
    for each in entry.get("ratios", {}).values():
        if ("whole" in each) == ("rest" in each):
            faults.add(
                each.place(),
                Text("whole 与 rest 写一个", "write either whole or rest"),
                rule="ratio_whole",
            )


def _key(name: str, kind: object, zh: str, en: str, *, needed: bool = True) -> Key:
    return Key(name, kind, Text(zh, en), required=needed)  # type: ignore[arg-type]


_LABEL = _key("label", Bilingual(), "名称", "label")
_ACCEPTED = _key("accepted", FORMULA, "受理的算式", "what was accepted")
_CONCLUDED = _key("concluded", FORMULA, "审结的算式", "what was concluded")
_NAMES = Many(NAME)
_FILE = Record(
    (
        _key("format", OneOf(("1",)), "格式", "format"),
        _key(
            "charges",
            Table(
                NAME,
                Record(
                    (_LABEL, _key("codes", Many(NAME, least=1), "案由代码", "codes"))
                ),
            ),
            "案由清单",
            "lists of charges",
            needed=False,
        ),
        _key(
            "functions",
            Table(NAME, Record((_LABEL, _ACCEPTED, _CONCLUDED))),
            "四大检察",
            "the four functions",
        ),
        _key("functions_note", Bilingual(), "四大检察的口径", "how they are counted"),
        _key(
            "ratios",
            Table(
                NAME,
                Record(
                    (
                        _LABEL,
                        _key("part", FORMULA, "部分", "the part"),
                        _key("rest", FORMULA, "其余", "the rest", needed=False),
                        _key("whole", FORMULA, "全部", "the whole", needed=False),
                        _key("meaning", Bilingual(), "含义", "what it means"),
                        _key("mark", OneOf(MARKS), "依据的可靠程度", "how sure it is"),
                    )
                ),
            ),
            "结构比",
            "structure ratios",
        ),
        _key(
            "lines",
            Table(
                NAME,
                Record(
                    (
                        _LABEL,
                        _key("counted", Bilingual(), "计数口径", "what is counted"),
                        _key("unit", OneOf(UNITS), "计量单位", "unit"),
                        _ACCEPTED,
                        _CONCLUDED,
                        _key("where", EXPRESSION, "条件", "condition", needed=False),
                    )
                ),
            ),
            "十大业务",
            "the ten lines of work",
        ),
        _key("lines_note", Bilingual(), "十大业务的口径", "how they are told apart"),
        _key(
            "groups",
            Table(
                NAME,
                Record(
                    (
                        _LABEL,
                        _key("indicators", _NAMES, "指标", "indicators"),
                        _key("leading", _NAMES, "写入正文的", "told", needed=False),
                        _key("drawn", _NAMES, "画成图的", "drawn", needed=False),
                    )
                ),
            ),
            "各条线主要指标",
            "key indicators by line",
        ),
    )
)

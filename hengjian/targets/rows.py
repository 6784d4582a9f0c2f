"""A target with what it asks, as one comparable row: what is stored, what is wanted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.model import Described, Split
from hengjian.engines.targets.model import Level as EngineLevel
from hengjian.engines.targets.model import Target as EngineTarget
from hengjian.engines.targets.rubrics import levels_of
from hengjian.lib.bilingual import Text
from hengjian.targets.aims import aim_fields, aim_of, exact, stored
from hengjian.targets.models import Target, TargetVersion
from hengjian.targets.owners import Owner


@dataclass(frozen=True)
class Row:
    """One target; numbers as their stored texts. ``shares``: owner to share."""

    number: str
    title: str
    level: str
    owner: Owner
    indicator: str = ""
    split: str = ""
    measures: str = ""
    answerable: str = ""
    aim_kind: str = "quantity"
    aim: str = ""
    base: str = ""
    better: str = "up"
    rubric: str = ""
    evidence: str = ""
    marks: str = ""
    weight: str = ""
    due_on: date | None = None
    is_controlled: bool = True
    why_not_controlled: str = ""
    shares: tuple[tuple[Owner, str], ...] = ()

    @property
    def above(self) -> str:
        """The number of the target above it; empty at the top."""
        return self.number.rpartition(".")[0]


OF_VERSION = (
    "aim_kind",
    "aim",
    "base",
    "better",
    "rubric",
    "evidence",
    "marks",
    "weight",
    "due_on",
    "is_controlled",
    "why_not_controlled",
)
"""What of a row stands in its version."""
OF_TARGET = ("title", "level", "indicator", "split", "measures", "answerable")
"""What of a row stands in the target itself, its owner and shares besides."""

NAMES: Mapping[str, Text] = {
    "title": Text("项目", "item"),
    "level": Text("层级", "level"),
    "owner": Text("责任部门或责任人", "owner"),
    "indicator": Text("指标", "indicator"),
    "split": Text("合成方式", "made up by"),
    "measures": Text("措施", "measures"),
    "answerable": Text("责任要求", "responsibility"),
    "aim_kind": Text("目标种类", "kind of aim"),
    "aim": Text("目标值", "aim"),
    "base": Text("预计基数", "expected base"),
    "better": Text("方向", "direction"),
    "rubric": Text("评价标准", "rubric"),
    "evidence": Text("所需证据", "evidence"),
    "marks": Text("分值", "marks"),
    "weight": Text("权重", "weight"),
    "due_on": Text("时限", "due"),
    "is_controlled": Text("能否左右", "controlled"),
    "why_not_controlled": Text("不能左右的理由", "why not controlled"),
    "shares": Text("分担份额", "shares"),
}


def place_of(number: str) -> str:
    """A number that sorts as people count: 1.2 before 1.10."""
    return ".".join(part.rjust(3, "0") for part in number.split("."))


def next_number(numbers: Iterable[str], above: str) -> str:
    """The next free number below a target; at the top without one."""
    taken = [
        int(each.rpartition(".")[2])
        for each in numbers
        if each.rpartition(".")[0] == above
    ]
    last = max(taken, default=0) + 1
    return f"{above}.{last}" if above else str(last)


def stored_row(target: Target, version: TargetVersion | None) -> Row:
    """A stored target by one of its versions."""
    asked: dict[str, Any] = (
        {name: getattr(version, name) for name in OF_VERSION} if version else {}
    )
    return Row(
        number=target.number,
        owner=Owner(target.department, target.person),
        shares=tuple(
            (Owner(each.department, each.person), each.share)
            for each in target.shares.all()
        ),
        **{name: getattr(target, name) for name in OF_TARGET},
        **asked,
    )


def wanted_row(
    target: EngineTarget, owner: Owner, shares: Mapping[str, Owner], indicator: str
) -> Row:
    """A target of the form, its owners and its indicator known."""
    return Row(
        number=target.name,
        title=target.title.zh,
        level=target.level.value,
        owner=owner,
        indicator=indicator,
        split=target.split.value if target.split else "",
        measures=target.measures,
        answerable=target.answerable,
        marks=stored(target.marks),
        weight=stored(target.weight),
        due_on=target.due_on,
        is_controlled=target.controlled,
        why_not_controlled=target.why_not_controlled,
        shares=tuple(
            (shares[name], in_figures(share)) for name, share in target.shares.items()
        ),
        **aim_fields(target.aim),
    )


def engine_tree(rows: Iterable[Row]) -> tuple[EngineTarget, ...]:
    """The rows as the trees that the engine holds together."""
    known = {row.number: row for row in rows}
    numbers = sorted(known, key=place_of)

    def grown(number: str) -> EngineTarget:
        below = [each for each in numbers if known[each].above == number]
        return replace(
            engine_target(known[number]), below=tuple(grown(each) for each in below)
        )

    return tuple(grown(each) for each in numbers if known[each].above not in known)


def engine_target(row: Row) -> EngineTarget:
    """One row as the engine holds it, nothing below it."""
    version = TargetVersion(**{name: getattr(row, name) for name in OF_VERSION})
    return EngineTarget(
        name=row.number,
        title=Text.same(row.title),
        level=EngineLevel(row.level),
        owner=row.owner.called(row.level),
        person=_answering(row),
        aim=aim_of(version),
        due_on=row.due_on,
        measures=row.measures,
        answerable=row.answerable,
        indicator=row.indicator or None,
        marks=exact(row.marks),
        weight=exact(row.weight),
        controlled=row.is_controlled,
        why_not_controlled=row.why_not_controlled,
        shares={owner.key: exact(share) or Fraction(0) for owner, share in row.shares},
        split=Split(row.split) if row.split else None,
    )


def _answering(row: Row) -> str:
    is_beside = row.level != EngineLevel.PERSON and row.owner.department is not None
    return str(row.owner.person or "") if is_beside else ""


def rubric_levels(row: Row) -> list[dict[str, str]]:
    """The levels of a row's rubric as they are stored."""
    aim = engine_target(row).aim
    if not isinstance(aim, Described):
        return []
    return [
        {"words": level.words, "share": in_figures(level.share)}
        for level in levels_of(row.rubric)
    ]


def changed(before: Row, after: Row) -> Sequence[str]:
    """The names of what differs."""
    return [
        each.name
        for each in fields(Row)
        if getattr(before, each.name) != getattr(after, each.name)
    ]

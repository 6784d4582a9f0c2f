"""The criteria that honours are held against: what each asks, in words and numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Any

from hengjian.lib.bilingual import Text


Measured = Fraction | str | None
"""What was found: an exact number, a word such as a grade, or nothing."""


class Asks(StrEnum):
    """How a criterion compares."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ONE_OF = "one_of"


class Ground(StrEnum):
    """What a criterion rests on, and by that who reads its value."""

    OPEN = "open"
    POINTS = "points"
    SHEET = "sheet"


SIGNS = {
    Asks.AT_LEAST: Text("不低于", "at least"),
    Asks.AT_MOST: Text("不超过", "at most"),
    Asks.ONE_OF: Text("属于", "one of"),
}


@dataclass(frozen=True)
class Criterion:
    """One thing that may be asked."""

    code: str
    label: Text
    ground: Ground

    @property
    def asks(self) -> Asks:
        """How it compares, as its code ends."""
        return next(each for each in Asks if self.code.endswith(f"_{each}"))


def _criterion(code: str, zh: str, en: str, ground: Ground = Ground.OPEN) -> Criterion:
    return Criterion(code, Text(zh, en), ground)


_POINTS, _SHEET = Ground.POINTS, Ground.SHEET
CRITERIA = {
    each.code: each
    for each in (
        _criterion("members_at_least", "组员人数", "members of the group"),
        _criterion(
            "points_per_member_at_least",
            "人均积分",
            "points per member, on average",
            _POINTS,
        ),
        _criterion(
            "deductions_per_member_at_most",
            "人均扣分",
            "deductions per member",
            _POINTS,
        ),
        _criterion("points_at_least", "积分", "points", _POINTS),
        _criterion("deductions_at_most", "扣分", "deductions", _POINTS),
        _criterion("months_together_at_least", "结对满月数", "whole months as a pair"),
        _criterion(
            "apprentice_points_at_least",
            "徒弟积分",
            "the young officer's points",
            _POINTS,
        ),
        _criterion("marks_at_least", "竞赛成绩", "marks in the contest"),
        _criterion(
            "year_grade_one_of", "年度考核等次", "grade of the closed year", _SHEET
        ),
        _criterion(
            "year_progress_at_least",
            "年度考评总分比上一年的增减",
            "total of the closed year less the year before",
            _SHEET,
        ),
        _criterion(
            "apprentice_year_grade_one_of",
            "徒弟年度考核等次",
            "the young officer's grade of the closed year",
            _SHEET,
        ),
        _criterion(
            "apprentice_year_progress_at_least",
            "徒弟年度考评总分比上一年的增减",
            "the young officer's total of the closed year less the year before",
            _SHEET,
        ),
    )
}
"""What may stand in the parameters of criteria; anything else refuses the round."""


@dataclass(frozen=True)
class Finding:
    """One criterion held against somebody; ``met`` None where it cannot be told."""

    code: str
    met: bool | None
    needed: str
    found: str

    def as_json(self) -> dict[str, Any]:
        """As a candidate keeps it."""
        return {
            "code": self.code,
            "met": self.met,
            "needed": self.needed,
            "found": self.found,
        }


def malformed(values: Mapping[str, Any]) -> list[str]:
    """Codes that nobody knows, and those whose value is not of the kind they ask for."""
    return sorted(
        code
        for code, needed in values.items()
        if code not in CRITERIA or not _fits(CRITERIA[code].asks, needed)
    )


def hold(values: Mapping[str, Any], measured: Mapping[str, Measured]) -> list[Finding]:
    """Every criterion held against what was measured, in the order they are written."""
    return [
        _held(CRITERIA[code], needed, measured.get(code))
        for code, needed in values.items()
    ]


def _fits(asks: Asks, needed: Any) -> bool:
    if asks is Asks.ONE_OF:
        return isinstance(needed, str) and bool(_words(needed))
    if isinstance(needed, bool):
        return False
    try:
        return Decimal(str(needed)).is_finite()
    except InvalidOperation:
        return False


def _words(needed: str) -> list[str]:
    return [each for each in re.split(r"[、，,;；\s]+", needed) if each]


def _held(criterion: Criterion, needed: Any, found: Measured) -> Finding:
    if criterion.asks is Asks.ONE_OF:
        words = _words(str(needed))
        grade = found if isinstance(found, str) else ""
        met = grade in words if grade else None
        return Finding(criterion.code, met, "、".join(words), grade)
    asked, exact = (
        Fraction(str(needed)),
        found if isinstance(found, Fraction) else None,
    )
    met = None
    if exact is not None:
        met = exact >= asked if criterion.asks is Asks.AT_LEAST else exact <= asked
    return Finding(criterion.code, met, shown(asked), shown(exact))


def shown(value: Fraction | None) -> str:
    """With two decimals at most, rounded half up once; empty for what is not known."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def in_words(finding: Mapping[str, Any]) -> Text:
    """A kept finding as a sentence: what was found, what is asked, whether it holds.

    One that is ``hidden`` from the reader tells whether it holds, and no value.
    """
    criterion = CRITERIA.get(finding["code"])
    if criterion is None:
        return Text.same(str(finding["code"]))
    label, sign, needed = criterion.label, SIGNS[criterion.asks], finding["needed"]
    if finding["met"] is None:
        return Text(
            f"{label.zh}没有记录，无从核对（要求{sign.zh} {needed}）",
            f"no record of {label.en}: cannot be told ({sign.en} {needed} asked)",
        )
    zh_met, en_met = ("符合", "met") if finding["met"] else ("不符合", "not met")
    if finding.get("hidden"):
        return Text(
            f"{label.zh}，要求{sign.zh} {needed}：{zh_met}（数值不在公开范围）",
            f"{label.en}, {sign.en} {needed} asked: {en_met} (the value is not shown)",
        )
    return Text(
        f"{label.zh} {finding['found']}，要求{sign.zh} {needed}：{zh_met}",
        f"{label.en} {finding['found']}, {sign.en} {needed} asked: {en_met}",
    )

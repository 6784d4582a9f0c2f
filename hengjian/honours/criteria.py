"""The criteria that honours are held against: what each asks, in words and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Criterion:
    """One thing that may be asked; ``at_least`` or at most."""

    code: str
    label: Text
    at_least: bool


def _criterion(code: str, zh: str, en: str) -> Criterion:
    return Criterion(code, Text(zh, en), at_least=code.endswith("_at_least"))


CRITERIA = {
    each.code: each
    for each in (
        _criterion("members_at_least", "组员人数", "members of the group"),
        _criterion(
            "points_per_member_at_least", "人均积分", "points per member, on average"
        ),
        _criterion(
            "deductions_per_member_at_most", "人均扣分", "deductions per member"
        ),
        _criterion("points_at_least", "积分", "points"),
        _criterion("deductions_at_most", "扣分", "deductions"),
        _criterion("months_together_at_least", "结对满月数", "whole months as a pair"),
        _criterion(
            "apprentice_points_at_least", "徒弟积分", "the young officer's points"
        ),
        _criterion("marks_at_least", "竞赛成绩", "marks in the contest"),
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


def hold(
    values: Mapping[str, Any], measured: Mapping[str, Fraction | None]
) -> list[Finding]:
    """Every criterion held against what was measured, in the order they are written."""
    found = []
    for code, needed in values.items():
        criterion, exact = CRITERIA[code], measured.get(code)
        asked = Fraction(str(needed))
        met = None
        if exact is not None:
            met = exact >= asked if criterion.at_least else exact <= asked
        found.append(Finding(code, met, shown(asked), shown(exact)))
    return found


def shown(value: Fraction | None) -> str:
    """With two decimals at most, rounded half up once; empty for what is not known."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def in_words(finding: Mapping[str, Any]) -> Text:
    """A kept finding as a sentence: what was found, what is asked, whether it holds."""
    criterion = CRITERIA.get(finding["code"])
    if criterion is None:
        return Text.same(str(finding["code"]))
    zh_sign, en_sign = (
        ("不低于", "at least") if criterion.at_least else ("不超过", "at most")
    )
    needed = finding["needed"]
    if finding["met"] is None:
        return Text(
            f"{criterion.label.zh}没有记录，无从核对（要求{zh_sign} {needed}）",
            f"no record of {criterion.label.en}: cannot be told ({en_sign} {needed} asked)",
        )
    zh_met, en_met = ("符合", "met") if finding["met"] else ("不符合", "not met")
    return Text(
        f"{criterion.label.zh} {finding['found']}，要求{zh_sign} {needed}：{zh_met}",
        f"{criterion.label.en} {finding['found']}, {en_sign} {needed} asked: {en_met}",
    )

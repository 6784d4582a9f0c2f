"""What a rule and a value for it may be."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.scoring.model import Problem, ScoredItem
from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Steps,
    Value,
)
from hengjian.lib.bilingual import Text


_NOT_NEGATIVE = Text("写不小于 0 的数", "write a number that is not negative")


def rule_problems(item: ScoredItem) -> Iterator[Problem]:
    """What is wrong with an item's rule; parts lead on from the rule."""
    rule = item.rule
    if isinstance(rule, Linear) and rule.floor == rule.target:
        yield Problem(
            ("linear",),
            Text("起点与目标相同", "floor and target are the same"),
            Text(
                "高者优：floor < target；低者优：floor > target",
                "floor below target where more is better, above it where less is",
            ),
        )
    elif isinstance(rule, Steps):
        yield from _steps_problems(item, rule)
    elif isinstance(rule, Rated) and rule.scale <= 0:
        yield Problem(
            ("rated", "scale"),
            Text("评分的满分应大于 0", "a scale is above 0"),
            Text("如 scale: 5", "such as scale: 5"),
        )
    elif isinstance(rule, Bonus | Deduction) and rule.each < 0:
        name = "bonus" if isinstance(rule, Bonus) else "deduction"
        yield Problem(
            (name, "each"),
            Text("每次的分数不能为负", "each is negative"),
            _NOT_NEGATIVE,
        )
    elif isinstance(rule, PerOccurrence):
        if rule.points < 0:
            yield Problem(
                ("per_occurrence", "points"),
                Text("每件的分数不能为负", "points are negative"),
                _NOT_NEGATIVE,
            )
        for name, coefficient in rule.coefficients.items():
            if coefficient < 0:
                yield Problem(
                    ("per_occurrence", "coefficients", name),
                    Text("系数不能为负", "a coefficient is negative"),
                    _NOT_NEGATIVE,
                )


def _steps_problems(item: ScoredItem, rule: Steps) -> Iterator[Problem]:
    for place, (lower, upper) in enumerate(pairwise(rule.steps), start=1):
        if upper[0] <= lower[0]:
            yield Problem(
                ("steps", place),
                Text(
                    f"{in_figures(upper[0])} 不大于前一级的 {in_figures(lower[0])}",
                    f"{in_figures(upper[0])} does not exceed {in_figures(lower[0])} "
                    "before it",
                ),
                Text("各级从低到高写", "write the steps from the lowest threshold"),
            )
    for place, (_, marks) in enumerate(rule.steps):
        if not 0 <= marks <= item.full:
            full = in_figures(item.full)
            yield Problem(
                ("steps", place),
                Text(
                    f"这一级得 {in_figures(marks)} 分，不在 0 至满分 {full} 之间",
                    f"a step of {in_figures(marks)} marks is not within 0 and {full}",
                ),
                Text("改这一级的分数", "change the marks of the step"),
            )


def value_problems(item: ScoredItem, value: Value) -> Iterator[Problem]:
    """What is wrong with a value under an item's rule; parts lead on from the value."""
    rule = item.rule
    if not isinstance(value, Fraction):
        if not isinstance(rule, PerOccurrence) or not rule.coefficients:
            yield Problem(
                (),
                Text(f"“{item.item}”只要一个数", f"“{item.item}” takes one number"),
            )
            return
        for name, count in value.items():
            if name not in rule.coefficients:
                known = ", ".join(rule.coefficients)
                yield Problem(
                    (name,),
                    Text(
                        f"方案没有给“{name}”规定系数",
                        f"the scheme has no coefficient for “{name}”",
                    ),
                    Text(f"可用：{known}", f"one of: {known}"),
                )
            if count < 0:
                yield _negative((name,), count)
        return
    if isinstance(rule, PerOccurrence) and rule.coefficients:
        yield Problem(
            (),
            Text(
                f"“{item.item}”要按案件类型分别写件数",
                f"“{item.item}” takes a count for each case type",
            ),
            Text("写成 {类型：件数}", "write {type: count}"),
        )
    elif isinstance(rule, Rated):
        if not 0 <= value <= rule.scale:
            scale = in_figures(rule.scale)
            yield Problem(
                (),
                Text(
                    f"评分 {in_figures(value)} 不在 0 至 {scale} 之间",
                    f"the rating {in_figures(value)} is not within 0 and {scale}",
                ),
                Text("核对评分与 scale", "check the rating and the scale"),
            )
    elif not isinstance(rule, Linear | Steps) and value < 0:
        yield _negative((), value)


def _negative(part: tuple[str, ...], value: Fraction) -> Problem:
    return Problem(
        part,
        Text(f"次数 {in_figures(value)} 为负", f"a count of {in_figures(value)}"),
        _NOT_NEGATIVE,
    )

"""Why a line has its marks: one sentence in each language, with the arithmetic."""

from fractions import Fraction
from typing import cast

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.scoring.lines import Line, State
from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Steps,
    Value,
    Veto,
)
from hengjian.lib.bilingual import Text


n = in_figures


def why(line: Line) -> Text:
    """The sentence of a line: the rule's part, then normalising, then spreading."""
    parts = [_first(line)]
    if line.highest is not None and line.raw is not None:
        parts.append(_normalised(line, line.raw, line.highest))
    spread = line.item.in_component and line.full > line.item.full
    if spread:
        parts.append(_spread(line))
    return Text(
        "；".join(part.zh for part in parts), "; ".join(part.en for part in parts)
    )


def _first(line: Line) -> Text:
    full = n(line.item.full)
    if line.state is State.ZERO:
        return Text(
            "没有数值，方案规定记零分", "no value; by the scheme that scores nothing"
        )
    if line.state is State.UNKNOWN:
        return Text(
            f"数值尚未知，满分 {full} 分待定",
            f"not yet known; its {full} marks are open",
        )
    if line.state is State.STRANDED:
        return Text(
            f"不适用，但本组没有其他项可以承接满分 {full} 分，待定",
            f"not applicable, but no other item of its component can carry its {full} "
            "marks; they are open",
        )
    if line.state is State.NOT_APPLICABLE:
        if not line.item.in_component:
            return Text("不适用", "not applicable")
        return Text(
            f"不适用，满分 {full} 分按比例摊给本组其他各项",
            f"not applicable; its {full} marks go to the other items of its component "
            "in proportion",
        )
    # a scored line has its value and what the rule makes of it
    return _by_rule(line, cast(Value, line.value), cast(Fraction, line.raw))


def _by_rule(line: Line, given: Value, marks: Fraction) -> Text:
    rule, full = line.item.rule, line.item.full
    if isinstance(rule, PerOccurrence):
        return _per_occurrence(rule, full, given, marks)
    value = cast(Fraction, given)  # the other rules take one number
    if isinstance(rule, Linear):
        return _linear(rule, full, value, marks)
    if isinstance(rule, Steps):
        return _steps(rule, value, marks)
    if isinstance(rule, Rated):
        return Text(
            f"评分 {n(value)}(最高 {n(rule.scale)})，"
            f"{n(full)} × {n(value)}/{n(rule.scale)} = {n(marks)}",
            f"rated {n(value)} of {n(rule.scale)}: "
            f"{n(full)} × {n(value)}/{n(rule.scale)} = {n(marks)}",
        )
    return _by_count(rule, full, value, marks)


def _linear(rule: Linear, full: Fraction, value: Fraction, marks: Fraction) -> Text:
    if marks == full:
        return Text(
            f"{n(value)}，已达目标 {n(rule.target)}，得满分 {n(full)}",
            f"{n(value)} reaches the target {n(rule.target)}: all {n(full)} marks",
        )
    if not marks:
        return Text(
            f"{n(value)}，未越过起点 {n(rule.floor)}，得 0 分",
            f"{n(value)} is not beyond the floor {n(rule.floor)}: 0",
        )
    way = f"{n(full)} × {n(rule.way(value))} = {n(marks)}"
    return Text(
        f"{n(value)}，从起点 {n(rule.floor)} 到目标 {n(rule.target)} "
        f"走完 {n(rule.way(value))}，{way}",
        f"{n(value)} is {n(rule.way(value))} of the way from {n(rule.floor)} to "
        f"{n(rule.target)}: {way}",
    )


def _steps(rule: Steps, value: Fraction, marks: Fraction) -> Text:
    step = rule.reached(value)
    if step is None:
        lowest = n(rule.steps[0][0])
        return Text(
            f"{n(value)}，未达最低一级 {lowest}，得 0 分",
            f"{n(value)} is below the lowest step {lowest}: 0",
        )
    return Text(
        f"{n(value)}，达到 {n(step[0])} 一级，得 {n(marks)} 分",
        f"{n(value)} reaches the step {n(step[0])}: {n(marks)}",
    )


def _per_occurrence(
    rule: PerOccurrence, full: Fraction, value: Value, marks: Fraction
) -> Text:
    weighed = rule.weighed(value)
    if isinstance(value, Fraction):
        told = n(value)
    else:
        terms = [
            f"{name} {n(count)} × {n(rule.coefficients[name])}"
            for name, count in value.items()
        ]
        joined = " + ".join(terms) or "0"
        told = f"{joined} = {n(weighed)}"
    points = weighed * rule.points
    product = f"{n(weighed)} × {n(rule.points)} = {n(points)}"
    if points > full:
        return Text(
            f"折合件数 {told}，{product}，以满分 {n(marks)} 为限",
            f"weighed count {told}; {product}, capped at the full mark {n(marks)}",
        )
    return Text(f"折合件数 {told}，{product}", f"weighed count {told}; {product}")


def _by_count(
    rule: Bonus | Deduction | Veto, full: Fraction, value: Fraction, marks: Fraction
) -> Text:
    if isinstance(rule, Veto):
        if not value:
            return Text("没有发生", "did not occur")
        return Text(
            f"发生 {n(value)} 次，一票否决：等次不高于 {rule.grade}",
            f"occurrences: {n(value)}, a veto: no grade above {rule.grade}",
        )
    product = f"{n(value)} × {n(rule.each)} = {n(value * rule.each)}"
    if isinstance(rule, Bonus):
        limit = value * rule.each > full
        return Text(
            f"加分 {product}" + (f"，以 {n(full)} 为限" if limit else ""),
            f"bonus {product}" + (f", capped at {n(full)}" if limit else ""),
        )
    below = value * rule.each > full
    return Text(
        f"扣分 {product}，{n(full)} 分扣后得 {n(marks)}"
        + ("，扣完为止" if below else ""),
        f"deducted {product}: {n(marks)} of {n(full)} left"
        + (", never below 0" if below else ""),
    )


def _normalised(line: Line, raw: Fraction, highest: Fraction) -> Text:
    if not highest:
        return Text("部门无人得分", "nobody in the department scored")
    full = line.item.full
    told = f"{n(raw)} ÷ {n(highest)} × {n(full)} = {n(raw / highest * full)}"
    open_zh = "，同部门有未知项，可能变化" if line.may_fall else ""
    open_en = (
        ", may change while a colleague's value is unknown" if line.may_fall else ""
    )
    return Text(
        f"部门最高 {n(highest)}，{told}{open_zh}",
        f"the department's highest is {n(highest)}: {told}{open_en}",
    )


def _spread(line: Line) -> Text:
    own, full = line.item.full, line.full
    zh = f"不适用项的分值摊入，满分由 {n(own)} 变为 {n(full)}"
    en = f"marks of items that do not apply make {n(own)} into {n(full)}"
    if not line.marks:
        return Text(zh, en)
    before = line.marks * own / full
    told = f"{n(before)} × {n(full / own)} = {n(line.marks)}"
    return Text(f"{zh}，{told}", f"{en}: {told}")

"""What a person could do to raise the score without better work, rule by rule.

The list of signals that the platform looks for in indicators (bunching, ratchets,
denominators one controls, splitting, withholding) put to each rule of a scheme, with the
numbers of people for whom it would pay.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from hengjian.engines.scoring.dry_run.finding import Finding, Number, Topic
from hengjian.engines.scoring.dry_run.trial import Trial
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.scoring.lines import Line, State
from hengjian.engines.scoring.model import Missing, ScoredItem
from hengjian.engines.scoring.rules import (
    NOTHING,
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Steps,
    Value,
    Veto,
)
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text


NEAR = Fraction(1, 20)  # of the way that a rule measures: close to a threshold


def without_better_work(trial: Trial) -> list[Finding]:
    """A prompt or more for every item."""
    found = []
    for number, item in enumerate(trial.scheme.items):
        lines = [x for x in trial.lines(number) if x.state is State.SCORED]
        text, numbers = _SAID[type(item.rule)](item, item.rule, lines)
        found.append(_finding(item, text, numbers))
        found += _withholding(trial, number, item)
    return found


def _finding(item: ScoredItem, text: Text, numbers: Mapping[str, Number]) -> Finding:
    named = Text(f"“{item.item}”{text.zh}", f"“{item.item}”: {text.en}")
    return Finding(Topic.WITHOUT_BETTER_WORK, named, item.item, numbers)


def _numbers(lines: list[Line]) -> list[Fraction]:
    return [line.value for line in lines if isinstance(line.value, Fraction)]


def _linear(item: ScoredItem, rule: Linear, lines: list[Line]) -> tuple[Text, Any]:
    values, target = _numbers(lines), rule.target
    way = abs(target - rule.floor)
    past = sum(rule.way(value) == 1 for value in values)
    held = sum(
        rule.way(value) == 1 and abs(value - target) <= way * NEAR for value in values
    )
    short = sum(
        rule.way(value) < 1 and abs(value - target) <= way * NEAR for value in values
    )
    text = Text(
        f"到目标 {in_figures(target)} 为止每一点都计分，再好也不加：{past} 人已达目标，"
        f"其中 {held} 人恰在目标处，{short} 人差一点。若是比率，少收、另立、撤回可缩小"
        "分母；达标后可留到下期",
        f"every point counts up to {in_figures(target)} and none beyond: {past} people "
        f"are there, {held} of them just there, {short} just short. Where it is a rate "
        "its denominator may be kept small (not taken up, filed elsewhere, withdrawn); "
        "past the target work may be kept for the next period",
    )
    return text, {"past": past, "just_there": held, "just_short": short}


def _steps(item: ScoredItem, rule: Steps, lines: list[Line]) -> tuple[Text, Any]:
    values = _numbers(lines)
    thresholds = [threshold for threshold, _ in rule.steps]
    reach = (thresholds[-1] - thresholds[0]) * NEAR
    jumps: list[tuple[Fraction, Fraction]] = []
    before = NOTHING
    lowest = min(values, default=NOTHING)
    for threshold, marks in rule.steps:
        # where everybody is past the first step it is a start, not a threshold
        is_start = threshold == thresholds[0] <= lowest
        if marks != before and not is_start:
            jumps.append((threshold, marks - before))
        before = marks
    # more marks lie above a threshold where they rise there, else below it
    past = sum(_is_near(v, jumps, reach, favoured=True) for v in values)
    short = sum(_is_near(v, jumps, reach, favoured=False) for v in values)
    largest = max((abs(jump) for _, jump in jumps), default=NOTHING)
    text = Text(
        f"有门槛：刚过一线最多多得 {in_figures(largest)} 分，其间多做不加分。{short} 人"
        f"差一点，{past} 人刚过。一件的归类、时点或分母即可越线",
        f"has thresholds: just past one earns up to {in_figures(largest)} marks more, "
        f"work between them nothing. {short} people are just short, {past} just past. "
        "How or when one case is filed, or the denominator, carries a person across",
    )
    numbers: dict[str, Number] = {
        "just_short": short,
        "just_past": past,
        "jump": in_figures(largest),
    }
    return text, numbers


def _is_near(
    value: Fraction,
    jumps: list[tuple[Fraction, Fraction]],
    reach: Fraction,
    *,
    favoured: bool,
) -> bool:
    """Whether a value is close to a threshold, on the side with more or fewer marks."""
    return any(
        ((value >= threshold) is (jump > 0)) is favoured
        and abs(value - threshold) <= reach
        for threshold, jump in jumps
    )


def _per_occurrence(
    item: ScoredItem, rule: PerOccurrence, lines: list[Line]
) -> tuple[Text, Any]:
    capped = sum(
        line.value is not None and rule.weighed(line.value) * rule.points >= item.full
        for line in lines
    )
    coefficients = sorted(rule.coefficients.values())
    range_zh = range_en = ""
    if coefficients and coefficients[0] != coefficients[-1]:
        least, most = in_figures(coefficients[0]), in_figures(coefficients[-1])
        range_zh = f"；系数从 {least} 到 {most}，可挑系数高而省力的类型"
        range_en = (
            f"; coefficients run from {least} to {most}: types that are light for "
            "their coefficient may be picked"
        )
    text = Text(
        f"按件计分：一件拆成两件多得 {in_figures(rule.points)} 分起{range_zh}；期末可"
        f"突击结案；{capped} 人已到封顶，再办不加分",
        f"counts cases: splitting one earns {in_figures(rule.points)} marks times its "
        f"coefficient{range_en}; cases may be hurried before the cut-off; {capped} "
        "people are at the cap, beyond which work earns nothing",
    )
    return text, {"points": in_figures(rule.points), "capped": capped}


def _rated(item: ScoredItem, rule: Rated, lines: list[Line]) -> tuple[Text, Any]:
    top = sum(value == rule.scale for value in _numbers(lines))
    text = Text(
        f"由人评分：{top}/{len(lines)} 人得最高分。可挑评分人、互相抬分、只送好的材料；"
        "须随机抽取，并公开各评分人的宽严",
        f"is rated: {top} of {len(lines)} people have the highest. Raters may be "
        "picked, favours returned, only good work handed in; draw the work at random "
        "and show how lenient each rater is",
    )
    return text, {"highest": top, "people": len(lines)}


def _deduction(
    item: ScoredItem, rule: Deduction, lines: list[Line]
) -> tuple[Text, Any]:
    values = _numbers(lines)
    none = sum(not value for value in values)
    done = sum(bool(value) and value * rule.each >= item.full for value in values)
    text = Text(
        f"见到才扣：不记、迟记、改时点即不扣。{none} 人一次未扣；{done} 人已扣完，再错"
        "不再扣",
        f"takes off only what is seen: not recording it, or moving its date, costs "
        f"nothing. {none} people have none; {done} have lost all and nothing more to "
        "lose",
    )
    return text, {"none": none, "lost_all": done}


def _bonus(item: ScoredItem, rule: Bonus, lines: list[Line]) -> tuple[Text, Any]:
    capped = sum(value * rule.each >= item.full for value in _numbers(lines))
    text = Text(
        f"加分：同一件事可多头申报，易得的先得；{capped} 人已到上限。须一事一加、写明"
        "凭据",
        f"adds marks: one deed may be claimed in several places, easy ones first; "
        f"{capped} people are at its limit. Once for one deed, with its evidence",
    )
    return text, {"capped": capped}


def _veto(item: ScoredItem, rule: Veto, lines: list[Line]) -> tuple[Text, Any]:
    hit = sum(bool(value) for value in _numbers(lines))
    text = Text(
        f"一票否决：代价越大越不愿上报（本期 {hit} 人）。须有依据并由人决定，主动报告"
        "应当从轻",
        f"is a veto: the dearer it is, the less it is reported ({hit} people now). It "
        "needs a cited basis and a person's decision; who reports it is to fare better",
    )
    return text, {"people": hit}


# by the rule's own type, so that a new rule without its words is an error at once
_SAID: Mapping[type, Callable[[ScoredItem, Any, list[Line]], tuple[Text, Any]]] = {
    Linear: _linear,
    Steps: _steps,
    PerOccurrence: _per_occurrence,
    Rated: _rated,
    Deduction: _deduction,
    Bonus: _bonus,
    Veto: _veto,
}


def _withholding(trial: Trial, number: int, item: ScoredItem) -> list[Finding]:
    """For whom a value that is kept back would pay, and by how much at most."""
    if (
        trial.scheme.when_missing(item.item) is not Missing.NOT_APPLICABLE
        or not item.in_component
    ):
        return []
    gains = [
        gain
        for sheet in trial.final
        if (gain := _gain([s.line for s in sheet.lines], number)) > 0
    ]
    if not gains:
        return []
    most = half_up(max(gains), trial.scheme.decimals)
    text = Text(
        f"不填即“不适用”：{len(gains)} 人若不报此项，总分反而更高，最多高 {most} 分。"
        "是否适用须由他人认定",
        f"without a value counts as not applicable: {len(gains)} people would have a "
        f"higher total by keeping it back, by up to {most}. Whether it applies is for "
        "somebody else to say",
    )
    numbers: dict[str, Number] = {"people": len(gains), "most": most}
    return [_finding(item, text, numbers)]


def _gain(lines: list[Line], number: int) -> Fraction:
    """What the total would gain if this line did not apply."""
    line = lines[number]
    value: Value | None = line.value
    if value is None or line.marks is None or not line.full:
        return NOTHING
    others = [
        other
        for other in lines
        if other is not line
        and other.item.in_component
        and other.item.component == line.item.component
    ]
    full = sum((other.full for other in others), NOTHING)
    if not full:
        return NOTHING  # nobody carries its marks: they would stay open
    marks = sum((other.marks or NOTHING for other in others), NOTHING)
    return marks * line.full / full - line.marks

"""What asks for a person's own word before anybody talks about their sheet.

Exact, of the final sheets of one round; classes below ten are not looked at. Each is a
question about the record or the scheme, never a verdict on the person.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengjian.appraisal.models.fairness_signal import About
from hengjian.engines.scoring.dry_run.finding import SMALLEST_GROUP, percent
from hengjian.engines.scoring.dry_run.moments import Column, covariance
from hengjian.engines.scoring.dry_run.trial import Trial
from hengjian.engines.scoring.lines import Line, State
from hengjian.engines.scoring.rules import NOTHING, Veto
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text


FAR = 4  # the square of two standard deviations
HALF = Fraction(1, 2)
APART = Fraction(2, 3)  # of the class between two standings


@dataclass(frozen=True)
class Seen:
    """One thing to ask a person (by staff number) about an item of the own sheet."""

    person: str
    about: About
    item: str
    sentence: Text


def seen_in(trial: Trial, rated: Collection[str]) -> list[Seen]:
    """Everything to ask, in the order of sheets and items.

    ``rated``: the items whose values come from people's ratings.
    """
    if len(trial.final) < SMALLEST_GROUP:
        return []
    return [*_one_item(trial), *_ratings_apart(trial, rated), *_nothing_known(trial)]


def _one_item(trial: Trial) -> Iterator[Seen]:
    """Totals beyond two standard deviations of which one item makes more than half."""
    totals = Column([sheet.exact for sheet in trial.final])
    mean, spread = totals.mean(), covariance(totals, totals)
    means = [
        Column([line.marks or NOTHING for line in trial.lines(number)]).mean()
        for number in range(len(trial.scheme.items))
    ]
    for sheet in trial.final:
        away = sheet.exact - mean
        if away * away <= FAR * spread:
            continue
        for number, item in enumerate(trial.scheme.items):
            marks = sheet.lines[number].line.marks or NOTHING
            share = (marks - means[number]) / away
            if share <= HALF or isinstance(item.rule, Veto):
                continue
            apart = half_up(abs(away), trial.scheme.decimals)
            side = ("高", "above") if away > 0 else ("低", "below")
            yield Seen(
                sheet.person,
                About.ONE_ITEM,
                item.item,
                Text(
                    f"总分比同类 {len(trial.final)} 人的平均{side[0]} {apart} 分，其中"
                    f"“{item.item}”一项就占 {percent(share)}%。请看这一项有没有漏记、"
                    "错记，或者有表上看不到的情况。",
                    f"The total lies {apart} {side[1]} the mean of {len(trial.final)} "
                    f"people, and “{item.item}” alone makes {percent(share)} % of it. "
                    "Is anything left out or wrong there, or is there more to it than "
                    "the sheet shows?",
                ),
            )


def _ratings_apart(trial: Trial, rated: Collection[str]) -> Iterator[Seen]:
    """People whom raters and the record place more than two thirds of the class apart."""
    for number, item in enumerate(trial.scheme.items):
        if item.item not in rated:
            continue
        by_raters = [_earned([line]) for line in trial.lines(number)]
        by_record = [
            _earned(
                [
                    shown.line
                    for shown in sheet.lines
                    if shown.line.item.item not in rated
                    and shown.line.item.in_component
                ]
            )
            for sheet in trial.final
        ]
        if None in by_raters or None in by_record:
            continue
        raters = _standings([each or NOTHING for each in by_raters])
        record = _standings([each or NOTHING for each in by_record])
        for sheet, one, other in zip(trial.final, raters, record, strict=True):
            if abs(one - other) > APART:
                yield Seen(
                    sheet.person,
                    About.RATING_APART,
                    item.item,
                    Text(
                        f"“{item.item}”高于同类 {percent(one)}% 的人，其他各项合计高于 "
                        f"{percent(other)}% 的人，两边相差三分之二以上。请看有没有工作没有"
                        "记上，或者评议没有看到的情况。",
                        f"In “{item.item}” above {percent(one)} % of the class, in all "
                        f"else above {percent(other)} %: more than two thirds of "
                        "the class apart. Is work not on record, or is there what raters could "
                        "not see?",
                    ),
                )


def _nothing_known(trial: Trial) -> Iterator[Seen]:
    """Lines counted as zero for want of any record, where most have one."""
    number_of_people = len(trial.final)
    for number, item in enumerate(trial.scheme.items):
        lines = trial.lines(number)
        known = sum(line.state is State.SCORED for line in lines)
        if not item.in_component or known * 2 <= number_of_people:
            continue
        for sheet, line in zip(trial.final, lines, strict=True):
            if line.state is State.ZERO:
                yield Seen(
                    sheet.person,
                    About.NOTHING_KNOWN,
                    item.item,
                    Text(
                        f"“{item.item}”没有任何记录，按方案算 0 分；同类 "
                        f"{number_of_people} 人中 {known} 人有记录。做过的请说明。",
                        f"Nothing is on record for “{item.item}”, which the scheme "
                        f"counts as 0; {known} of {number_of_people} have a record. Say "
                        "so if there was work.",
                    ),
                )


def _earned(lines: Sequence[Line]) -> Fraction | None:
    """The share of full marks that lines earned; None where nothing can be earned."""
    full = sum((line.full for line in lines), NOTHING)
    return (
        sum((line.marks or NOTHING for line in lines), NOTHING) / full if full else None
    )


def _standings(values: Sequence[Fraction]) -> list[Fraction]:
    """The share of the others that each lies above, those alike counted half."""
    others = len(values) - 1
    return [
        Fraction(
            sum(2 * (other < value) + (other == value) for other in values) - 1,
            2 * others,
        )
        for value in values
    ]

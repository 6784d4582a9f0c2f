"""Year on year and period on period, beside the numbers of both periods."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hengjian.engines.documents.checks.sentences import LAST, Sentence, Told, clauses
from hengjian.engines.documents.figures import Figure, rounded
from hengjian.lib.bilingual import Text


_RISES = "上升|增长|增加|提高|多"
_FALLS = "下降|减少|降低|少|回落"
_CHANGE = re.compile(rf"(?P<way>{_RISES}|{_FALLS})\s*(?:了|约|幅度为|幅度达)?\s*$")
_LAST = re.compile(LAST)
_FROM_TO = re.compile(r"由[^,;。]*$")


def _changes(sentence: Sentence) -> Told:
    """``起诉90件,上年同期100件,同比下降12%``: the change against both numbers."""
    for clause in clauses(sentence, ";"):
        for figure in clause.figures:
            way = _CHANGE.search(clause.before(figure))
            if way is None or figure.is_about:
                continue
            falls = bool(re.fullmatch(_FALLS, way["way"]))
            pair = _two_periods(clause, figure)
            if pair is None:
                continue
            yield from _compare_change(figure, *pair, falls)


def _two_periods(clause: Sentence, figure: Figure) -> tuple[Figure, Figure] | None:
    """This period's and last period's number that a change speaks of."""
    wanted: Callable[[Figure], bool] = (
        (lambda f: f.unit == "%") if figure.unit == "百分点" else (lambda f: f.is_count)
    )
    if figure.unit not in {"百分点", "%"} and not figure.is_count:
        return None
    known = [
        f
        for f in clause.figures
        if wanted(f)
        and f is not figure
        and not f.is_about
        and not _CHANGE.search(clause.before(f))
    ]
    if from_to := _from_to(clause, known, figure):
        return from_to
    base = _nearest(
        [f for f in known if _LAST.search(_own_words(clause, f, known))], figure
    )
    now = [
        f
        for f in known
        if f.start < figure.start
        and base is not None
        and f.unit == base.unit
        and not _LAST.search(_own_words(clause, f, known))
    ]
    if base is None or not now:
        return None
    return now[-1], base


def _from_to(
    clause: Sentence, known: Sequence[Figure], figure: Figure
) -> tuple[Figure, Figure] | None:
    """``由100件降至90件,下降10%``."""
    before = [f for f in known if f.end <= figure.start]
    for first, second in pairwise(before):
        joins = clause.between(first, second)
        if _FROM_TO.search(clause.before(first)) and re.search(
            r"(?:降|升|增|减|提高|增加|减少|下降|上升|变)\S{0,2}(?:至|到|为)", joins
        ):
            return second, first
    return None


def _own_words(clause: Sentence, figure: Figure, known: Sequence[Figure]) -> str:
    """The words that lead to a figure: from the figure before it on."""
    before = [f.end for f in clause.figures if f.end <= figure.start]
    start = before[-1] if before else 0
    return re.split(r"[;。]", clause.text[start : figure.start])[-1]


def _nearest(figures: list[Figure], figure: Figure) -> Figure | None:
    before = [f for f in figures if f.start < figure.start]
    after = [f for f in figures if f.start > figure.start]
    return before[-1] if before else (after[0] if after else None)


def _compare_change(figure: Figure, now: Figure, then: Figure, falls: bool) -> Told:
    sign = -1 if falls else 1
    slack = Decimal(0)
    if figure.unit == "百分点":
        rebuilt = (now.value - then.value) * sign
        # the two rates were rounded before they were printed, the difference maybe not
        slack = Decimal(1).scaleb(-min(now.decimals, then.decimals))
        rebuilt = rounded(Fraction(rebuilt), figure.decimals)
    elif figure.unit == "%":
        if then.low <= 0:
            return
        lows = sign * (now.low - then.high) * 100 / then.high
        highs = sign * (now.high - then.low) * 100 / then.low
        low, high = sorted((lows, highs))
        half = Fraction(1, 2 * 10**figure.decimals)
        exact = now.scale == then.scale == 1
        if not exact and low - half <= Fraction(figure.value) <= high + half:
            return
        rebuilt = rounded(
            sign
            * (now.low + now.high - then.low - then.high)
            * 100
            / (then.low + then.high),
            figure.decimals,
        )
    else:
        if figure.unit != now.unit or figure.scale != 1 or now.scale != 1:
            return
        rebuilt = (now.value - then.value) * sign
    if abs(rebuilt - figure.value) > slack:
        unit = {"百分点": "个百分点", "%": "%"}.get(figure.unit, figure.unit)
        yield (
            "change",
            figure,
            Text(
                f"{then.text} 到 {now.text} 的变化为 {rebuilt}{unit}，"
                f"文中为 {figure.text}",
                f"from {then.text} to {now.text} is {rebuilt}{unit}, "
                f"the text says {figure.text}",
            ),
        )


RULES = (_changes,)

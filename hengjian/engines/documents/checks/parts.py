"""Parts and totals, stocks and flows, shares of a whole."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hengjian.engines.documents.checks.sentences import (
    COMPARED,
    LAST,
    Sentence,
    Told,
    clauses,
)
from hengjian.engines.documents.figures import Figure
from hengjian.lib.bilingual import Text


_OF_WHICH = re.compile(r"其中|包括|分别(?:为|是)|of which")
_WHOLE = re.compile(r"(?:共|合计|总计|一共|总共|累计)[^,;、。\d]*$")
_OPEN_LIST = re.compile(r"\d\S{0,4}等(?!级|候)|主要(?:为|是|有)|除|重点|之一")


def _parts(sentence: Sentence) -> Told:
    """``共受理10件,其中甲类4件,乙类5件``: all parts of one unit after the total."""
    for clause in clauses(sentence, ";"):
        marks = list(_OF_WHICH.finditer(clause.text))
        if len(marks) != 1:
            continue
        at = marks[0].start()
        before = [f for f in clause.counts if f.start < at]
        after = [
            f
            for f in clause.counts
            if f.start > at and not COMPARED.search(clause.label(f))
        ]
        if not before or len(after) < 2:
            continue
        total = _total_before(clause, before)
        parts = [f for f in after if f.unit == total.unit]
        if len(parts) < 2:
            continue
        yield from _compare_parts(clause, total, parts, len(parts) == len(after))


def _total_before(clause: Sentence, before: list[Figure]) -> Figure:
    now = [f for f in before if not re.search(LAST, clause.label(f))]
    plain = [f for f in now if not COMPARED.search(clause.label(f))]
    return (plain or now or before)[-1]


def _compare_parts(
    clause: Sentence, total: Figure, parts: list[Figure], all_of_one_unit: bool
) -> Told:
    low, high = _sum(f.low for f in parts), _sum(f.high for f in parts)
    says_total = bool(_WHOLE.search(clause.before(total)))
    divided = says_total or _is_listed(clause, parts)
    is_whole = divided and all_of_one_unit and not _OPEN_LIST.search(clause.text)
    wrong = (
        any(f.low > total.high for f in parts)
        or (divided and low > total.high)
        or (is_whole and high < total.low)
    )
    if wrong:
        summed = _count_text((low + high) / 2, total)
        yield (
            "parts",
            total,
            Text(
                f"各部分合计 {summed}，与总数 {total.text} 不一致",
                f"the parts sum to {summed}, the total reads {total.text}",
            ),
        )


def _is_listed(clause: Sentence, parts: list[Figure]) -> bool:
    """Parts set side by side with 、 are meant as a division of the total."""
    return all("、" in clause.between(a, b) for a, b in pairwise(parts))


_SUM_UP = re.compile(r"[,、;]\s*(?:共计?|合计|总计|一共|总共)[^,;、。\d]{0,6}$")


def _sums(sentence: Sentence) -> Told:
    """``甲类4件、乙类6件,共11件``: a list, then its total."""
    counts = sentence.counts
    for position, total in enumerate(counts):
        if position < 2 or not _SUM_UP.search(sentence.before(total)):
            continue
        listed = _list_before(sentence, counts[:position], total)
        if len(listed) < 2:
            continue
        low, high = _sum(f.low for f in listed), _sum(f.high for f in listed)
        if not (low <= total.high and high >= total.low):
            summed = _count_text((low + high) / 2, total)
            yield (
                "parts",
                total,
                Text(
                    f"所列各数合计 {summed}，文中为 {total.text}",
                    f"what is listed sums to {summed}, the text says {total.text}",
                ),
            )


def _list_before(
    sentence: Sentence, counts: list[Figure], total: Figure
) -> list[Figure]:
    listed: list[Figure] = []
    for figure in reversed(counts):
        if figure.unit != total.unit:
            break
        if listed and "、" not in sentence.between(figure, listed[0]):
            break
        listed.insert(0, figure)
    return listed


_STOCK = {
    "before": re.compile(r"(?:上期|期初|上年|去年)(?:旧存|未结|结转)"),
    "new": re.compile(r"新收|新受理"),
    "done": re.compile(r"审结|办结"),
    "after": re.compile(r"(?:期末|尚|现|仍)?未(?:审结|办结|结)"),
}


def _balance(sentence: Sentence) -> Told:
    """``上期未结10件,新收20件,审结15件,未结14件``."""
    found: dict[str, Figure] = {}
    for figure in sentence.counts:
        label = sentence.label(figure)
        kind = next(
            (
                k
                for k in ("before", "new", "after", "done")
                if _STOCK[k].search(label) and k not in found
            ),
            None,
        )
        if kind is not None:
            found[kind] = figure
    if len(found) < 4 or len({f.unit for f in found.values()}) > 1:
        return
    rest = found["before"].low + found["new"].low - found["done"].low
    after = found["after"]
    if after.scale == 1 and rest != after.low:
        yield (
            "parts",
            after,
            Text(
                f"上期未结+新收−审结为 {_count_text(rest, after)}，文中未结 {after.text}",
                f"pending before + new − concluded is {_count_text(rest, after)}, "
                f"the text says {after.text}",
            ),
        )


_RATIO = re.compile(r"(?<![\d:.])(\d{1,3}(?::\d{1,3}){2,})(?![\d:.])")


def _ratios(sentence: Sentence) -> Told:
    """``四大检察结构比为85:7:5:4``: shares of a hundred that make 101."""
    for match in _RATIO.finditer(sentence.text):
        summed = sum(int(part) for part in match[1].split(":"))
        if 95 <= summed <= 105 and summed != 100:
            shown = Figure(match[1], Decimal(summed), "", match.start(), match.end())
            yield "shares", shown, _shares_text(match[1], Decimal(summed))


_SHARE_LIST = re.compile(r"分别占|占比分别|构成比|占比(?:依次)?(?:为|是)")


def _shares(sentence: Sentence) -> Told:
    """``分别占50%、30%、30%``: shares of one whole that pass a hundred."""
    mark = _SHARE_LIST.search(sentence.text)
    if not mark:
        return
    rates = [f for f in sentence.figures if f.unit == "%" and f.start > mark.start()]
    listed: list[Figure] = []
    for figure in rates:
        if listed and not re.fullmatch(
            r"[、,和及\s]*", sentence.between(listed[-1], figure)
        ):
            break
        listed.append(figure)
    if len(listed) < 2:
        return
    summed = sum((f.value for f in listed), Decimal(0))
    slack = Decimal(len(listed)) / 2 * Decimal(1).scaleb(-listed[0].decimals)
    follows = sentence.text[listed[-1].end :]
    says_whole = re.match(r"\s*[,(]?\s*合计(?:为)?\s*100", follows)
    if summed > 100 + slack or (says_whole and summed != 100):
        shown = "、".join(f.text for f in listed)
        yield "shares", listed[-1], _shares_text(shown, summed)


def _shares_text(shown: str, summed: Decimal) -> Text:
    return Text(
        f"{shown} 合计 {summed}，构成比应为 100(最大余额法)",
        f"{shown} add up to {summed}; shares of a whole make 100 (largest remainder)",
    )


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _count_text(value: Fraction, like: Figure) -> str:
    """A sum in the terms of a printed number (``1.2万``)."""
    shown = Decimal(value.numerator) / Decimal(value.denominator) / like.scale
    return f"{shown.normalize():f}"


RULES = (_parts, _sums, _balance, _ratios, _shares)

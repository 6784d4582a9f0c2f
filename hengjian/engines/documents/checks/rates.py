"""Rates beside the counts they are made of."""

import re
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.documents.checks.sentences import (
    COMPARED,
    LAST,
    Sentence,
    Told,
    clause_around,
)
from hengjian.engines.documents.figures import Figure, rounded
from hengjian.lib.bilingual import Text


_PAIR = re.compile(r"\(?\s*(\d[\d,]*)\s*[件人次]*\s*/\s*(\d[\d,]*)")
_OF = re.compile(r"\(?\s*(\d[\d,]*) (?:out )?of (\d[\d,]*)")
SMALL_BASE = 100
_SHARE = re.compile(r"占[^,;、。\d]{0,14}(?:的|为|比)?\s*$|占$")
_RATE = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{0,12}?)率(?:为|达|是|达到)?\s*[(:]?\s*$|占比(?:为|达|是)?\s*$"
)
# ``30人中12.35%``, ``30名被告人中,有12.35%``: a share of the count just before
_AMONG = re.compile(r"(?:的?[\u4e00-\u9fff]{0,6})中,?[约仅有共已]{0,2}\s*")
# what comes in is no base for what is decided: the outcome's base is what was concluded
_INTAKE = re.compile(r"受理|新收|移送|提请|收案|接收|报捕")


def _rates(sentence: Sentence) -> Told:
    """A printed rate against the counts that the words tie to it."""
    whole = _is_whole_list(sentence)
    for figure in sentence.figures:
        if figure.unit != "%" or figure.is_about:
            continue
        pair = _pair_after(sentence, figure)
        if re.search(r"分别占?[^,;]*$", sentence.before(figure)):
            continue  # a list of its own, see below
        if pair is not None:
            yield from _judge(figure, *pair, whole)
        elif _SHARE.search(sentence.before(figure)):
            yield from _share(sentence, figure, whole)
        elif _RATE.search(sentence.before(figure)):
            yield from _rate(sentence, figure)
        else:
            yield from _among(sentence, figure)


def _pair_after(sentence: Sentence, figure: Figure) -> tuple[Fraction, Fraction] | None:
    """``33.26%(312/938)``: the counts behind a rate, printed beside it."""
    rest = sentence.text[figure.end : figure.end + 40]
    match = re.match(r"\s*\(", rest) and (_PAIR.match(rest) or _OF.match(rest.strip()))
    if not match:
        return None
    part, total = (Fraction(int(text.replace(",", ""))) for text in match.groups())
    return (part, total) if total else None


def _share(sentence: Sentence, figure: Figure, whole: bool) -> Told:
    counts = [f for f in sentence.counts if f.end <= figure.start]
    if not counts:
        return
    named = _named_before(sentence, figure, counts)
    part = (named or counts)[-1]
    words = sentence.between(counts[-1], figure)
    same = [f for f in counts if f.unit == part.unit]
    if re.search(r"[;]", words) or "同比" in words:
        return
    if len(same) < 2:
        if _ties_single(sentence, part) and not _is_possible(figure, part):
            yield "impossible", figure, _impossible_text(figure, part)
        return
    totals = [f for f in same if f is not part and f.low >= part.low and f.high]
    totals = [f for f in totals if f.start < part.start] or totals
    totals = [f for f in totals if not re.search(LAST, sentence.label(f))]
    if not totals:
        return
    if not any(_gives(figure, part, total, slack=whole) for total in totals):
        yield "rate", figure, _rate_text(figure, part, totals[0])


_RESPECTIVELY = re.compile(r"分别占[^,;、。\d]{0,10}$")


def _respectively(sentence: Sentence) -> Told:
    """``刑事80件、民事20件,分别占80%、20%``."""
    rates = [f for f in sentence.figures if f.unit == "%"]
    first = next((f for f in rates if _RESPECTIVELY.search(sentence.before(f))), None)
    if first is None:
        return
    listed = rates[rates.index(first) :]
    counts = [f for f in sentence.counts if f.end <= first.start][-len(listed) :]
    if not 2 <= len(listed) == len(counts) or len({f.unit for f in counts}) > 1:
        return
    whole = _added(counts[0], counts[1:])
    above = [f for f in sentence.counts if f.end <= counts[0].start]
    total = above[-1] if above and above[-1].low >= whole.low else whole
    adds_up = sum(f.value for f in listed) == 100
    for part, rate in zip(counts, listed, strict=True):
        if not _gives(rate, part, total, slack=adds_up):
            yield "rate", rate, _rate_text(rate, part, total)


def _named_before(
    sentence: Sentence, figure: Figure, counts: list[Figure]
) -> list[Figure]:
    """``其中盗窃4件、诈骗6件,盗窃占40%``: the counts that the words before 占 name."""
    word = re.split(r"[,;:()、。\d%]", sentence.before(figure))[-1]
    word = re.split(r"占", word)[0].strip()
    if len(word) < 2:
        return []
    return [f for f in counts if word in sentence.label(f)]


def _rate(sentence: Sentence, figure: Figure) -> Told:
    """``起诉80人,不起诉20人,不起诉率21%``: some two counts have to give it."""
    clause = clause_around(sentence, figure, ";")
    counts = [f for f in clause.counts if f.end <= figure.start - clause.offset]
    counts = [f for f in counts if not re.search(LAST, clause.label(f))]
    outcomes = [f for f in counts if not _INTAKE.search(clause.label(f))]
    if not counts or COMPARED.search(clause.text[counts[0].end : figure.start]):
        return
    if len(counts) == 1:
        base = counts[0]
        # of many cases almost every percentage is some rate's of another base
        small = base.high <= SMALL_BASE and bool(outcomes)
        if small and _ties_single(clause, base) and not _is_possible(figure, base):
            yield "impossible", figure, _impossible_text(figure, base)
        return
    word = (_RATE.search(sentence.before(figure)) or [""])[0]
    part = next((f for f in reversed(outcomes) if _is_named(clause, f, word)), None)
    others = [f for f in outcomes if part and f is not part and f.unit == part.unit]
    if part is None or not others or len(outcomes) < len(counts):
        return
    sums = [*others, *_with(part, others)]
    if not any(_gives(figure, part, total) for total in sums):
        yield "rate", figure, _rate_text(figure, part, max(others, key=lambda f: f.low))


def _among(sentence: Sentence, figure: Figure) -> Told:
    """``30人中12.35%被不起诉``: the count just before is the whole."""
    before = [f for f in sentence.counts if f.end <= figure.start]
    if not before or not _AMONG.fullmatch(sentence.between(before[-1], figure)):
        return
    if not _is_possible(figure, before[-1]):
        yield "impossible", figure, _impossible_text(figure, before[-1])


def _is_named(clause: Sentence, figure: Figure, word: str) -> bool:
    """``不起诉20人 … 不起诉率``: the count whose label the rate repeats."""
    label = clause.label(figure).removeprefix("其中")
    stem = re.split(r"率", word)[0]
    stem = re.sub(r"^(?:其|该|的)", "", stem)
    short = stem.removesuffix("人数").removesuffix("件数")
    return bool(short) and (short in label or (len(label) > 1 and label in short))


def _with(part: Figure, others: list[Figure]) -> list[Figure]:
    """Totals that are the part and one other count, or all of them."""
    pairs = [_added(part, [other]) for other in others]
    return [*pairs, _added(part, others)] if len(others) > 1 else pairs


def _added(part: Figure, others: list[Figure]) -> Figure:
    value = sum((f.value * f.scale for f in others), part.value * part.scale)
    return Figure(str(value), value, part.unit, part.start, part.end)


def _ties_single(sentence: Sentence, count: Figure) -> bool:
    """Whether a lone count can be the base: no intake, no difference, no last year."""
    label = sentence.label(count)
    return not (_INTAKE.search(label) or COMPARED.search(label)) and not re.search(
        LAST, label
    )


def _gives(rate: Figure, part: Figure, total: Figure, *, slack: bool = False) -> bool:
    if not total.high:
        return True  # of nothing there is no rate to be wrong
    if part.scale == total.scale == 1:
        exact = part.low * 100 / total.low if total.low else Fraction(0)
        off = abs(rounded(exact, rate.decimals) - rate.value)
        return off == 0 or (slack and off <= Decimal(1).scaleb(-rate.decimals))
    half = Fraction(1, 2 * 10**rate.decimals)
    low = part.low * 100 / total.high
    high = part.high * 100 / total.low if total.low > 0 else Fraction(10**9)
    return low <= Fraction(rate.value) + half and high >= Fraction(rate.value) - half


def _judge(figure: Figure, part: Fraction, total: Fraction, whole: bool) -> Told:
    rebuilt = rounded(part * 100 / total, figure.decimals)
    off = abs(rebuilt - figure.value)
    if off == 0 or (whole and off <= Decimal(1).scaleb(-figure.decimals)):
        return
    yield (
        "rate",
        figure,
        Text(
            f"{part}/{total} 为 {rebuilt}%，文中为 {figure.text}",
            f"{part} of {total} is {rebuilt}%, the text says {figure.text}",
        ),
    )


def _is_whole_list(sentence: Sentence) -> bool:
    """Shares that make exactly 100 follow the largest remainder: each may be one off."""
    rates = [f.value for f in sentence.figures if f.unit == "%"]
    return len(rates) > 1 and any(
        sum(rates[start:end]) == 100
        for start in range(len(rates))
        for end in range(start + 2, len(rates) + 1)
    )


def _is_possible(rate: Figure, base: Figure) -> bool:
    """Whether some whole number of ``base`` gives the printed percentage."""
    if base.scale != 1 or base.value > 1000 or base.value % 1:
        return True
    if not base.value:
        return False
    near = int(rate.value * base.value / 100)
    return any(
        rounded(Fraction(part * 100) / Fraction(base.value), rate.decimals)
        == rate.value
        for part in (near - 1, near, near + 1)
        if part >= 0
    )


def _impossible_text(rate: Figure, base: Figure) -> Text:
    return Text(
        f"{base.text}的任何整数部分都得不出 {rate.text}",
        f"no whole part of {base.text} gives {rate.text}",
    )


def _rate_text(rate: Figure, part: Figure, total: Figure) -> Text:
    rebuilt = rounded(
        (part.low + part.high) * 100 / (total.low + total.high), rate.decimals
    )
    return Text(
        f"{part.text} ÷ {total.text} 为 {rebuilt}%，文中为 {rate.text}",
        f"{part.text} of {total.text} is {rebuilt}%, the text says {rate.text}",
    )


RULES = (_rates, _respectively)

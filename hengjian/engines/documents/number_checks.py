"""Do the numbers of a paper agree with the run, and with each other?

Kinds of disagreement, each seen in papers that were published:

- a bound number that no longer reads as its value;
- parts that do not sum to the stated total;
- a rate printed beside counts that do not rebuild it;
- a change against last year that the two years' counts do not give;
- a percentage that no whole number can give.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hengjian.engines.documents.reading_back import Figure, ReadPaper, figures_in
from hengjian.lib.bilingual import Text


COUNTED = {"件", "人", "件次", "人次", "次", "名", "起", "份"}


@dataclass(frozen=True)
class Disagreement:
    """One number that does not agree; ``place`` is the passage, counted from 1."""

    kind: str  # bound | unbound | parts | rate | change | impossible
    place: int
    shown: str
    message: Text


def check_paper(paper: ReadPaper, expected: Mapping[str, str]) -> list[Disagreement]:
    """All disagreements of a paper. ``expected``: name of a bound number → its text."""
    found = list(_bound(paper, expected))
    for place, passage in enumerate(paper.passages, start=1):
        figures = figures_in(passage)
        for check in (_parts, _rates, _changes):
            found += check(place, passage, figures)
    return sorted(found, key=lambda d: (d.place, d.kind, d.shown))


def _bound(paper: ReadPaper, expected: Mapping[str, str]) -> Iterable[Disagreement]:
    present = set()
    for number in paper.bound:
        present.add(number.name)
        wanted = expected.get(number.name)
        if wanted is None:
            yield Disagreement(
                "bound",
                number.place,
                number.text,
                Text(
                    "这个数字绑定的值不在本次运行中",
                    "bound to a value that the run lacks",
                ),
            )
        elif _plain(number.text) != _plain(wanted):
            yield Disagreement(
                "bound",
                number.place,
                number.text,
                Text(
                    f"与数据不一致:文中为 {number.text},应为 {wanted}",
                    f"differs from the run: reads {number.text}, should be {wanted}",
                ),
            )
    for name in expected:
        if name not in present:
            yield Disagreement(
                "unbound",
                0,
                expected[name],
                Text(
                    f"数字 {expected[name]} 的绑定已被删去,不再核对",
                    f"the binding of {expected[name]} was deleted: it is no longer compared",
                ),
            )


def _plain(text: str) -> str:
    return re.sub(r"[\s,]", "", text).replace("−", "-")


_SUM_MARK = re.compile(r"其中")


def _parts(place: int, passage: str, figures: list[Figure]) -> list[Disagreement]:
    """``共受理10件,其中甲类4件,乙类5件。``: all parts of one unit within a sentence."""
    found = []
    for start, sentence in _sentences(passage):
        mark = _SUM_MARK.search(sentence)
        if not mark:
            continue
        inside = _within(figures, start, sentence)
        counts = [f for f in inside if f.unit in COUNTED or f.unit.startswith("万")]
        before = [f for f in counts if f.start < start + mark.start()]
        after = [f for f in counts if f.start > start + mark.start()]
        if not before or len(after) < 2 or _SUM_MARK.search(sentence, mark.end()):
            continue
        total = before[-1]
        parts = [f for f in after if f.unit == total.unit]
        listed_whole = len(parts) == len(after) and "等" not in sentence
        summed = sum((f.value for f in parts), Decimal(0))
        wrong = summed > total.value or (listed_whole and summed != total.value)
        if wrong:
            found.append(
                Disagreement(
                    "parts",
                    place,
                    total.text,
                    Text(
                        f"各部分合计 {summed},与总数 {total.text} 不一致",
                        f"the parts sum to {summed}, the total reads {total.text}",
                    ),
                )
            )
    return found


_SHARE = re.compile(r"(?:占(?:比)?|率(?:为|达|是)?|占总数的?)\s*$")


def _rates(place: int, passage: str, figures: list[Figure]) -> list[Disagreement]:
    """``办理116件,其中转送79件,占72%``: the printed share against its two counts."""
    found = []
    for start, sentence in _sentences(passage):
        inside = _within(figures, start, sentence)
        for position, figure in enumerate(inside):
            if figure.unit != "%" or not _SHARE.search(passage[: figure.start]):
                continue
            counts = [f for f in inside[:position] if f.unit in COUNTED]
            same = [f for f in counts if counts and f.unit == counts[-1].unit]
            if len(same) < 2 or same[-1].value > same[0].value or not same[0].value:
                if len(same) == 1 and not _is_possible(figure, same[0]):
                    found.append(_impossible(place, figure, same[0]))
                continue
            part, total = same[-1], same[0]
            rebuilt = _rounded(part.value * 100 / total.value, figure.decimals)
            if rebuilt != figure.value:
                found.append(
                    Disagreement(
                        "rate",
                        place,
                        figure.text,
                        Text(
                            f"{part.text} ÷ {total.text} 为 {rebuilt}%,文中为 {figure.text}",
                            f"{part.text} of {total.text} is {rebuilt}%, "
                            f"the text says {figure.text}",
                        ),
                    )
                )
    return found


def _is_possible(rate: Figure, base: Figure) -> bool:
    """Whether some whole number of ``base`` gives the printed percentage."""
    if base.value > 1000 or base.value != base.value.to_integral_value():
        return True
    near = int(rate.value * base.value / 100)
    return any(
        _rounded(Decimal(part) * 100 / base.value, rate.decimals) == rate.value
        for part in (near - 1, near, near + 1)
        if part >= 0
    )


def _impossible(place: int, rate: Figure, base: Figure) -> Disagreement:
    return Disagreement(
        "impossible",
        place,
        rate.text,
        Text(
            f"{base.text}的任何整数部分都得不出 {rate.text}",
            f"no whole part of {base.text} gives {rate.text}",
        ),
    )


_CHANGE = re.compile(r"(?P<way>上升|增长|增加|下降|减少|降低)\s*(?:了|约)?\s*$")
_LAST_YEAR = re.compile(r"(?:上年|去年|同期|上期|前一?年)[^,。;]*?$")


def _changes(place: int, passage: str, figures: list[Figure]) -> list[Disagreement]:
    """``起诉90件,上年同期100件,同比下降12%``: the change against both counts."""
    found = []
    for start, sentence in _sentences(passage):
        inside = _within(figures, start, sentence)
        for figure in inside:
            way = _CHANGE.search(passage[: figure.start])
            if figure.unit != "%" or not way:
                continue
            counts = [f for f in inside if f.unit in COUNTED]
            base = [f for f in counts if _LAST_YEAR.search(passage[start : f.start])]
            now = [f for f in counts if f not in base and f.start < figure.start]
            if not base or not now or not base[-1].value:
                continue
            change = (now[-1].value - base[-1].value) * 100 / base[-1].value
            falls = way["way"] in {"下降", "减少", "降低"}
            rebuilt = _rounded(-change if falls else change, figure.decimals)
            if rebuilt != figure.value:
                found.append(
                    Disagreement(
                        "change",
                        place,
                        figure.text,
                        Text(
                            f"{base[-1].text} 到 {now[-1].text} 的变化为 {rebuilt}%,"
                            f"文中为 {figure.text}",
                            f"from {base[-1].text} to {now[-1].text} is {rebuilt}%, "
                            f"the text says {figure.text}",
                        ),
                    )
                )
    return found


def _sentences(passage: str) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in re.finditer(r"[^。;;!?]+", passage)]


def _within(figures: list[Figure], start: int, sentence: str) -> list[Figure]:
    return [f for f in figures if start <= f.start < start + len(sentence)]


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

"""A rubric in levels, as offices write it: 全部完成：1；延期完成：1/2；未完成：0."""

import re
from dataclasses import dataclass
from fractions import Fraction


_LEVEL = re.compile(
    r"(?P<words>[^:：;；]+)[:：]\s*(?P<number>\d+(?:\.\d+)?(?:/[1-9]\d*)?)\s*(?P<percent>%)?"
)


@dataclass(frozen=True)
class RubricLevel:
    """One level: its words, and the share of the full mark that it earns."""

    words: str
    share: Fraction


def levels_of(rubric: str) -> tuple[RubricLevel, ...]:
    """The levels of a rubric from the best down; none where it names no shares.

    A rubric of which any part is no level, or whose shares do not lie between nothing
    and all, has no levels: it is read by people alone.
    """
    found = []
    for part in re.split(r"[;；\n]", rubric):
        if not part.strip():
            continue
        match = _LEVEL.fullmatch(part.strip())
        if match is None:
            return ()
        above, _, below = match["number"].partition("/")
        share = Fraction(above) / Fraction(below or "1")
        if match["percent"]:
            share /= 100
        if not 0 <= share <= 1:
            return ()
        found.append(RubricLevel(match["words"].strip(), share))
    return tuple(sorted(found, key=lambda level: -level.share))

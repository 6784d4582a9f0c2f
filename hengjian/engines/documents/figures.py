"""The numbers that stand in a text, with their units and how exactly they are known."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


FULL_WIDTH = str.maketrans(
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0e\uff05\uff0c"
    "\uff1b\uff1a\uff08\uff09\uff0f−",
    "0123456789.%,;:()/-",
)
COUNTED = frozenset(
    {
        "件",
        "人",
        "件次",
        "人次",
        "次",
        "名",
        "起",
        "份",
        "项",
        "项次",
        "条",
        "张",
        "家",
        "处",
        "宗",
    }
)
SCALES = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.])(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)"
    r"(?P<fraction>\.\d+)?\s*(?P<about>余|多)?"
    r"(?P<unit>个?百分点|percentage points?|%|‰|"
    r"个?(?P<scale>[千万亿])?(?:件次|人次|项次|[件人天日月年元次名起份项条张家处宗期]))?"
    r"(?P<bare_scale>[千万亿])?"
)
# a number before one of these is a date, a numbering or a name
_NO_FIGURE = re.compile(r"\s*(?:年|月|日|号|条|季|期|院|检|届|级|章|部)")
_ABOUT = re.compile(r"(?:约|近|超过|逾|不足|大约|超)\s*$")
_NUMBERING = re.compile(r"(?:第|〔|\[|No\.?\s*|#|表|图|运行)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A number found in a text; ``value`` as printed, ``start`` and ``end`` in its passage.

    ``scale`` is 10,000 for 万 and so on; ``is_about`` marks 约, 余 and the like.
    """

    text: str
    value: Decimal
    unit: str
    start: int
    end: int
    scale: int = 1
    is_about: bool = False

    @property
    def decimals(self) -> int:
        """How many decimals were printed."""
        exponent = self.value.as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0

    @property
    def is_count(self) -> bool:
        """Whether it counts cases, persons, acts."""
        return self.unit in COUNTED

    @property
    def low(self) -> Fraction:
        """The least that the printed number can stand for, in whole units."""
        return Fraction(self.value) * self.scale - self._slack

    @property
    def high(self) -> Fraction:
        """The most that the printed number can stand for, in whole units."""
        return Fraction(self.value) * self.scale + self._slack

    @property
    def _slack(self) -> Fraction:
        """Half of the last printed place; a plain count is exact."""
        if self.scale == 1:
            return Fraction(0)
        return Fraction(self.scale, 2 * 10**self.decimals)


def normalised(text: str) -> str:
    """Full-width digits and marks as half-width ones; every character keeps its place."""
    return text.translate(FULL_WIDTH)


def figures_in(passage: str) -> list[Figure]:
    """Every number of a passage with its unit; dates and numbering are left out."""
    text = normalised(passage)
    found = []
    for match in _NUMBER.finditer(text):
        if _is_no_figure(text, match):
            continue
        unit = match["unit"] or ""
        scale = match["scale"] or match["bare_scale"] or ""
        unit = unit.removeprefix("个").removeprefix(scale) if scale else unit
        digits = match["digits"].replace(",", "") + (match["fraction"] or "")
        sign = "-" if match["sign"] == "-" else ""
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(
            Figure(
                match[0].strip(),
                Decimal(sign + digits),
                _unit(unit),
                start,
                match.end(),
                SCALES[scale],
                bool(match["about"]) or bool(_ABOUT.search(text[: match.start()])),
            )
        )
    return found


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Half up to so many decimals."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _unit(unit: str) -> str:
    if unit.startswith("percentage point"):
        return "百分点"
    return unit.removeprefix("个")


def _is_no_figure(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    unit = match["unit"]
    if unit in {"日", "月", "年", "期", "天"} or (
        unit in {"条", "项", "次"} and _NUMBERING.search(before)
    ):
        return True
    if unit is None and (
        _NO_FIGURE.match(after)
        or _NUMBERING.search(before)
        or after[:1] in {"-", "、"}
        or re.match(r":\d", after)
        or (after[:1] == "." and not after[1:2].isdigit() and not before.strip())
    ):
        return True
    # 2026-09-25, 2026-Q3, 12:30
    return bool(
        re.search(r"\d{1,4}[-/:]$", before)
        and unit is None
        and not re.search(r"[(\s]\d+/$", before)
    )

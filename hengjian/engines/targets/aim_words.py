"""An aim as offices write it in a cell: 不低于95%, 至少 120 件, 不超过3起, or in words."""

import re
import unicodedata
from fractions import Fraction

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.model import Aim, Better, Described, Quantity, Rate
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_UP = r"≥|>=|不低于|不少于|至少|达到|不小于|at least"
_DOWN = r"≤|<=|不超过|不高于|不多于|不大于|控制在|at most"
_UNITS = r"件次|人次|件|人|次|项|篇|条|份|起|场|元|万元|个|天|日|cases?|people"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?(?:/[1-9]\d*)?"
_CELL = re.compile(
    rf"(?P<sign>{_UP}|{_DOWN})?\s*(?P<number>{_NUMBER})\s*(?P<percent>%)?\s*"
    rf"(?P<unit>{_UNITS})?\s*(?P<after>以上|以内|以下)?",
    re.IGNORECASE,
)
_STRICT = re.compile(r"^(?:>|<|大于|小于|高于|低于|超过|多于|少于)\s*\d")


class AimFault(UserFault):
    """A cell that could be read in two ways."""


def aim_of(
    cell: str, *, base: Fraction | None = None, rubric: str = "", evidence: str = ""
) -> Aim | None:
    """The aim of a cell, None for an empty one.

    A number without a sign is to be reached or passed. What is no number is described
    work: judged by ``rubric``, else by the words of the cell. Raises ``AimFault`` for
    ``>95%``: whether 95 % itself is enough would be anybody's guess.
    """
    words = unicodedata.normalize("NFKC", cell).strip()
    if not words:
        return None
    if _STRICT.match(words):
        raise AimFault(
            Text(
                f"“{cell}”没有说清本数算不算，请写“不低于”或“不超过”",
                f"“{cell}” leaves open whether the number itself will do: "
                "write 不低于 (at least) or 不超过 (at most)",
            )
        )
    found = _CELL.fullmatch(words)
    if found is None:
        return Described(Text.same(rubric or words), Text.same(evidence))
    better = _better(cell, found["sign"] or "", found["after"] or "")
    value = Fraction(found["number"].replace(",", ""))
    if found["unit"] == "万元":
        value *= 10_000
    if found["percent"]:
        return Rate(_possible(value / 100, cell), base, better)
    return Quantity(value, better)


def words_of(aim: Aim | None) -> str:
    """The cell that is read as this aim again (units of quantities are not kept)."""
    if aim is None:
        return ""
    if isinstance(aim, Described):
        return aim.rubric.zh
    sign = "不低于" if aim.better is Better.UP else "不超过"
    if isinstance(aim, Rate):
        return f"{sign}{in_figures(aim.value * 100)}%"
    return f"{sign}{in_figures(aim.value)}"


def _better(cell: str, sign: str, after: str) -> Better:
    signed = re.fullmatch(_DOWN, sign, re.IGNORECASE) is not None
    falling = after in ("以内", "以下")
    if sign and after and sign != "控制在" and signed is not falling:
        raise AimFault(
            Text(f"“{cell}”前后矛盾", f"“{cell}” asks for both more and less")
        )
    return Better.DOWN if signed or falling else Better.UP


def _possible(value: Fraction, cell: str) -> Fraction:
    if value > 1:
        raise AimFault(
            Text(
                f"“{cell}”超过 100%；比上年增长几成请另列为数量目标",
                f"“{cell}” is above 100 %; write growth as a quantity",
            )
        )
    return value

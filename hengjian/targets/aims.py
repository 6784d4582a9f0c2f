"""Aims and versions as they stand in rows, and as the engine holds them."""

from collections.abc import Sequence
from fractions import Fraction

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.model import (
    Aim,
    Better,
    Described,
    Quantity,
    Rate,
)
from hengjian.engines.targets.versions import Version
from hengjian.lib.bilingual import Text
from hengjian.targets.models import TargetVersion


QUANTITY, RATE, DESCRIBED = "quantity", "rate", "described"


def exact(text: str) -> Fraction | None:
    """The number of a stored text; None for none."""
    return Fraction(text) if text else None


def stored(value: Fraction | None) -> str:
    """A number as it is stored: read again as exactly itself."""
    return "" if value is None else in_figures(value)


def aim_of(version: TargetVersion) -> Aim | None:
    """What a version asks; None where it says nothing yet, or ends the target."""
    if version.is_end:
        return None
    if version.aim_kind == DESCRIBED:
        return Described(Text.same(version.rubric), Text.same(version.evidence))
    value = exact(version.aim)
    if value is None:
        return None
    better = Better(version.better)
    if version.aim_kind == RATE:
        return Rate(value, exact(version.base), better)
    return Quantity(value, better)


def aim_fields(aim: Aim | None) -> dict[str, str]:
    """The columns of a version that hold an aim."""
    empty = {"aim": "", "base": "", "better": "up", "rubric": "", "evidence": ""}
    if aim is None:
        return {**empty, "aim_kind": QUANTITY}
    if isinstance(aim, Described):
        return {
            **empty,
            "aim_kind": DESCRIBED,
            "rubric": aim.rubric.zh,
            "evidence": aim.evidence.zh,
        }
    figures = {"aim": stored(aim.value), "better": aim.better.value}
    if isinstance(aim, Rate):
        return {**empty, **figures, "aim_kind": RATE, "base": stored(aim.base)}
    return {**empty, **figures, "aim_kind": QUANTITY}


def engine_versions(versions: Sequence[TargetVersion]) -> list[Version]:
    """Versions in order of their months, as the engine reads them; aimless left out."""
    found = []
    for each in sorted(versions, key=lambda version: version.from_on):
        aim = aim_of(each)
        if aim is not None:
            found.append(Version(each.from_on, aim, each.reason, each.approved_by))
    return found

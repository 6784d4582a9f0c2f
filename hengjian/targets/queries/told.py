"""Targets as pages, exports and the API tell them: figures in words, links, counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.model import Aim, Better, Described, Rate
from hengjian.lib.bilingual import Text
from hengjian.targets.policy import catalogue
from hengjian.targets.queries.in_force import Standing, TargetInForce


@dataclass(frozen=True)
class Told:
    """One target in words, with where its figure opens to."""

    of: TargetInForce
    aim: Text
    asked: Text
    actual: Text
    counts: str
    indicator_label: Text | None
    behind: str
    depth: int

    @property
    def note(self) -> Text | None:
        """Why it is not scored, or where it came from."""
        if not self.of.is_controlled:
            why = self.of.why_not_controlled
            return Text(
                f"不能左右，只报告：{why}" if why else "不能左右，只报告",
                f"not controlled, reported only: {why}"
                if why
                else "not controlled, reported only",
            )
        return None


def told(targets: Iterable[TargetInForce]) -> list[Told]:
    """Targets in words, in their order."""
    known = catalogue()
    return [_told(each, known) for each in targets]


def counts(targets: Sequence[TargetInForce]) -> Mapping[str, int]:
    """How many stand how; those not controlled are counted apart."""
    found = {standing.value: 0 for standing in Standing}
    scored = [each for each in targets if each.is_controlled]
    for each in scored:
        found[each.standing.value] += 1
    return {
        **found,
        "all": len(targets),
        "scored": sum(each.is_scored for each in targets),
        "not_controlled": len(targets) - len(scored),
    }


def aim_in_words(aim: Aim | None) -> Text:
    """An aim as it is read: ≥95%, ≤3, or its rubric."""
    if aim is None:
        return Text.same("—")
    if isinstance(aim, Described):
        return Text("按标准评价", "by its rubric")
    sign = "≥" if aim.better is Better.UP else "≤"
    return Text.same(f"{sign}{figure(aim.value, isinstance(aim, Rate))}")


def actual_in_words(one: TargetInForce) -> Text:
    """What is known, in the terms of the aim; a dash where nothing is."""
    actual = one.actual
    if actual is None:
        return Text.same("—")
    if actual.value is not None:
        return Text.same(figure(actual.value, isinstance(one.aim, Rate)))
    if actual.rubric_share is not None:
        share = figure(actual.rubric_share, is_rate=True)
        return Text(f"评定 {share}", f"assessed {share}")
    if "withheld" in actual.flags:
        return Text.same("*")
    return Text("已报告", "reported") if actual.words else Text.same("—")


def _told(one: TargetInForce, known: Mapping[str, Indicator]) -> Told:
    indicator = known.get(one.indicator)
    actual = one.actual
    counted = ""
    if actual is not None and actual.denominator is not None:
        top = in_figures(actual.numerator) if actual.numerator is not None else "—"
        counted = f"{top}/{in_figures(actual.denominator)}"
    return Told(
        of=one,
        aim=aim_in_words(one.aim),
        asked=aim_in_words(one.asked),
        actual=actual_in_words(one),
        counts=counted,
        indicator_label=indicator.label if indicator is not None else None,
        behind=behind(one),
        depth=one.number.count("."),
    )


def behind(one: TargetInForce) -> str:
    """The address of what a figure is made of: the run's value, which opens to cards."""
    actual = one.actual
    if actual is None or actual.run is None:
        return ""
    cell = actual.cell
    if "person" in cell:
        path = reverse("targets:cards", args=[one.target])
        return f"{path}?month={actual.month:%Y-%m}"
    period = cell.get("period", "")
    asked = {"run": actual.run, "unit": cell.get("unit", ""), "kind": cell.get("kind")}
    asked["period"] = period if cell.get("kind") == "to_date" else period[-7:]
    path = reverse("indicators:indicator", args=[cell.get("indicator", "")])
    return f"{path}?{urlencode(asked)}"


def figure(value: Fraction, is_rate: bool) -> str:
    """A number with two decimals at most, rounded half up; a rate in per cent."""
    number = value * 100 if is_rate else value
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = (
        f"{rounded:f}".rstrip("0").rstrip(".")
        if "." in f"{rounded:f}"
        else f"{rounded:f}"
    )
    return f"{text}%" if is_rate else text

"""What a run says of targets: the value from January to a month, where they are owned."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.lib.bilingual import Text
from hengjian.targets.adding_up import is_additive, is_stock_at_the_end
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import Level, Target, TargetPlan
from hengjian.targets.policy import catalogue


TO_DATE, MONTH = "to_date", "month"


@dataclass(frozen=True)
class Measured:
    """One target's value; ``value`` is exact (a rate as a fraction of one)."""

    target: Target
    cell: Mapping[str, str]
    numerator: str
    denominator: str
    value: str
    printed: str
    flags: str


def measured(
    plan: TargetPlan, targets: Iterable[Target], run: Run, month: date
) -> list[Measured]:
    """The values of a run for targets with an indicator, to the end of a month.

    A procuratorate's own value; a department's for department targets, by the code that
    cards call it. Missing values are left out. Raises ``TargetFault``.
    """
    require_reached(run, month)
    asked = [
        each
        for each in targets
        if each.indicator and each.level != Level.PERSON and asks_in(each, month)
    ]
    values, known = RunValues(run), catalogue()
    found = []
    for (level, code), there in _by_place(asked).items():
        reader = _summed if level == "department" else _to_date
        told = reader(values, plan, month, code, {each.indicator for each in there})
        for target in there:
            value = told.get(target.indicator)
            if value is not None:
                unit = known[target.indicator].unit
                found.append(_measured(target, value, level, unit))
    return sorted(found, key=lambda each: each.target.place)


def require_reached(run: Run, month: date) -> None:
    """Raise ``TargetFault`` where a run does not hold a month."""
    text = f"{month:%Y-%m}"
    if not run.first_month <= text <= run.last_month:
        raise TargetFault(
            Text(
                f"这次统计到 {run.last_month}，没有 {text}",
                f"that run reaches {run.last_month}, not {text}",
            )
        )


def asks_in(target: Target, month: date) -> bool:
    """Whether a target was in force in a month: begun, and not ended."""
    known = [each for each in target.versions.all() if each.from_on <= month]
    return bool(known) and not known[-1].is_end


def _to_date(
    values: RunValues, plan: TargetPlan, month: date, code: str, names: Collection[str]
) -> Mapping[str, Value]:
    """The procuratorate's values as the run counts them to date."""
    period = f"{month.year}-01..{month:%Y-%m}"
    told = values.of_unit(
        plan.procuratorate.code, TO_DATE, indicators=names, periods=[period]
    )
    return {indicator: value for (indicator, _), value in told.items()}


def _summed(
    values: RunValues, plan: TargetPlan, month: date, code: str, names: Collection[str]
) -> Mapping[str, Value]:
    """A department's months added up, of indicators whose counts add up.

    Runs hold departments by months alone. A stock is the last month's; medians and
    distinct counts of months do not add up to the year's and are left out.
    """
    additive = {name for name in names if is_additive(name)}
    stocks = {name for name in names if is_stock_at_the_end(name)}
    months = [f"{month.year}-{each:02d}" for each in range(1, month.month + 1)]
    told = values.of_unit(
        plan.procuratorate.code,
        MONTH,
        level="department",
        department=code,
        indicators=additive | stocks,
        periods=months,
    )
    found = {}
    for name in sorted(additive):
        parts = [told.get((name, each)) for each in months]
        if all(part is not None for part in parts):
            found[name] = _sum([part for part in parts if part is not None])
    last = {name: told.get((name, months[-1])) for name in sorted(stocks)}
    return found | {name: value for name, value in last.items() if value is not None}


def _sum(parts: Sequence[Value]) -> Value:
    """Added up; nothing is told where a month is kept back or has no number."""
    first, last = parts[0], parts[-1]
    flags = tuple(sorted({f for part in parts for f in part.flags} - {"small"}))
    kept = any(part.is_withheld for part in parts)
    top = _total([part.numerator for part in parts])
    bottom = _total([part.denominator for part in parts])
    bare = _total([part.value for part in parts])
    is_ratio = any(part.denominator is not None for part in parts)
    value = (top / bottom if top is not None and bottom else None) if is_ratio else bare
    return Value(
        indicator=first.indicator,
        period=f"{first.period}..{last.period}",
        unit=first.unit,
        department=first.department,
        numerator=None if kept else top,
        denominator=None if kept else bottom,
        value=None if kept else value,
        flags=flags,
    )


def _total(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def _by_place(targets: Iterable[Target]) -> dict[tuple[str, str], list[Target]]:
    places: dict[tuple[str, str], list[Target]] = {}
    for each in targets:
        department = each.department
        if each.level == Level.DEPARTMENT and department is not None:
            place = ("department", department.card_code or department.name)
        else:
            place = ("procuratorate", "")
        places.setdefault(place, []).append(each)
    return places


def _measured(target: Target, value: Value, level: str, unit: str) -> Measured:
    return Measured(
        target=target,
        cell={
            "kind": MONTH if level == "department" else TO_DATE,
            "level": level,
            "unit": value.unit,
            "department": value.department,
            "indicator": value.indicator,
            "period": value.period,
        },
        numerator=_text(value.numerator),
        denominator=_text(value.denominator),
        value=_exact(value, unit),
        printed=_text(value.value),
        flags=";".join(value.flags),
    )


def _exact(value: Value, unit: str) -> str:
    """The exact number: of a rate its division, not the printed decimals."""
    if value.value is None:
        return ""
    if value.numerator is not None and value.denominator:
        return str(Fraction(value.numerator) / Fraction(value.denominator))
    number = Fraction(value.value)
    return str(number / 100 if unit == "percent" else number)


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"

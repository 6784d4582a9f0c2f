"""What a run's pinned cards say of persons' targets, from January to a month.

Runs keep places and departments; persons' values are computed when they are wanted,
outside of any act, from exactly the cards that the run pinned.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import PeriodKind, read_month
from hengjian.engines.indicators.request import MonthRange
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.organisation.models import Person
from hengjian.organisation.queries import people_on
from hengjian.targets.measured import TO_DATE, Measured, asks_in, require_reached
from hengjian.targets.models import Level, Target, TargetPlan
from hengjian.targets.policy import catalogue


BY = ("procuratorate", "person")


def measured_people(
    plan: TargetPlan, targets: Iterable[Target], run: Run, month: date
) -> list[Measured]:
    """The values of a run's cards for persons' targets with an indicator.

    Who shares a name on the cards with a colleague has none: whose cases they are is not
    known. No row is no value, never zero. Raises ``TargetFault`` where the run does not
    reach the month, ``UserFault`` where a pin is broken.
    """
    require_reached(run, month)
    asked = [
        each
        for each in targets
        if each.level == Level.PERSON and each.indicator and asks_in(each, month)
    ]
    if not asked:
        return []
    unit, known = plan.procuratorate.code, catalogue()
    rows = _rows(run, unit, month, {each.indicator for each in asked})
    called = Counter(card_text(each) for each in people_on(plan.procuratorate, month))
    found = []
    for target in asked:
        if target.person is None:
            continue
        text = card_text(target.person)
        row = rows.get((target.indicator, text))
        if row is not None and row["value"] and called[text] <= 1:
            found.append(_measured(target, row, unit, known[target.indicator].unit))
    return sorted(found, key=lambda each: each.target.place)


def card_text(person: Person) -> str:
    """How cards name somebody."""
    return str(person.card_code or person.name)


def _rows(
    run: Run, unit: str, month: date, names: Iterable[str]
) -> dict[tuple[str, str], dict[str, str]]:
    inputs = run_inputs.inputs_of(run)
    period = f"{month.year}-01..{month:%Y-%m}"
    request = replace(
        inputs.request,
        indicators=tuple(sorted(set(names) & set(inputs.packs.indicators))),
        period=PeriodKind.TO_DATE,
        months=MonthRange(read_month(f"{month.year}-01"), read_month(f"{month:%Y-%m}")),
        by=BY,
        unit_code=unit,
    )
    if not request.indicators:
        return {}
    return {
        (row["indicator"], row["person"]): row
        for row in compute(request).texts.to_pylist()
        if row["period"] == period and row["procuratorate"] == unit
    }


def _measured(target: Target, row: dict[str, str], unit: str, of: str) -> Measured:
    return Measured(
        target=target,
        cell={
            "kind": TO_DATE,
            "level": "person",
            "unit": unit,
            "department": "",
            "person": row["person"],
            "indicator": row["indicator"],
            "period": row["period"],
        },
        numerator=row["numerator"] or "",
        denominator=row["denominator"] or "",
        value=_exact(row, of),
        printed=row["value"],
        flags=row["flags"] or "",
    )


def _exact(row: dict[str, str], unit: str) -> str:
    """The exact number: of a rate its division, not the printed decimals."""
    top, bottom = row["numerator"], row["denominator"]
    if top and bottom and Fraction(bottom):
        return str(Fraction(top) / Fraction(bottom))
    number = Fraction(row["value"])
    return str(number / 100 if unit == "percent" else number)

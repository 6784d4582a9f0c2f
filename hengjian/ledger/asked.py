"""What the addresses of the ledger ask for."""

import re
from collections.abc import Mapping
from datetime import date

from hengjian.ledger.models import How, Purpose
from hengjian.ledger.queries.lists import Wanted
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Department, Procuratorate


_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


def day_given(text: str) -> date | None:
    """A date that was given; None for nothing or none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def day_required(text: str) -> date:
    """A date that was typed. Raises ``UserFault``."""
    day = day_given(text)
    if day is None:
        raise UserFault(Text("请选择日期", "choose a date"))
    return day


def month_given(text: str) -> date | None:
    """The first day of a month written 2026-03; None for nothing or none."""
    found = _MONTH.fullmatch(text.strip())
    return date(int(found[1]), int(found[2]), 1) if found else None


def wanted_from(given: Mapping[str, str], units: Mapping[str, Procuratorate]) -> Wanted:
    """What the list is narrowed by; this year and the first office where nothing is said."""
    today = clock.today()
    purpose = given.get("purpose", "")
    unit = units.get(given.get("unit", "")) or next(iter(units.values()), None)
    how = given.get("how", "")
    return Wanted(
        purpose=Purpose(purpose)
        if purpose in Purpose.values
        else Purpose.MEMBER_POINTS,
        since=day_given(given.get("from", "")) or date(today.year, 1, 1),
        until=day_given(given.get("until", "")) or date(today.year, 12, 31),
        unit=unit,
        department=_department(unit, given.get("department", "")),
        branch=unit.branches.filter(code=given.get("branch", "")[:30]).first()
        if unit is not None and given.get("branch")
        else None,
        rule=given.get("rule", "")[:60],
        how=how if how in How.values else "",
        find=given.get("find", "").replace("\0", "")[:60],
    )


def _department(unit: Procuratorate | None, code: str) -> Department | None:
    if unit is None or not code:
        return None
    return unit.departments.filter(code=code[:20].replace("\0", "")).first()

"""Each morning: kinds that open by the calendar are opened where they are not yet."""

import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from hengjian.access.held_roles import placed
from hengjian.access.models import RoleGrant
from hengjian.engines.pack_format.model import Opens
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.lib.registers import registered
from hengjian.matters.actions import opening
from hengjian.matters.actions.opening import Month, month_of
from hengjian.matters.kinds import PERIOD, Kind, kinds
from hengjian.organisation.models import Procuratorate
from hengjian.organisation.queries import in_force_on


logger = logging.getLogger(__name__)

MOST_MONTHS = 12  # of those that were missed
_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


@task
def open_by_calendar(context: JobContext) -> dict[str, Any]:
    """Open what is due and was not opened; run again it opens nothing twice."""
    made = 0
    for kind in kinds().values():
        opens = kind.pack.opens
        if opens is None:
            continue
        for unit, since in offices_of(opens):
            for month in missing_months(kind, unit, opens, since):
                prepared = _prepared(opens, unit, month)
                bound = opening.bound_for(kind, unit, month, prepared)
                found = opening.open_month(
                    kind=kind, bound=bound, unit=unit, month=month, by=context.by
                )
                made += found is not None
    return {"opened": made}


def offices_of(opens: Opens) -> list[tuple[Procuratorate, date]]:
    """The offices in which somebody holds the role that the kind is opened for.

    Each with the day since when somebody of those who hold it today does.
    """
    today = clock.today()
    grants = RoleGrant.objects.filter(
        in_force_on(today), role=opens.role, account__is_active=True
    ).select_related("account__person", "unit", "department")
    since: dict[int, date] = {}
    for grant in placed(grants, today):
        if grant.unit_id:
            begun = min(since.get(grant.unit_id, grant.from_on), grant.from_on)
            since[grant.unit_id] = begun
    units = Procuratorate.objects.filter(pk__in=since).order_by("level", "code")
    return [(unit, since[unit.pk]) for unit in units]


def missing_months(
    kind: Kind, unit: Procuratorate, opens: Opens, since: date
) -> Iterator[Month]:
    """The months that are due and not open: after the last one, else this one alone.

    An office's first month is not one that began before anybody was there for it: that
    would be late on the day on which the office begins.
    """
    today = clock.today()
    names = opening.opened(kind, unit).values_list(f"values__{PERIOD}", flat=True)
    known = {str(name) for name in names if _MONTH.fullmatch(str(name))}
    first = _after(max(known)) if known else today.replace(day=1)
    months = []
    while first <= today:
        month = month_of(first, opens.day)
        is_due = month.opens_on <= today and (known or month.opens_on >= since)
        if is_due and month.name not in known:
            months.append(month)
        first = _next(first)
    yield from months[-MOST_MONTHS:]


def _prepared(opens: Opens, unit: Procuratorate, month: Month) -> dict[str, str]:
    """What the form begins with; a month is opened also where nothing can be prepared."""
    found: dict[str, str] = {}
    for prepare in registered("PROVIDERS", opens.prepared) if opens.prepared else ():
        try:
            found |= prepare(unit=unit, begins_on=month.begins_on)
        except UserFault as fault:
            logger.warning("nothing prepared for %s: %s", unit.code, fault.message.en)
    return found


def _after(name: str) -> date:
    return _next(date.fromisoformat(f"{name}-01"))


def _next(first: date) -> date:
    if first.month == 12:
        return date(first.year + 1, 1, 1)
    return first.replace(month=first.month + 1)

"""A kind that opens by the calendar: once for each office and month, on its day.

``opens:`` in a pack's ``pack.yaml`` says the day of the month, in which offices (where
somebody holds a role), and who prepares what its form of registration begins with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.forms.binding import bind
from hengjian.engines.forms.bound import BoundForm
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import course, timeline
from hengjian.matters.actions import registering
from hengjian.matters.faults import NoSuchKind
from hengjian.matters.filling import platform_values, rules_of
from hengjian.matters.kinds import PERIOD, PERIOD_BEGINS_ON, REGISTER, Kind
from hengjian.matters.models import Matter, MatterRegister
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class Month:
    """One month with the day on which a kind opens in it."""

    begins_on: date
    opens_on: date

    @property
    def name(self) -> str:
        """As the card writes it: 2026-10."""
        return f"{self.begins_on:%Y-%m}"


def month_of(day: date, opens_on_day: int) -> Month:
    """The month of a day; it opens on its day, or the first working day after."""
    begins_on = day.replace(day=1)
    due = begins_on.replace(day=opens_on_day)
    return Month(begins_on, calendar_in_force().first_working_day_from(due))


def bound_for(
    kind: Kind, unit: Procuratorate, month: Month, prepared: Mapping[str, str]
) -> BoundForm:
    """The form of registration as the calendar fills it. Raises ``NoSuchKind``."""
    course.prepare(kind)
    form = kind.form(REGISTER)
    if form is None:
        raise NoSuchKind(Text("没有登记表单", "there is no form of registration"))
    typed = {
        **prepared,
        PERIOD: month.name,
        PERIOD_BEGINS_ON: month.begins_on.isoformat(),
    }
    return bind(form, rules_of(kind), platform_values(kind, unit, None, ""), typed)


@journal.action
def open_month(
    *, kind: Kind, bound: BoundForm, unit: Procuratorate, month: Month, by: Actor
) -> Matter | None:
    """Open a kind for one month in one office; None where it is open already.

    Of two servers that try at once the second waits for the register's row and finds the
    matter there. One that is opened after its day says so on its time line.
    """
    _hold_register(kind, unit)
    if opened(kind, unit).filter(**{f"values__{PERIOD}": month.name}).exists():
        journal.nothing_changed()
        return None
    matter = registering.register(
        kind=kind,
        bound=bound,
        unit=unit,
        department=None,
        registrant=None,
        title=f"{month.begins_on.year}年{month.begins_on.month}月{kind.title.zh}",
        by=by,
    )
    today = clock.today()
    if today > month.opens_on:
        timeline.enter(
            matter,
            "matters.opened_late",
            Text(
                f"应于 {month.opens_on} 开启，当日系统未运行，今日补开",
                f"it was to open on {month.opens_on}, when the system did not run:"
                " opened today",
            ),
            by=by,
            new={"due_on": month.opens_on, "opened_on": today},
        )
    return matter


def opened(kind: Kind, unit: Procuratorate) -> QuerySet[Matter]:
    """The matters of a kind in an office, whatever became of them."""
    return Matter.objects.filter(kind=kind.name, procuratorate=unit)


def _hold_register(kind: Kind, unit: Procuratorate) -> None:
    place = {
        "procuratorate": unit,
        "kind": kind.name,
        "year": clock.today().year,
    }
    MatterRegister.objects.bulk_create([MatterRegister(**place)], ignore_conflicts=True)
    MatterRegister.objects.select_for_update().get(**place)

"""What a form of the meetings asks for: days, people, words; and saying what went wrong."""

from collections.abc import Callable, Mapping
from datetime import date, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from hengjian.access.doors import REFUSALS, PageRequest
from hengjian.engines.pack_format.kinds import day as day_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.meetings.faults import MeetingFault
from hengjian.organisation.models import Person, Procuratorate
from hengjian.organisation.queries import people_on
from hengjian.ui.templatetags.say import in_reader_language


Given = Mapping[str, str]


def day_asked(given: Given, name: str, label: Text) -> date:
    """A day of a form. Raises ``MeetingFault`` naming the field."""
    found = day_of(str(given.get(name, "")))
    if found is None:
        raise MeetingFault(
            Text(f"请填写日期：{label.zh}", f"enter a date: {label.en}"), status=422
        )
    return found


def day_or_none(given: Given, name: str) -> date | None:
    """A day of a form that may be left out."""
    return day_of(str(given.get(name, "")))


def time_or_none(given: Given, name: str) -> time | None:
    """An hour of a form that may be left out."""
    try:
        return time.fromisoformat(str(given.get(name, "")))
    except ValueError:
        return None


def number_asked(given: Given, name: str, otherwise: int = 0) -> int:
    """A small whole number of a form."""
    text = str(given.get(name, ""))
    return (
        int(text)
        if text.isascii() and text.isdecimal() and len(text) < 5
        else otherwise
    )


def colleagues(unit: Procuratorate) -> list[Person]:
    """Who sits in a procuratorate today."""
    return list(people_on(unit, clock.today()).order_by("number"))


def person_asked(unit: Procuratorate, number: str) -> Person | None:
    """The colleague with a staff number."""
    return people_on(unit, clock.today()).filter(number=number).first()


def done(
    request: PageRequest,
    act: Callable[[], object],
    said: Text,
    to: str,
    number: int,
) -> HttpResponse:
    """Carry an act out and go on; what may not be done is said on the page it came from."""
    try:
        act()
    except UserFault as fault:
        if fault.is_refusal or fault.status in REFUSALS:
            raise
        messages.error(request, in_reader_language(fault.message))
    else:
        messages.success(request, in_reader_language(said))
    return redirect(to, number)

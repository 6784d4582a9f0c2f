"""What the forms of honours ask for, and saying what went wrong."""

from collections.abc import Callable, Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hengjian.access.doors import REFUSALS, PageRequest
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.pack_format.kinds import day as day_of
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import Candidate, HonourRound
from hengjian.honours.queries.rounds import round_seen
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Person, Procuratorate
from hengjian.organisation.queries import people_on
from hengjian.ui.templatetags.say import in_reader_language


Given = Mapping[str, str]


def round_for(request: PageRequest, number: int, permission: Permission) -> HonourRound:
    """A round where the account may do this. Raises ``Http404``."""
    found = round_seen(request.user, number)
    units = visible_units(request.user, permission)
    if found is None or not units.filter(pk=found.procuratorate_id).exists():
        raise Http404(str(number))
    return found


def candidate_of(found: HonourRound, number: int) -> Candidate:
    """A candidate of a round. Raises ``Http404``."""
    candidate = (
        found.candidates.select_related("round__matter__release", "pair")
        .filter(pk=number)
        .first()
    )
    if candidate is None:
        raise Http404(str(number))
    return candidate


def day_asked(given: Given, name: str, label: Text) -> date:
    """A day of a form. Raises ``HonourFault`` naming the field."""
    found = day_of(str(given.get(name, "")))
    if found is None:
        raise HonourFault(
            Text(f"请填写日期：{label.zh}", f"enter a date: {label.en}"), status=422
        )
    return found


def number_asked(text: str) -> int:
    """The key that a form names; 0, which nothing has, for what is none."""
    text = text.strip()
    is_number = text.isascii() and text.isdecimal() and len(text) < 18
    return int(text) if is_number else 0


def unit_asked(request: PageRequest, permission: Permission) -> Procuratorate:
    """The place a form names, where the account may do this. Raises ``HonourFault``."""
    units = visible_units(request.user, permission).order_by("level", "code")
    code = str(request.POST.get("unit", ""))[:6]
    found = units.filter(code=code).first()
    if found is None:
        raise HonourFault(Text("请选择单位", "choose the place"), status=422)
    return found


def person_asked(given: Given, name: str, unit: Procuratorate) -> Person:
    """A colleague that a form names by staff number. Raises ``HonourFault``."""
    number = str(given.get(name, ""))[:40]
    found: Person | None = people_on(unit, clock.today()).filter(number=number).first()
    if found is None:
        raise HonourFault(Text("请选择人员", "choose somebody"), status=422)
    return found


def colleagues(unit: Procuratorate | None) -> list[Person]:
    """Who sits in a place today, by number."""
    if unit is None:
        return []
    return list(people_on(unit, clock.today()).order_by("number"))


def done(
    request: PageRequest,
    act: Callable[[], object],
    said: Text,
    to: str,
    *numbers: int,
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
    return redirect(to, *numbers)

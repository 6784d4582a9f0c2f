"""师徒: which young officer has which two mentors, with the plan of growth."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.honours.actions import keeping
from hengjian.honours.queries.rounds import pairs_seen
from hengjian.honours.views.asked import (
    colleagues,
    day_asked,
    done,
    person_asked,
    unit_asked,
)
from hengjian.lib.bilingual import Text


P = Permission
PAGE = "honours:pairs"


@door(P.HONOUR_READ)
def page(request: PageRequest) -> HttpResponse:
    """The pairs that stand and those that ended."""
    found = list(pairs_seen(request.user))
    units = visible_units(request.user, P.HONOUR_HOLD).order_by("level", "code")
    unit = units.first()
    context: dict[str, Any] = {
        "standing": [each for each in found if each.until_on is None],
        "ended": [each for each in found if each.until_on is not None],
        "unit": unit,
        "people": colleagues(unit),
        "may_hold": may(request.user, P.HONOUR_HOLD),
    }
    return render(request, "honours/pairs.html", context)


@door(P.HONOUR_HOLD, methods=("POST",))
def make(request: PageRequest) -> HttpResponse:
    """Give somebody two mentors."""

    def act() -> None:
        unit, given = unit_asked(request, P.HONOUR_HOLD), request.POST
        keeping.pair(
            unit=unit,
            apprentice=person_asked(given, "apprentice", unit),
            business_mentor=person_asked(given, "business_mentor", unit),
            political_mentor=person_asked(given, "political_mentor", unit),
            plan=given.get("plan", ""),
            from_on=day_asked(given, "from_on", Text("起始日", "first day")),
            by=request.user,
        )

    return done(request, act, Text("已结对。", "The pair is made."), PAGE)


@door(P.HONOUR_HOLD, methods=("POST",))
def end(request: PageRequest, number: int) -> HttpResponse:
    """End a pair."""
    units = visible_units(request.user, P.HONOUR_HOLD)
    found = pairs_seen(request.user).filter(pk=number, procuratorate__in=units).first()
    if found is None:
        raise Http404(str(number))
    return done(
        request,
        lambda: keeping.end_pair(
            pair=found,
            until_on=day_asked(request.POST, "until_on", Text("最后一日", "last day")),
            by=request.user,
        ),
        Text("已终止。", "Ended."),
        PAGE,
    )

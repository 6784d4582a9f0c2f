"""政策口径: what may and may not be done with numbers, by which rule, what instead."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse

from hengjian.access.doors import PageRequest, door
from hengjian.access.queries import may
from hengjian.engines.policies.answering import USES
from hengjian.engines.policies.model import Use
from hengjian.indicators.policy import policies
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.queries.policy_pages import explained
from hengjian.lib import clock


@door(None)
def overview(request: PageRequest) -> HttpResponse:
    """Every use under every profile, in the order of time."""
    listed, today = policies(), clock.today()
    context: dict[str, Any] = {
        "today": today,
        "profiles": listed.profiles,
        "rows": [
            (use, title, [each.rulings[use] for each in listed.profiles])
            for use, title in USES.items()
        ],
        "never_scored": listed.never_scored,
    }
    return render(request, "indicators/policy.html", context)


@door(None)
def use(request: PageRequest, use: str) -> HttpResponse:
    """One use: the answer of today, the rule, since when, its source, what instead."""
    if use not in set(Use):
        raise Http404(use)
    period = request.GET.get("period", "")[:20]
    found = explained(policies(), Use(use), clock.today(), period)
    context = {
        "found": found,
        "today": clock.today(),
        "period": in_words(period) if found.period_days else None,
        "rulings": [(each, each.rulings[found.use]) for each in found.rulings],
        "instead": [each for each in found.instead if _may_open(request, each.view)],
    }
    return render(request, "indicators/policy_use.html", context)


@door(None)
def never_scored(request: PageRequest) -> HttpResponse:
    """What no target and no scheme may hold, why, and what one may do instead."""
    context = {"groups": policies().never_scored}
    return render(request, "indicators/never_scored.html", context)


def _may_open(request: PageRequest, view: str) -> bool:
    """Whether the reader may open a page: what is offered instead is not refused."""
    needed = getattr(resolve(reverse(view)).func, "permission", None)
    return needed is None or may(request.user, needed)

"""The first page of the day, and the search over pages, indicators, places, people."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.registers import registered
from hengjian.matters.models import WorkItem
from hengjian.matters.queries.inbox import InboxFilter, inbox, inbox_counts
from hengjian.notices.queries import notices_of
from hengjian.warehouse.models import AWAITING, Finding, Import
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.findings import findings
from hengjian.warehouse.queries.sight import imports_seen
from hengjian.workbench.queries import numbers, own_limits, upkeep, waiting
from hengjian.workbench.queries.waited_for import waited_for
from hengjian.workbench.searching.everything import search as search_for


SHOWN = 8
NOTICES = 5
MOST_WORDS = 100
SUGGESTED = 4  # of each kind


@door(None)
def home(request: PageRequest) -> HttpResponse:
    """What must I do, by when; what waits for me; my numbers; what is new."""
    account = request.user
    imports = _last_imports(request)
    context: dict[str, Any] = {
        "today": clock.today(),
        "own": waiting.own_findings(account),
        "mine": _mine(request),
        "limits": own_limits.own_limits(account),
        "tasks": _tasks(request),
        "task_counts": inbox_counts(account),
        "waiting": waiting.waiting_for(account),
        "waited_for": waited_for(account),
        "notices": notices_of(account, unread=True)[:NOTICES],
        "numbers": numbers.numbers_for(account),
        "runs": numbers.last_runs(account),
        "imports": imports,
        "names": actor_names(each.staged_by for each in imports),
        "titles": card_titles() if imports or account.duty_person_id else {},
        "jobs": upkeep.jobs_for(account),
        "journal": upkeep.journal_for(account),
        "accounts": upkeep.accounts_for(account),
        "is_administrator": upkeep.is_administrator(account),
    }
    return render(request, "workbench/home.html", context)


@door(None)
def search(request: PageRequest) -> HttpResponse:
    """Find a page, an indicator, a place, a colleague or a card."""
    words = _words(request)
    [pages] = registered("PROVIDERS", "workbench.pages")
    context = {
        "search_words": words,
        "found": search_for(request.user, words),
        "groups": pages(request)["navigation"],
    }
    return render(request, "workbench/search.html", context)


@door(None)
def suggestions(request: PageRequest) -> HttpResponse:
    """The first hits while somebody types, for the box in the top bar."""
    words = _words(request)
    found = search_for(request.user, words)
    context = {
        "search_words": words,
        "found": [(hits.kind, hits.shown[:SUGGESTED]) for hits in found],
        "count": sum(hits.count for hits in found),
    }
    return render(request, "workbench/suggestions.html", context)


def _words(request: PageRequest) -> str:
    return request.GET.get("q", "").strip()[:MOST_WORDS]


def _tasks(request: PageRequest) -> list[WorkItem]:
    """The most urgent of the inbox."""
    return list(inbox(request.user, InboxFilter())[:SHOWN])


def _mine(request: PageRequest) -> list[Finding]:
    if request.user.duty_person_id is None:
        return []
    own = findings().filter(person_id=request.user.duty_person_id, state__in=AWAITING)
    return list(own[:SHOWN])


def _last_imports(request: PageRequest) -> list[Import]:
    if Permission.CARD_IMPORT not in permissions_of(request.user):
        return []
    return list(imports_seen(request.user).order_by("-id")[:5])

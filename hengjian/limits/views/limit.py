"""One limit: why that date, by which law; the card behind it, personal items masked."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.limits.models import Acts, CardLimit, CountedTable
from hengjian.limits.queries.board import limits_seen
from hengjian.limits.queries.detail import card_items, reasons
from hengjian.limits.queries.telling import told
from hengjian.limits.wording import ACTS, CUSTODY_UNKNOWN, NOBODY_ACTS, PROVISIONAL
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.card_store import StoreFault
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.matter_cards import matter_of


@door(Permission.CARD_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The page of one limit."""
    limit = seen(request, number)
    [row] = told([limit])
    fault, items = "", []
    try:
        items = card_items(limit)
    except StoreFault as told_fault:
        fault = in_reader_language(told_fault.message)
    context: dict[str, Any] = {
        "row": row,
        "limit": limit,
        "today": clock.today(),
        "why": reasons(limit),
        "items": items,
        "card_fault": fault,
        "has_personal": any(item.personal for item in items),
        "title": card_titles().get(limit.table.name),
        "acts": NOBODY_ACTS if limit.acts == Acts.NONE else ACTS[limit.acts],
        "matter": matter_of(request.user, limit.table.name, limit.card_key),
        "custody_unknown": CUSTODY_UNKNOWN,
        "provisional": PROVISIONAL,
        "counted": CountedTable.objects.filter(table=limit.table).first(),
    }
    return render(request, "limits/limit.html", context)


def seen(request: PageRequest, number: int) -> CardLimit:
    """A limit that the viewer sees. Raises ``Http404``."""
    found = limits_seen(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found

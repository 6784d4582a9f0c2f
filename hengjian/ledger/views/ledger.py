"""积分台账: who was given what and why, as far as the reader's circle goes."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.access.very_offices import very_offices
from hengjian.documents.word_answers import word_answer
from hengjian.engines.documents.content import Paper
from hengjian.ledger.asked import wanted_from
from hengjian.ledger.making_papers import entries_paper
from hengjian.ledger.models import HOWS, PURPOSES, LedgerEntry
from hengjian.ledger.queries.lists import Wanted, by_person, narrowed, sum_of
from hengjian.ledger.queries.rules import rules_in_force
from hengjian.ledger.queries.sight import (
    branches_led,
    circle_on,
    entries_seen,
    keeps,
    opened_by,
)
from hengjian.ledger.table_columns import ENTRIES
from hengjian.ledger.templatetags.ledger_words import cut_words, titled
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50
# what stands folded away until it is used
MORE = ("rule", "how", "from", "until")


@door(Permission.LEDGER_READ)
def page(request: PageRequest) -> HttpResponse:
    """Entries or people of a purpose; ``?export=xlsx`` the entries as narrowed."""
    units = list(very_offices(request.user, Permission.LEDGER_READ))
    wanted = wanted_from(request.GET, {unit.code: unit for unit in units})
    found = narrowed(entries_seen(request.user), wanted)
    columns = columns_for(request, ENTRIES)
    may_export = Permission.EXPORT_MAKE in permissions_of(request.user)
    wish = request.GET.get("export")
    if wish and may_export:
        name = f"ledger-{wanted.purpose}-{clock.today()}"
        if wish == "docx":
            paper, rows = _paper(wanted, found), found.count()
            return word_answer(request, paper, name, rows=rows, by=request.user)
        return exported_sheet(request, _sheet(columns, found), name, by=request.user)
    people = by_person(found)
    is_by_person = request.GET.get("by") == "person"
    shown = Paginator(people if is_by_person else found, PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    entries: list[Any] = [] if is_by_person else list(shown)
    context: dict[str, Any] = {
        "wanted": wanted,
        "units": units,
        "purposes": PURPOSES.items(),
        "hows": HOWS.items(),
        "page": shown,
        "people": people,
        "is_by_person": is_by_person,
        "opened": _opened(request, entries),
        "total": sum_of(found),
        "columns": columns,
        "may_export": may_export,
        "is_more": any(request.GET.get(each) for each in MORE),
        "is_narrowed": bool(request.GET.keys() - {"columns", "page", "purpose", "by"}),
        **_around(request, wanted),
    }
    return render(request, "ledger/ledger.html", context)


def _around(request: PageRequest, wanted: Wanted) -> dict[str, Any]:
    """What the filters offer, and how far the list is shown."""
    unit = wanted.unit
    if unit is None:
        return {"departments": (), "branches": (), "rules": (), "circle": None}
    return {
        "departments": unit.departments.filter(closed_on__isnull=True).order_by("code"),
        "branches": unit.branches.order_by("code"),
        "rules": rules_in_force(unit, clock.today(), purpose=wanted.purpose),
        "circle": circle_on(unit, wanted.purpose),
        "keeps": keeps(request.user).filter(pk=unit.pk).exists(),
        "leads": branches_led(request.user),
        "may_confirm": Permission.POINTS_CONFIRM in permissions_of(request.user),
    }


def _opened(request: PageRequest, entries: Iterable[LedgerEntry]) -> frozenset[int]:
    """Which of the entries the account may open to their evidence."""
    numbers = [entry.pk for entry in entries]
    found = LedgerEntry.objects.filter(opened_by(request.user), pk__in=numbers)
    return frozenset(found.values_list("pk", flat=True))


def _paper(wanted: Wanted, found: Iterable[LedgerEntry]) -> Paper:
    span = f"{wanted.since:%Y-%m-%d} 至 {wanted.until:%Y-%m-%d}"
    head = f"{wanted.unit.name if wanted.unit else ''}　{span}"
    return entries_paper("积分台账", head, wanted.purpose, found)


def _sheet(columns: ShownColumns, found: Iterable[LedgerEntry]) -> Sheet:
    values = {
        "day": lambda each: each.happened_on,
        "person": lambda each: str(each.account.whose),
        "department": lambda each: str(each.department or ""),
        "title": titled,
        "amount": lambda each: each.amount,
        "how": lambda each: say(each.how_text),
        "cut": cut_words,
        "rule": lambda each: str(each.rule or ""),
        "entered": lambda each: each.entered_at.astimezone(clock.SHANGHAI).date(),
        "number": lambda each: each.pk,
    }
    return columns.sheet(Text("积分台账", "Ledger"), found, values)

"""留痕: who did what, when, from where, with old and new."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.administration.journal_search import Asked
from hengjian.administration.journal_state import WALK, journal_state
from hengjian.administration.journal_subjects import subject_names
from hengjian.administration.table_columns import JOURNAL
from hengjian.audit.exporting import note_export
from hengjian.audit.models import JournalEntry
from hengjian.audit.queries import described_events, event_text
from hengjian.jobs import actions as jobs
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.downloads import workbook_answer
from hengjian.ui.templatetags.figures import moment
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.queries.told_entries import told


JOURNAL_TITLE = Text("留痕", "Journal")
MOST_EXPORTED = 100_000
MOST_COUNTED = 10_000


class TooMany(UserFault):
    """More entries than a workbook should hold."""

    status = 409


class Listing(Paginator):  # type: ignore[type-arg] # not subscriptable at run time
    """Pages of 50; counts exactly up to a limit, beyond which a walk would take long."""

    def __init__(self, found: QuerySet[JournalEntry]) -> None:
        super().__init__(found, 50)
        counted = found[: MOST_COUNTED + 1].count()
        self.is_cut = counted > MOST_COUNTED
        self._listed = min(counted, MOST_COUNTED)

    @property
    def count(self) -> int:
        return self._listed


@door(Permission.JOURNAL_READ)
def page(request: PageRequest) -> HttpResponse:
    """The search: every filter stands in the address."""
    asked = Asked.of(request.GET)
    listing = Listing(asked.found())
    listed = listing.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "page": listed,
        "columns": columns_for(request, JOURNAL),
        "is_cut": listing.is_cut,
        "most": MOST_COUNTED,
        "rows": list(_rows(listed)),
        "events": sorted(described_events().items()),
        "state": journal_state(),
        "is_narrowed": bool(asked.given),
    }
    return render(request, "operations/journal.html", context)


@door(Permission.JOURNAL_READ)
def entry(request: PageRequest, number: int) -> HttpResponse:
    """One entry whole, with its neighbours."""
    found = JournalEntry.objects.filter(number=number).first()
    if found is None:
        raise Http404
    highest = JournalEntry.objects.order_by("-number").values_list("number", flat=True)
    context = {
        "entry": found,
        "event": event_text(found.event),
        "by": actor_names([found.by])[found.by],
        "subject": subject_names([found])[found.subject_type, found.subject_id],
        "changes": _changes(found),
        "detail": _readable(found, found.detail).items(),
        "earlier": number - 1,
        "later": number + 1 if number < highest[0] else 0,
    }
    return render(request, "operations/journal_entry.html", context)


@door(Permission.JOURNAL_READ, methods=("POST",))
def export(request: PageRequest) -> HttpResponse:
    """What is shown as a workbook; taking it is entered in the journal itself."""
    asked = Asked.of(request.POST)
    found = asked.found()
    count = found[: MOST_EXPORTED + 1].count()
    if count > MOST_EXPORTED:
        raise TooMany(
            Text(
                f"超过 {MOST_EXPORTED:,} 条，请缩小日期范围后再导出。",
                f"More than {MOST_EXPORTED:,} entries: narrow the dates first.",
            )
        )
    note_export(asked=asked.given, entries=count, by=request.user)
    rows = found.iterator(chunk_size=2000)
    names = actor_names(found.order_by().values_list("by", flat=True).distinct())
    sheet = columns_for(request, JOURNAL).sheet(JOURNAL_TITLE, rows, _values(names))
    return workbook_answer(sheet, "journal")


@door(Permission.JOURNAL_VERIFY, methods=("POST",))
def verify(request: PageRequest) -> HttpResponse:
    """Queue a walk along the whole chain now."""
    if journal_state().running is None:
        jobs.enqueue(task=WALK, by=request.user)
    said = Text("已安排核对，结果显示在本页。", "The walk is queued; see this page.")
    messages.success(request, in_reader_language(said))
    return redirect("operations:journal")


def _values(names: dict[str, Text]) -> dict[str, Callable[[JournalEntry], object]]:
    """What an export writes into each column."""
    return {
        "number": lambda entry: entry.number,
        "at": lambda entry: moment(entry.at),
        "by": lambda entry: in_reader_language(names.get(entry.by, entry.by)),
        "account": lambda entry: entry.by,
        "event": lambda entry: in_reader_language(event_text(entry.event)),
        "subject": lambda entry: f"{entry.subject_type}:{entry.subject_id}",
        "origin": lambda entry: entry.origin,
        "old": lambda entry: told(entry, entry.old),
        "new": lambda entry: told(entry, entry.new),
        "detail": lambda entry: told(entry, entry.detail),
    }


def _rows(listed: Any) -> Iterator[dict[str, Any]]:
    names = actor_names(each.by for each in listed)
    subjects = subject_names(listed)
    for each in listed:
        yield {
            "entry": each,
            "subject": subjects[each.subject_type, each.subject_id],
            "event": event_text(each.event),
            "by": names.get(each.by, Text.same(each.by)),
            "old": told(each, each.old),
            "new": told(each, each.new),
            "detail": told(each, each.detail),
        }


def _changes(entry: JournalEntry) -> list[tuple[str, str, str, bool]]:
    """Name, old, new, and whether they differ, of every value the entry keeps."""
    old, new = _readable(entry, entry.old), _readable(entry, entry.new)
    return [
        (name, old.get(name, ""), new.get(name, ""), old.get(name) != new.get(name))
        for name in sorted(old.keys() | new.keys())
    ]


def _readable(entry: JournalEntry, kept: str) -> dict[str, str]:
    """The values of a canonical text, each as a text."""
    values = json.loads(told(entry, kept)) if kept else {}
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in values.items()
    }

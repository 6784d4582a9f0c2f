"""The journal as people look at it."""

import importlib.util
from datetime import datetime
from functools import cache

from django.apps import apps
from django.db.models import Q, QuerySet

from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry
from hengjian.lib.bilingual import Text


def entries(
    *,
    event: str = "",
    by: str = "",
    subject: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    text: str = "",
) -> QuerySet[JournalEntry]:
    """Entries, newest first. ``event`` may be its first part; ``subject`` is type:id.

    ``text`` is looked for in what was old and new and told; a personal value, which the
    journal does not keep, is found by its digest.
    """
    found = JournalEntry.objects.order_by("-number")
    if event:
        found = found.filter(Q(event=event) | Q(event__startswith=f"{event}."))
    if by:
        found = found.filter(by=by)
    if subject:
        kind, _, identity = subject.partition(":")
        found = found.filter(subject_type=kind)
        found = found.filter(subject_id=identity) if identity else found
    if since is not None:
        found = found.filter(at__gte=since)
    if until is not None:
        found = found.filter(at__lt=until)
    if text:
        kept = (text, "digest:" + journal_linker().digest(text))
        holds = Q()
        for each in kept:
            for column in ("old", "new", "detail", "subject_id"):
                holds |= Q(**{f"{column}__contains": each})
        found = found.filter(holds)
    return found


def event_text(event: str) -> Text:
    """What an event is in words; its own name where no app describes it."""
    return described_events().get(event) or Text.same(event)


@cache
def described_events() -> dict[str, Text]:
    """Every event that an app describes in its ``events.EVENTS``."""
    described: dict[str, Text] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.events"
        if config.name.startswith("hengjian.") and importlib.util.find_spec(name):
            described |= importlib.import_module(name).EVENTS
    return described

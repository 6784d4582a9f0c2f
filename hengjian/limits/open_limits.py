"""The limits of imported cards, for a calendar that changes."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from hengjian.calendars.open_limits import Moving
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.engines.limits.facts import Facts, answer
from hengjian.engines.pack_format.limit_model import LimitLaw
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.limits.models import Acts, CardLimit, Standing
from hengjian.packs import queries as packs


SUBJECT = CardLimit._meta.label_lower


class OpenCardLimits:
    """Limits that run on imported cards."""

    kind = "card_limit"
    title = Text("案卡期限", "Limits of cards")

    def moving(self, before: WorkCalendar, after: WorkCalendar) -> Iterator[Moving]:
        """The running limits that end on another day under ``after``."""
        laws = packs.current().loaded.limits
        page = reverse("limits:limit", args=[0])
        ends: dict[str, date | None] = {}  # many limits rest on the same facts
        rows = CardLimit.bookkeeping.filter(standing=Standing.RUNNING).order_by("pk")
        # as the text that is stored: most are the same, and each is read once
        asked = rows.annotate(kept=Cast("facts", TextField())).values_list(
            "pk", "limit", "kept", "due_on", "unit_code", "person", "acts"
        )
        for pk, limit, kept, due_on, unit_code, person, acts in asked.iterator():
            same = f"{limit} {kept}"
            if same not in ends:
                ends[same] = _end(laws.get(limit), json.loads(kept), after)
            due = ends[same]
            if due_on is None or due is None or due == due_on:
                continue
            yield Moving(
                subject=f"{SUBJECT}:{pk}",
                due_before=due_on,
                due_after=due,
                address=page.replace("/0/", f"/{pk}/"),
                unit_code=unit_code,
                person=person if acts == Acts.OFFICE else None,
            )

    def move(self, moving: Sequence[Moving]) -> list[Moving]:
        """Store the new days of limits that still run to the day they ran to."""
        wanted = {int(each.subject.rpartition(":")[2]): each for each in moving}
        held = CardLimit.bookkeeping.select_for_update().filter(
            pk__in=list(wanted), standing=Standing.RUNNING
        )
        moved = sorted(
            (
                (wanted[pk].due_after, pk)
                for pk, due in held.values_list("pk", "due_on")
                if due == wanted[pk].due_before
            )
        )
        for due_after, group in groupby(moved, key=lambda each: each[0]):
            numbers = [pk for _, pk in group]
            CardLimit.bookkeeping.filter(pk__in=numbers).update(due_on=due_after)
        return [wanted[pk] for _, pk in moved]


CARD_LIMITS = OpenCardLimits()


def _end(
    law: LimitLaw | None, kept: dict[str, Any], calendar: WorkCalendar
) -> date | None:
    """The day under a calendar; None where it cannot be counted any more."""
    if law is None:
        return None
    try:
        due = answer(Facts.from_json(kept), law, calendar).due
    except (UserFault, LookupError, KeyError):
        return None
    return due.date() if isinstance(due, datetime) else due

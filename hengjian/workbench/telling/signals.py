"""Notices of signals: one to each reader for all the places they look after."""

from collections import Counter
from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import holders
from hengjian.audit.actors import Actor, System
from hengjian.indicators.models import Signal
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.organisation.models import Procuratorate


BY = System("notices")
# who is asked what happened: those who work with the numbers, and those who sign
READERS = (Permission.INDICATOR_RUN, Permission.REPORT_SIGN)


@task
def tell_of_signals(context: JobContext, event: str, event_id: str) -> dict[str, Any]:
    """New signals of a run are told to whoever looks after their places."""
    return {"told": tell_readers(int(event_id), by=BY)}


def tell_readers(run: int, *, by: Actor) -> int:
    """One notice to each reader: how many signals, of how many places, never which."""
    by_place = Counter(Signal.objects.filter(run=run).values_list("unit", flat=True))
    units = Procuratorate.objects.filter(code__in=by_place)
    readers: dict[int, Account] = {}
    signals: Counter[int] = Counter()
    places: Counter[int] = Counter()
    for unit in units:
        for account in _readers(unit):
            readers[account.pk] = account
            signals[account.pk] += by_place[unit.code]
            places[account.pk] += 1
    told = 0
    for number, account in readers.items():
        telling = Telling(
            kind=Kind.SIGNAL,
            key=f"indicators.signals_raised:{run}",
            sentence=_sentence(signals[number], places[number]),
            address=f"{reverse('indicators:signals')}?state=open",
        )
        told += notices.send(telling=telling, to=[account], by=by)
    return told


def _readers(unit: Procuratorate) -> list[Account]:
    found = {
        account.pk: account
        for permission in READERS
        for account in holders(permission, unit)
    }
    return list(found.values())


def _sentence(signals: int, places: int) -> Text:
    if places == 1:
        return Text(
            f"本单位有 {signals:,} 条新的异动提示，请看一眼数字并说明情况。",
            f"{signals:,} new signals of your place: look at the numbers and explain.",
        )
    return Text(
        f"{places:,} 个单位有 {signals:,} 条新的异动提示，请看一眼数字并说明情况。",
        f"{signals:,} new signals in {places:,} places: look and explain.",
    )

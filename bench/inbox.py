"""The inbox of an office with a million matters and a hundred thousand open tasks.

Whole pages as the server makes them, read by a hundred people in turn: who has some
fifty tasks of one's own, and a leader whose role may take some eight hundred.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, own_postgresql, release_packs
from bench.tables import seconds, table


TITLE = "the inbox with a million matters and 100,000 open tasks"
MATTERS = 1_000_000
OPEN = 100_000
PLACES = 120
PEOPLE = 2_000
READERS = 100
TODAY = date(2026, 10, 20)
KINDS = ("supply_request", "task_follow_up")
PAGES = {
    "inbox": "/inbox/",
    "inbox, late ones": "/inbox/?due=late",
    "inbox, waiting on others": "/inbox/?scope=others",
    "matters": "/matters/",
    "tasks on the limits board": "/limits/tasks/?span=late",
}


def run() -> str:
    """One row for each page, on PostgreSQL."""
    with own_postgresql() as address:
        timed = in_own_process("inbox", _measure, address, limit_seconds=3_600)
    if timed.failed:
        return timed.failed
    rows = [[name, *map(seconds, told)] for name, told in timed.result.items()]
    return table(["page", "median", "p95", "worst"], rows)


def _measure(rounds: Rounds, database: str) -> dict[str, tuple[float, float, float]]:
    with own_home(database):
        from django.conf import settings
        from django.test import Client

        from hengjian.access.models import Account

        settings.ALLOWED_HOSTS = ["*"]
        release_packs()
        _fill()
        told: dict[str, tuple[float, float, float]] = {}
        accounts = list(Account.objects.filter(username__startswith="p"))
        readers = random.Random(3).sample(accounts, READERS)
        for name, address in PAGES.items():
            taken = []
            for reader in readers:
                client = Client()
                client.force_login(reader, "hengjian.access.backend.AccountBackend")
                begun = time.perf_counter()
                answer = client.get(address)
                taken.append(time.perf_counter() - begun)
                assert answer.status_code == 200, answer.status_code
            rounds.seconds.extend(taken)
            ordered = sorted(taken)
            p95 = ordered[int(len(ordered) * 0.95)]
            told[name] = (statistics.median(taken), p95, ordered[-1])
        return told


def _fill() -> None:
    from django.db import connection

    from hengjian.matters.models import Matter, WorkItem
    from hengjian.warehouse import bulk_rows

    places, people = _organisation()
    bulk_rows.insert([(Matter, _matters(places, people))])
    first = Matter.objects.order_by("pk").values_list("pk", flat=True)[0]
    bulk_rows.insert([(WorkItem, _items(first, places, people))])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _organisation() -> tuple[list[int], list[int]]:
    from hengjian.access.models import Account, RoleGrant
    from hengjian.lib import clock
    from hengjian.organisation.models import Person, Procuratorate

    places = []
    for n in range(PLACES):
        place = Procuratorate(
            code=f"99{n:04d}", name=f"院{n}", level=4, path=f"{n:04d}/"
        )
        place.save_base(raw=True)
        places.append(place.pk)
    people = [Person(number=f"P{n}", name=f"人{n}") for n in range(PEOPLE)]
    kept = [p.pk for p in Person._base_manager.bulk_create(people)]
    for nth, person in enumerate(kept):
        account = Account(
            username=f"p{nth}", person_id=person, created_at=clock.now(), password="!"
        )
        account.save_base(raw=True)
        role = "leader" if nth % 20 == 0 else "procurator"
        grant = RoleGrant(
            account=account,
            role=role,
            unit_id=places[nth % PLACES],
            from_on=date(2020, 1, 1),
        )
        grant.save_base(raw=True)
    return places, kept


def _matters(places: list[int], people: list[int]) -> Iterator[dict[str, Any]]:
    from hengjian.packs.models import PackRelease

    releases = {r.name: r.pk for r in PackRelease.objects.filter(name__in=KINDS)}
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    for nth in range(MATTERS):
        kind = KINDS[nth % len(KINDS)]
        is_open = nth % (MATTERS // OPEN) == 0
        begun = TODAY - timedelta(days=nth % (40 if is_open else 1500))
        yield {
            "release_id": releases[kind],
            "kind": kind,
            "year": begun.year,
            "serial": nth + 1,
            "title": f"事项 {nth}",
            "procuratorate_id": places[nth % PLACES],
            "registrant_id": people[nth % PEOPLE],
            "handler_id": people[(nth * 7) % PEOPLE],
            "values": {"article": f"物品 {nth}", "quantity": 3},
            "state": "open" if is_open else "closed",
            "registered_on": begun,
            "registered_at": moment,
            "closed_on": None if is_open else begun + timedelta(days=9),
        }


def _items(
    first: int, places: list[int], people: list[int]
) -> Iterator[dict[str, Any]]:
    """A done task for each matter, an open one for those that are open."""
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    for nth in range(MATTERS):
        common = {
            "matter_id": first + nth,
            "kind": "task",
            "label_zh": "审批",
            "label_en": "decide",
            "matter_kind": KINDS[nth % len(KINDS)],
            "procuratorate_id": places[nth % PLACES],
            "since_at": moment,
        }
        yield common | {
            "task": "1",
            "element": "check_stock",
            "person_id": people[nth % PEOPLE],
            "done_at": moment,
            "done_by": "account:x",
            "outcome": "completed",
        }
        if nth % (MATTERS // OPEN) == 0:
            is_free = nth % 30 == 0
            yield common | {
                "task": "2",
                "element": "decide",
                "role": "leader",
                "person_id": None if is_free else people[nth // 10 % PEOPLE],
                "due_on": TODAY + timedelta(days=nth // 10 % 30 - 10),
            }

"""The inbox of an office with a million matters and a hundred thousand open tasks.

Whole pages as the server makes them, read by a hundred people in turn: who has some
fifty tasks of one's own, and a leader whose role may take some eight hundred. The list of
matters is also read by somebody who sees all places, up to a page far down in it.
"""

import random
import statistics
import time
from datetime import UTC, date, datetime
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
    "matters in every state": "/matters/?state=all",
    "tasks on the limits board": "/limits/tasks/?span=late",
}
EVERYWHERE = {
    "matters of all places": "/matters/",
    "matters of all places in every state": "/matters/?state=all",
    "the same, far down": "",
    "the same by title": "/matters/?state=all&sort=title",
}
ROUNDS = 20


def run() -> str:
    """One row for each page, on PostgreSQL."""
    with own_postgresql() as address:
        timed = in_own_process("inbox", _measure, address, limit_seconds=1_800)
    if timed.failed:
        return timed.failed
    filled, pages = timed.result
    rows = [
        [name, *map(seconds, told[:3]), seconds(told[3]), str(told[4])]
        for name, told in pages.items()
    ]
    head = ["page", "median", "p95", "worst", "processor", "questions"]
    return f"Filled in {filled:.0f} s.\n\n" + table(head, rows)


Page = tuple[float, float, float, float, int]


def _key_in_the_middle() -> int:
    from hengjian.matters.models import Matter

    first = Matter.objects.order_by("pk").values_list("pk", flat=True)[0]
    return int(first) + MATTERS // 2


def _measure(rounds: Rounds, database: str) -> tuple[float, dict[str, Page]]:
    with own_home(database):
        from django.conf import settings

        from hengjian.access.models import Account

        settings.ALLOWED_HOSTS = ["*"]
        release_packs()
        begun = time.perf_counter()
        _fill()
        filled = time.perf_counter() - begun
        accounts = list(Account.objects.filter(username__startswith="p").order_by("pk"))
        readers = random.Random(3).sample(accounts, READERS)
        _read(readers[0], PAGES["inbox"])  # packs and templates read once
        pages = {
            name: _page(rounds, readers, address) for name, address in PAGES.items()
        }
        everywhere = [Account.objects.get(username="everywhere")] * ROUNDS
        far_down = f"/matters/?state=all&page=900.after.{_key_in_the_middle()}"
        for name, address in EVERYWHERE.items():
            pages[name] = _page(rounds, everywhere, address or far_down)
        return filled, pages


def _page(rounds: Rounds, readers: list[Any], address: str) -> Page:
    taken, used, asked = [], [], []
    for reader in readers:
        clock, processor, questions = _read(reader, address)
        taken.append(clock)
        used.append(processor)
        asked.append(questions)
    rounds.seconds.extend(taken)
    ordered = sorted(taken)
    p95 = ordered[int(len(ordered) * 0.95)]
    middle = statistics.median
    return middle(taken), p95, ordered[-1], middle(used), int(middle(asked))


def _read(reader: Any, address: str) -> tuple[float, float, int]:
    """A page as a browser gets it: by the clock, by the processor, its questions."""
    from django.db import connection
    from django.test import Client

    client = Client()
    client.force_login(reader, "hengjian.access.backend.AccountBackend")
    asked = 0

    def counted(execute: Any, *rest: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*rest)

    with connection.execute_wrapper(counted):
        begun, used = time.perf_counter(), time.process_time()
        answer = client.get(address)
        clock = time.perf_counter() - begun
        processor = time.process_time() - used
    assert answer.status_code == 200, answer.status_code
    return clock, processor, asked


def _fill() -> None:
    """Every row is made by the server itself: two minutes instead of thirty."""
    from django.db import connection

    from hengjian.matters.models import Matter, WorkItem

    places, people = _organisation()
    with connection.cursor() as cursor:
        # keys are right as they are made: no look at each of them at the end
        cursor.execute("SET session_replication_role = replica")
        _insert(cursor, Matter, _MATTERS, _known(places, people))
        first = Matter.objects.order_by("pk").values_list("pk", flat=True)[0]
        known = _known(places, people) | {"first": first}
        _insert(cursor, WorkItem, _DONE_ITEMS, known)
        _insert(cursor, WorkItem, _OPEN_ITEMS, known)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def _known(places: list[int], people: list[int]) -> dict[str, Any]:
    from hengjian.packs.models import PackRelease

    releases = {r.name: r.pk for r in PackRelease.objects.filter(name__in=KINDS)}
    return {
        "places": places,
        "people": people,
        "kinds": list(KINDS),
        "releases": [releases[kind] for kind in KINDS],
        "today": TODAY,
        "moment": datetime(2026, 1, 5, tzinfo=UTC),
    }


def _insert(cursor: Any, model: Any, made: dict[str, str], known: Any) -> None:
    """Rows ``nth`` from 0; columns that are not said get their defaults."""
    rows = made["rows"]
    expressions, columns = [], []
    values = dict(known)
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        columns.append(field.column)
        if field.column in made:
            expressions.append(made[field.column])
        else:
            values[f"_{field.column}"] = field.get_db_prep_save(
                field.get_default(), cursor.db
            )
            expressions.append(
                f"%(_{field.column})s::{field.db_type(cursor.db).split()[0]}"
            )
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f'INSERT INTO "{model._meta.db_table}" ({names})'
        f" SELECT {', '.join(expressions)} FROM {rows}",
        values,
    )


_EVERY = MATTERS // OPEN
# open matters lie in every place, free tasks in a third of them
_PLACE = f"(%(places)s::bigint[])[1 + nth / {_EVERY} %% {PLACES}]"
_KIND = f"(%(kinds)s::text[])[1 + nth %% {len(KINDS)}]"
_IS_OPEN = f"nth %% {_EVERY} = 0"
_BEGUN = f"%(today)s::date - (nth %% CASE WHEN {_IS_OPEN} THEN 40 ELSE 1500 END)"


def _person(nth: str) -> str:
    return f"(%(people)s::bigint[])[1 + ({nth}) %% {PEOPLE}]"


_MATTERS = {
    "rows": f"generate_series(0, {MATTERS - 1}) AS made(nth)",
    "release_id": f"(%(releases)s::bigint[])[1 + nth %% {len(KINDS)}]",
    "kind": _KIND,
    "year": f"extract(year FROM {_BEGUN})::int",
    "serial": "nth + 1",
    "title": "'事项 ' || nth",
    "procuratorate_id": _PLACE,
    "registrant_id": _person("nth"),
    "handler_id": _person("nth * 7"),
    "values": "jsonb_build_object('article', '物品 ' || nth, 'quantity', 3)",
    "state": f"CASE WHEN {_IS_OPEN} THEN 'open' ELSE 'closed' END",
    "registered_on": _BEGUN,
    "registered_at": "%(moment)s::timestamptz",
    "closed_on": f"CASE WHEN {_IS_OPEN} THEN NULL ELSE {_BEGUN} + 9 END",
}
_ITEMS = {
    "matter_id": "%(first)s + nth",
    "kind": "'task'",
    "label_zh": "'审批'",
    "label_en": "'decide'",
    "matter_kind": _KIND,
    "procuratorate_id": _PLACE,
    "since_at": "%(moment)s::timestamptz",
}
_DONE_ITEMS = _ITEMS | {
    "rows": f"generate_series(0, {MATTERS - 1}) AS made(nth)",
    "task": "'1'",
    "element": "'check_stock'",
    "person_id": _person("nth"),
    "done_at": "%(moment)s::timestamptz",
    "done_by": "'account:x'",
    "outcome": "'completed'",
}
_OPEN_ITEMS = _ITEMS | {
    "rows": f"generate_series(0, {MATTERS - 1}, {_EVERY}) AS made(nth)",
    "task": "'2'",
    "element": "'decide'",
    "role": "'leader'",
    "person_id": f"CASE WHEN nth %% 30 = 0 THEN NULL ELSE {_person('nth / 10')} END",
    "due_on": "%(today)s::date + (nth / 10 %% 30) - 10",
}


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
    everywhere = Account(username="everywhere", created_at=clock.now(), password="!")
    everywhere.save_base(raw=True)
    RoleGrant(account=everywhere, role="leader", from_on=date(2020, 1, 1)).save_base(
        raw=True
    )
    return places, kept

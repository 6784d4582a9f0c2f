"""A released notice moves 100,000 open limits: counted again, stored, listed, journaled, told.

Every limit moves; five hundred people handle them and each is told once.
"""

from datetime import date, timedelta
from typing import Any

from bench.measuring import Rounds, Timed, in_own_process
from bench.own_home import own_home, own_postgresql, release_packs
from bench.tables import seconds, table


TITLE = "a notice of days off moves a hundred thousand open limits"
LIMITS = 100_000
HANDLERS = 500
RAISED = date(2026, 10, 21)  # a Wednesday; three working days end in the next week
STARTED = date(2026, 10, 12)  # fifteen days, the person not detained
OFF = tuple(date(2026, 10, 26) + timedelta(days=n) for n in range(5))
KINDS = {"findings": "_findings", "limits of cards": "_card_limits"}


def run() -> str:
    """One row for each kind of limit and database."""
    rows = []
    for kind in KINDS:
        rows.append(_row(kind, "SQLite", in_own_process(kind, _measure, kind, "")))
        with own_postgresql() as address:
            timed = in_own_process(kind, _measure, kind, address)
        rows.append(_row(kind, "PostgreSQL", timed))
    return f"{LIMITS:,} limits of {HANDLERS} people, all moved, one round.\n\n" + table(
        ["kind", "database", "whole", "processor", "moved", "told"], rows
    )


def _row(kind: str, database: str, timed: Timed) -> list[str]:
    if timed.failed:
        return [kind, database, timed.failed, "–", "–", "–"]
    told = timed.result
    figures = [f"{told['moved']:,}", str(told["told"])]
    return [kind, database, seconds(timed.median), seconds(timed.cpu), *figures]


def _measure(rounds: Rounds, kind: str, database: str) -> Any:
    with own_home(database):
        from hengjian.audit.actors import System
        from hengjian.calendars import actions
        from hengjian.engines.deadlines.work_calendar import YearNotice
        from hengjian.jobs.models import Job, JobState
        from hengjian.jobs.worker import Worker

        release_packs()
        globals()[KINDS[kind]](_people())
        actions.release(
            notice=YearNotice(2026, frozenset(OFF), frozenset()),
            described=actions.Described("2026"),
            by=System("bench"),
        )
        rounds.time(Worker().run_until_empty, 1)
        job = Job.objects.get(task="hengjian.calendars.tasks.reproject")
        assert job.state == JobState.DONE, job.error
        return job.result


def _people() -> list[int]:
    from hengjian.access.models import Account
    from hengjian.lib import clock
    from hengjian.organisation.models import Person

    people = [Person(number=f"P{n}", name=f"人{n}") for n in range(HANDLERS)]
    Person._base_manager.bulk_create(people)
    kept = list(Person.objects.order_by("pk"))
    accounts = [
        Account(username=f"p{each.pk}", person=each, created_at=clock.now())
        for each in kept
    ]
    Account._base_manager.bulk_create(accounts)
    return [each.pk for each in kept]


def _table() -> Any:
    from hengjian.warehouse.models import CardTable

    kept = CardTable(name="arrest_review")
    kept.save_base(raw=True)
    return kept


def _findings(people: list[int]) -> None:
    from hengjian.lib import clock
    from hengjian.warehouse.importing.time_limit import finding_due_on
    from hengjian.warehouse.models import Finding, FindingState, Import

    table = _table()
    arrived = Import(
        table=table, file_bytes=0, staged_by="system:bench", staged_at=clock.now()
    )
    arrived.save_base(raw=True)
    due = finding_due_on(RAISED)
    Finding.bookkeeping.bulk_create(
        (
            Finding(
                table=table,
                card_digest=f"{nth:032}",
                card_key=f"案{nth}",
                rule="conclusion_whole",
                message_zh="办结日期与结果不同时填写",
                message_en="only one of the two is filled",
                person_id=people[nth % len(people)],
                unit_code="990101",
                raised_by=arrived,
                raised_on=RAISED,
                due_on=due,
                state=FindingState.OPEN,
            )
            for nth in range(LIMITS)
        ),
        batch_size=2_000,
    )


def _card_limits(people: list[int]) -> None:
    from hengjian.limits.models import CardLimit

    table = _table()
    CardLimit.bookkeeping.bulk_create(
        (
            CardLimit(
                table=table,
                card_digest=f"{nth:032}",
                card_key=f"案{nth}",
                deadline="review_not_detained",
                limit="T02",
                unit_code="990101",
                person_id=people[nth % len(people)],
                standing="running",
                custody=False,
                started_on=STARTED,
                due_on=STARTED + timedelta(days=15),
                facts={"start": STARTED.isoformat(), "length": "", "custody": False},
            )
            for nth in range(LIMITS)
        ),
        batch_size=2_000,
    )

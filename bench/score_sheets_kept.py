"""A year's score sheets of a city computed and kept: rows, digests, journal.

The facts lie ready before the clock starts, as gathering leaves them; from there on
everything is timed: marks, evidence, payloads, digests, rows, journal, commits.
"""

import multiprocessing
import os
import time
from typing import Any

from bench.dry_run import _scheme
from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, own_postgresql
from bench.score_sheets import PEOPLE, _given
from bench.tables import table
from hengjian.engines.scoring.model import Normalise


TITLE = "score sheets kept (PostgreSQL): 8,000 people × 40 items with evidence"
PROVINCE = 70_000
PROCESSES = (4, 1)
OFFICES = {4: 80, 1: 20}  # of 100 people each


def run() -> str:
    """Eighty offices with four workers, twenty with one; then one sheet told."""
    rows = []
    for processes in PROCESSES:
        sheets = OFFICES[processes] * PEOPLE
        # a process of its own each: Django knows one database
        timed = in_own_process(f"{processes}", _measured, processes, OFFICES[processes])
        name = f"{sheets:,} sheets, {processes} workers"
        if timed.failed:
            rows.append([name, timed.failed, "", "", "", ""])
            continue
        wall, cpu, load, told = timed.result
        rows.append(
            [
                name,
                f"{wall:.1f} s",
                f"{cpu * 1000 / sheets:.2f} ms",
                f"{wall * PROVINCE / sheets:.0f} s",
                told,
                f"{load:.1f}",
            ]
        )
    heads = [
        "what",
        "wall",
        "workers' processor a sheet",
        f"wall × {PROVINCE:,} ÷ sheets",
        "one sheet again",
        "load before",
    ]
    return table(heads, rows)


def _measured(rounds: Rounds, processes: int, offices: int) -> Any:
    with own_postgresql() as address, own_home(address):
        keys = _laid_out(offices)
        load = os.getloadavg()[0]
        wall, cpu = _kept_by(processes, keys)
        _require_kept(offices * PEOPLE)
        return wall, cpu, load, _one_told()


def _laid_out(offices: int) -> list[int]:
    """Offices with their people, schemes and open years; the keys of the rounds."""
    from django.db import connection

    from bench.score_sheets_office import laid_out

    found = laid_out(offices=offices, people=PEOPLE, by="bench")
    connection.close()
    return found


def _kept_by(processes: int, rounds: list[int]) -> tuple[float, float]:
    """Seconds until the last worker is done, and the processor's time of all."""
    context = multiprocessing.get_context("spawn")
    ready, spent = context.Barrier(processes + 1), context.SimpleQueue()
    parts = [rounds[place::processes] for place in range(processes)]
    started = [
        context.Process(target=_keep, args=(part, ready, spent)) for part in parts
    ]
    for each in started:
        each.start()
    ready.wait(300)
    begun = time.perf_counter()
    for each in started:
        each.join()
    wall = time.perf_counter() - begun
    if any(each.exitcode for each in started):
        raise RuntimeError("a worker failed")
    return wall, sum(spent.get() for _ in started)


def _keep(rounds: list[int], ready: Any, spent: Any) -> None:
    """Compute and keep the sheets of some offices, one after another."""
    import django

    django.setup()
    from hengjian.appraisal.actions.rounds import keep_sheets
    from hengjian.appraisal.canonical import digest_of
    from hengjian.appraisal.computing import Computed, sheets_told
    from hengjian.appraisal.models import AppraisalRound
    from hengjian.appraisal.sheet_payload import Frame
    from hengjian.audit.actors import System

    scheme = _scheme(Normalise.NONE)
    work = _gathered(rounds, [item.item for item in scheme.items])
    ready.wait(300)
    begun = time.process_time()
    for key, people, given, staff in work:
        held = AppraisalRound.objects.select_related("scheme__adopted_version").get(
            pk=key
        )
        told = sheets_told(
            Frame(held.scheme.version.digest, "2026"),
            scheme,
            people,
            given,
            [None] * len(people),
        )
        sheets = [
            Computed(
                staff[sheet.person],
                None,
                payload,
                digest_of(payload),
                sheet.total,
                sheet.is_final,
                sheet.grade or "",
            )
            for sheet, payload in told
        ]
        keep_sheets(round_=held, sheets=sheets, by=System("bench"))
    spent.put(time.process_time() - begun)


def _gathered(rounds: list[int], items: list[str]) -> list[Any]:
    """By round: its key, its people, what they were given, their keys by number."""
    from hengjian.appraisal.models import AppraisalRound
    from hengjian.organisation.models import Person

    codes = dict(
        AppraisalRound.objects.filter(pk__in=rounds).values_list(
            "pk", "scheme__procuratorate__code"
        )
    )
    staff = dict(Person.objects.values_list("number", "pk"))
    return [(key, *_given(int(codes[key]), items), staff) for key in rounds]


def _require_kept(sheets: int) -> None:
    """Every sheet stands with a version whose digest is its payload's."""
    from hengjian.appraisal.canonical import digest_of
    from hengjian.appraisal.models import ScoreSheet

    kept = ScoreSheet.objects.filter(current__isnull=False).values_list(
        "current__payload", "current__digest"
    )
    sound = sum(digest_of(text) == digest for text, digest in kept.iterator())
    if sound != sheets:
        raise RuntimeError(f"{sound} of {sheets} sheets are kept soundly")


def _one_told() -> str:
    """Median of fifty: read from the database, recomputed, told with its evidence."""
    import statistics

    from hengjian.appraisal.models import ScoreSheet
    from hengjian.appraisal.queries.told_sheets import told
    from hengjian.appraisal.scheme_reading import scheme_of
    from hengjian.appraisal.sheet_payload import (
        outcome_of,
        read_payload,
        recomputed,
    )

    keys = list(ScoreSheet.objects.order_by("pk").values_list("pk", flat=True)[:50])
    taken = []
    for key in keys:
        begun = time.perf_counter()
        sheet = ScoreSheet.objects.select_related(
            "round__scheme__adopted_version", "current"
        ).get(pk=key)
        payload = read_payload(sheet.version.payload)
        again = recomputed(payload, scheme_of(sheet.round.scheme.version.text))
        if outcome_of(again) != payload["outcome"]:
            raise RuntimeError("the sheet recomputes to another outcome")
        told(sheet.version)
        taken.append(time.perf_counter() - begun)
    return f"{statistics.median(taken) * 1000:.1f} ms"

"""A year's score sheets of a province computed and kept: rows, digests, journal."""

import multiprocessing
import os
import time
from typing import Any

from bench.dry_run import _scheme
from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, own_postgresql
from bench.score_sheets import OFFICES, PEOPLE, _given
from bench.tables import table
from hengjian.engines.scoring.model import Normalise


TITLE = "score sheets kept (PostgreSQL): 70,000 people × 40 items with evidence"
PROCESSES = (4, 1)
PART = {4: OFFICES, 1: OFFICES // 10}  # one processor keeps a tenth


def run() -> str:
    """All offices with four workers, a tenth of them with one; then one sheet told."""
    rows = []
    for processes in PROCESSES:
        sheets = PART[processes] * PEOPLE
        # a process of its own each: Django knows one database
        timed = in_own_process(f"{processes}", _measured, processes, sheets // PEOPLE)
        name = f"{sheets:,} sheets, {processes} workers"
        if timed.failed:
            rows.append([name, timed.failed, "", "", ""])
            continue
        seconds, load, told = timed.result
        whole = seconds * 70_000 / sheets
        rows.append([name, f"{seconds:.1f} s", f"{whole:.0f} s", told, f"{load:.1f}"])
    heads = ["what", "wall", "for 70,000", "one sheet again", "load before"]
    return table(heads, rows)


def _measured(rounds: Rounds, processes: int, offices: int) -> Any:
    with own_postgresql() as address, own_home(address):
        keys = _laid_out(offices)
        load = os.getloadavg()[0]
        return _kept_by(processes, keys), load, _one_told()


def _laid_out(offices: int) -> list[int]:
    """Offices with their people, schemes and open years; the keys of the rounds."""
    from django.db import connection

    from bench.score_sheets_office import laid_out

    found = laid_out(offices=offices, people=PEOPLE, by="bench")
    connection.close()
    return found


def _kept_by(processes: int, rounds: list[int]) -> float:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(processes + 1)
    parts = [rounds[place::processes] for place in range(processes)]
    started = [context.Process(target=_keep, args=(part, ready)) for part in parts]
    for each in started:
        each.start()
    ready.wait(300)
    begun = time.perf_counter()
    for each in started:
        each.join()
    assert not any(each.exitcode for each in started)
    return time.perf_counter() - begun


def _keep(rounds: list[int], ready: Any) -> None:
    """Compute and keep the sheets of some offices, one after another."""
    import django

    django.setup()
    from hengjian.appraisal.actions.rounds import keep_sheets
    from hengjian.appraisal.canonical import digest_of
    from hengjian.appraisal.computing import Computed, sheets_told
    from hengjian.appraisal.models import AppraisalRound
    from hengjian.appraisal.sheet_payload import Frame
    from hengjian.audit.actors import System
    from hengjian.organisation.models import Person

    scheme = _scheme(Normalise.NONE)
    items = [item.item for item in scheme.items]
    ready.wait(300)
    for key in rounds:
        held = AppraisalRound.objects.select_related("scheme__procuratorate").get(
            pk=key
        )
        number = int(held.scheme.procuratorate.code)
        people, given = _given(number, items)
        staff = dict(
            Person.objects.filter(number__startswith=f"p{number}-").values_list(
                "number", "pk"
            )
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

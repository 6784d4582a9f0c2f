"""Twenty writers at once on PostgreSQL: acts a second, and one sound chain of them."""

import multiprocessing
import os
import threading
import time
from typing import Any

from bench.journal_acts import BY
from bench.own_home import own_home, own_postgresql
from bench.tables import table


TITLE = "twenty writers of the journal at once (PostgreSQL)"
SECONDS = 6
# processes × threads: as web workers, and as single ones
SHAPES = [(4, 5), (20, 1), (1, 1)]


def run() -> str:
    """Acts a second for each shape; the chain is verified after each."""
    rows = []
    with own_postgresql() as address, own_home(address):
        for processes, threads in SHAPES:
            load = os.getloadavg()[0]
            acts = _acts_a_second(processes, threads)
            shape = f"{processes} × {threads}"
            rows.append([shape, f"{acts:.0f}", f"{load:.1f}"])
    return table(["processes × writers", "acts/s", "load before"], rows)


def _acts_a_second(processes: int, threads: int) -> float:
    from django.db import connection

    from hengjian.audit.models import JournalEntry
    from hengjian.audit.verifying import verify

    before = JournalEntry.objects.count()
    connection.close()
    context = multiprocessing.get_context("spawn")
    ready, done = context.Barrier(processes + 1), context.Queue()
    started = [
        context.Process(target=_process, args=(place, threads, before, ready, done))
        for place in range(processes)
    ]
    for each in started:
        each.start()
    ready.wait(120)
    total = sum(done.get(timeout=120) for _ in started)
    for each in started:
        each.join()
    assert JournalEntry.objects.count() - before == total
    assert not verify().faults
    return float(total / SECONDS)


def _process(place: int, threads: int, before: int, ready: Any, done: Any) -> None:
    import django

    django.setup()
    from django.db import connection

    from hengjian.organisation.actions import people

    counts = [0] * threads

    def write(writer: int) -> None:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            number = f"{before}-{place}-{writer}-{counts[writer]}"
            people.add(number=number, name="陈明", by=BY)
            counts[writer] += 1
        connection.close()

    writers = [threading.Thread(target=write, args=(each,)) for each in range(threads)]
    ready.wait(120)
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    done.put(sum(counts))

"""How long the transaction of every action lasts, on the examples that the tests hold.

Each example is prepared in a database of its own; what is timed is the action alone, from
its first statement to its commit on the disk (SQLite).
"""

import shutil
import statistics
import time
from pathlib import Path
from typing import Any

from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home
from bench.tables import seconds, table


TITLE = "the transaction of every action"
LIMIT_SECONDS = 0.05
SLOWEST = 12


def run() -> str:
    """The slowest of them, the median of all, and how many are above the limit."""
    timed = in_own_process("actions", _all, limit_seconds=900)
    if timed.failed:
        return timed.failed
    slowest = sorted(timed.result.items(), key=lambda each: -each[1])
    rows = [[f"`{name}`", seconds(taken)] for name, taken in slowest[:SLOWEST]]
    above = sum(taken > LIMIT_SECONDS for taken in timed.result.values())
    median = statistics.median(timed.result.values())
    told = (
        f"{len(slowest)} actions, median {seconds(median)}, above"
        f" {seconds(LIMIT_SECONDS)}: {above}"
    )
    return f"{table(['action', 'time'], rows)}\n\n{told}"


def _all(rounds: Rounds) -> dict[str, float]:
    with own_home() as home:
        from django.db import connection

        from tests import cast
        from tests.action_examples import examples

        people = cast.assemble()
        connection.close()
        file = home / "hengjian.sqlite3"
        kept = home / "kept.sqlite3"
        shutil.copy(file, kept)
        return {
            name: min(_once(example, people, file, kept) for _ in range(3))
            for name, example in examples().items()
        }


def _once(example: Any, people: Any, file: Path, kept: Path) -> float:
    from django.db import connection

    connection.close()
    for left in file.parent.glob(f"{file.name}-*"):
        left.unlink()
    shutil.copy(kept, file)
    act = example(people)
    start = time.perf_counter()
    act()
    return time.perf_counter() - start

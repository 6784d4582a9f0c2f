"""The last days of many limits at once: natural days, working days, months."""

from typing import Any

import numpy as np

from bench.measuring import Rounds, in_own_process
from bench.tables import seconds, table
from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.work_calendar import DEFAULT


TITLE = "the ends of a million limits"
STARTS = 1_000_000
LENGTHS = ("7 calendar_days", "10 working_days", "1 months")


def run() -> str:
    """One row for each kind of length."""
    rows = []
    for length in LENGTHS:
        timed = in_own_process(length, _count, length)
        rows.append(
            [
                length,
                timed.failed or seconds(timed.median),
                f"{STARTS / timed.median:,.0f}/s" if timed.seconds else "–",
            ]
        )
    return f"{STARTS:,} starts over ten years, three rounds.\n\n" + table(
        ["length", "median", "limits in a second"], rows
    )


def _count(rounds: Rounds, text: str) -> Any:
    random = np.random.default_rng(3)
    first = np.datetime64("2016-01-01", "D")
    starts = first + random.integers(0, 3650, STARTS)
    ends = rounds.time(lambda: due_many(starts, text, DEFAULT), 3)
    return str(ends.max())

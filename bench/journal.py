"""What the journal costs a write of one writer, and what a walk along the chain takes.

A write is an act as people do it: the product's own action with its transaction, down to
the commit on the disk. Each is done in turn with the journal and without it (its entries
neither gathered nor stored). Medians of the two: by how much the journal makes the write
longer, and what share of the write as people wait for it is the journal's.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.journal_acts import BY, acts
from bench.measuring import Rounds, Timed, in_own_process
from bench.own_home import own_home, own_postgresql
from bench.tables import seconds, table


TITLE = "the journal: its share of a write, and a walk along the chain"
PAIRS = 600
ENTRIES = 1_000_000
IN_AN_ACT = 5_000


def run() -> str:
    """Both databases: the share of three acts, many entries in one act, the walk."""
    with own_postgresql() as address:
        parts = [_of("SQLite", ""), _of("PostgreSQL", address)]
    return "\n\n".join(parts)


def _of(name: str, database: str) -> str:
    shares = in_own_process("shares", _shares, database)
    walk = in_own_process("walk", _walk, database, limit_seconds=1200)
    if shares.failed or walk.failed:
        return f"{name}: {shares.failed or walk.failed}"
    pairs = shares.result
    together = tuple(sum(each) for each in zip(*pairs.values(), strict=True))
    rows = [_share_row(act, *pair) for act, pair in pairs.items()]
    rows.append(_share_row("the three together", *together))
    head = ["act", "without the journal", "with it", "more", "share of the write"]
    return f"{name}:\n\n{table(head, rows)}\n\n{_walk_table(walk)}"


def _share_row(act: str, without: float, with_it: float) -> list[str]:
    more = f"+{(with_it / without - 1) * 100:.0f} %"
    share = f"{(1 - without / with_it) * 100:.0f} %"
    return [act, seconds(without), seconds(with_it), more, share]


def _walk_table(walk: Timed) -> str:
    rows = [
        ["one entry of an act with many", seconds(walk.result["written"] / ENTRIES)],
        [f"verify {ENTRIES:,} entries", seconds(walk.median)],
    ]
    return table(["what", "time"], rows)


def _shares(rounds: Rounds, database: str) -> dict[str, tuple[float, float]]:
    with own_home(database):
        result = {name: _pairs(act) for name, act in acts().items()}
        _close()
    return result


def _pairs(act: Callable[[], Any]) -> tuple[float, float]:
    """Medians of one act without and with the journal, done in turn."""
    from hengjian.audit import act as running
    from hengjian.audit import actions, appending

    enter, append = actions.enter, appending.append

    def says_nothing(*_: Any, **__: Any) -> None:
        current = running.current()
        assert current is not None
        current.nothing_changed = True

    def timed(*, journaled: bool) -> float:
        actions.enter = enter if journaled else says_nothing
        appending.append = append if journaled else lambda drafts: None
        start = time.perf_counter()
        act()
        return time.perf_counter() - start

    for _ in range(50):
        timed(journaled=True)
    taken: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(PAIRS):
        for journaled in (turn % 2 == 0, turn % 2 == 1):
            taken[journaled].append(timed(journaled=journaled))
    actions.enter, appending.append = enter, append
    return statistics.median(taken[False]), statistics.median(taken[True])


def _walk(rounds: Rounds, database: str) -> Any:
    with own_home(database):
        from hengjian.audit.models import JournalEntry
        from hengjian.audit.verifying import verify

        before = JournalEntry.objects.count()
        write, writing = _writer(), Rounds()
        for _ in range(ENTRIES // IN_AN_ACT):
            writing.time(lambda: write(IN_AN_ACT), 1)
        report = rounds.time(lambda: verify(last=ENTRIES), 1)
        assert report.entries == ENTRIES, before
        assert not report.faults
        _close()
        return {"written": sum(writing.seconds)}


def _writer() -> Any:
    from hengjian.audit import actions as journal

    @journal.action
    def note(*, entries: int, by: Any) -> None:
        """Entries as a change of a person's post would leave."""
        for number in range(entries):
            journal.enter(
                "bench.noted",
                subject=f"bench.person:{number}",
                old={"post": "assistant"},
                new={"post": "procurator"},
            )

    return lambda entries: note(entries=entries, by=BY)


def _close() -> None:
    from django.db import connection

    connection.close()

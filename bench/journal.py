"""What the journal costs: an entry written in its own act, and the whole chain verified."""

from typing import Any

from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home
from bench.tables import seconds, table


TITLE = "the journal: a write, and a walk along the chain"
WRITES = 500
ENTRIES = 200_000
IN_AN_ACT = 5_000


def run() -> str:
    """Writes one by one, many in one act, and the verification."""
    alone = in_own_process("one act, one entry", _write_alone)
    chain = in_own_process("verify", _verify, limit_seconds=300)
    if alone.failed or chain.failed:
        return alone.failed or chain.failed
    each = chain.median / ENTRIES
    rows = [
        [
            f"one act with one entry (SQLite, {WRITES} acts)",
            seconds(alone.median / WRITES),
        ],
        [
            "one entry of an act with many",
            seconds(chain.result["written"] / ENTRIES),
        ],
        [f"verify {ENTRIES:,} entries", seconds(chain.median)],
        ["verify 1,000,000 entries (extrapolated)", seconds(each * 1_000_000)],
    ]
    return table(["what", "time"], rows)


def _write_alone(rounds: Rounds) -> Any:
    with own_home():
        write = _writer()
        write(1)
        rounds.time(lambda: [write(1) for _ in range(WRITES)], 3)


def _verify(rounds: Rounds) -> Any:
    with own_home():
        write = _writer()
        writing = Rounds()
        for _ in range(ENTRIES // IN_AN_ACT):
            writing.time(lambda: write(IN_AN_ACT), 1)
        from hengjian.audit.verifying import verify

        report = rounds.time(verify, 2)
        assert report.entries == ENTRIES
        assert not report.faults
        return {"written": sum(writing.seconds)}


def _writer() -> Any:
    from hengjian.audit import actions as journal
    from hengjian.audit.actors import System

    by = System("bench")

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

    return lambda entries: note(entries=entries, by=by)

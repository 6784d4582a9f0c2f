"""A year's score sheets of a province with evidence, and one sheet recomputed."""

import os
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from random import Random
from typing import Any

import django
from django.apps import apps

from bench.dry_run import _scheme
from bench.measuring import Rounds, in_own_process
from bench.tables import seconds, table
from hengjian.engines.scoring.model import Normalise, Person
from hengjian.engines.statistics.counts import Count
from hengjian.lib.bilingual import Text


TITLE = "score sheets: 70,000 people × 40 items with evidence, one recomputed"
OFFICES, PEOPLE = 700, 100


def run() -> str:
    """All offices over all cores; then one sheet from its stored payload."""
    whole = in_own_process("70,000 sheets", _whole, limit_seconds=600)
    one = in_own_process("one sheet recomputed", _one)
    rows = [[each.name, each.failed or seconds(each.median)] for each in (whole, one)]
    told = table(["sheets of 40 lines", "median"], rows)
    if whole.failed:
        return told
    processes, megabytes = whole.result
    return f"{told}\n\n{processes} processes; payloads of {megabytes:,} MB"


def _whole(rounds: Rounds) -> Any:
    processes = os.cpu_count() or 1

    def compute() -> Any:
        with ProcessPoolExecutor(processes) as pool:
            sizes = pool.map(_office, range(OFFICES), chunksize=10)
            return processes, sum(sizes) // 1_000_000

    return rounds.time(compute, 1)


def _office(number: int) -> int:
    """The characters of all payloads of one office, each digested."""
    return sum(len(payload) for payload, _ in _payloads(number))


def _payloads(number: int) -> list[tuple[str, str]]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengjian.config.settings")
    if not apps.ready:
        django.setup()
    from hengjian.appraisal.canonical import digest_of
    from hengjian.appraisal.computing import sheets_told
    from hengjian.appraisal.sheet_payload import Frame

    scheme = _scheme(Normalise.NONE)
    people, given = _given(number, [item.item for item in scheme.items])
    told = sheets_told(
        Frame("0" * 64, "2026"), scheme, people, given, [None] * len(people)
    )
    return [(payload, digest_of(payload)) for _, payload in told]


def _given(number: int, items: list[str]) -> Any:
    from hengjian.appraisal.gathering.given import Evidence, Given

    drawn = Random(number)
    people, given = [], []
    for place in range(PEOPLE):
        own = {}
        for item in items:
            if drawn.random() < 0.05:
                continue
            top = drawn.randint(0, 30)
            evidence = Evidence(
                "run",
                f"12|{item}|2026|990102|检察官{place}",
                Text(f"{item}（{top}/30）", f"{item} ({top}/30)"),
                f"/data/runs/12/?item={item}",
                "a" * 64,
            )
            # rates of thirty, as percent; a few of them with their counts behind
            behind = Count(top, 30) if item < "i04" else None
            own[item] = Given(Fraction(top * 100, 30), (evidence,), behind)
        people.append(
            Person(
                f"p{number}-{place}",
                f"d{place % 8}",
                {k: v.value for k, v in own.items()},
            )
        )
        given.append(own)
    return people, given


def _one(rounds: Rounds) -> Any:
    from hengjian.appraisal.sheet_payload import outcome_of, read_payload, recomputed

    payload, _ = _payloads(0)[0]
    scheme = _scheme(Normalise.NONE)

    def again() -> bool:
        kept = read_payload(payload)
        return bool(outcome_of(recomputed(kept, scheme)) == kept["outcome"])

    if not rounds.time(again, 5):
        raise RuntimeError("the sheet recomputes to another outcome")

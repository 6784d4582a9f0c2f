"""A dry run on a city's year, with an earlier year and another scheme beside it."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from bench.measuring import Rounds, in_own_process
from bench.tables import seconds, table
from hengjian.engines.scoring.dry_run.running import dry_run
from hengjian.engines.scoring.dry_run.trial import Behind
from hengjian.engines.scoring.model import (
    Grade,
    Missing,
    Normalise,
    Person,
    Scheme,
    ScoredItem,
)
from hengjian.engines.scoring.rules import Linear, PerOccurrence, Rated, Rule, Steps
from hengjian.engines.statistics.counts import Count


TITLE = "a dry run of a city: 600 people × 40 items"
PEOPLE, ITEMS = 600, 40
F = Fraction
RULES: tuple[Rule, ...] = (
    Linear(F(60), F(95)),
    Steps(((F(0), F(0)), (F(80), F(1)), (F(90), F(2)))),
    PerOccurrence(F(1, 30)),
    Rated(F(100)),
)


def run() -> str:
    """One row for marks as they are, one for marks by the department's highest."""
    rows = []
    for way in Normalise:
        timed = in_own_process(way.value, _try, way)
        rows.append([way.value, timed.failed or seconds(timed.median)])
    return table(["normalised", "median"], rows)


def _scheme(way: Normalise) -> Scheme:
    items = tuple(
        ScoredItem(f"i{n:02d}", RULES[n % len(RULES)], "work", F(5, 2))
        for n in range(ITEMS)
    )
    missing = {item.item: Missing.NOT_APPLICABLE for item in items[:10]}
    grades = (Grade("a", F(60), F(1, 5)), Grade("b", F(40)), Grade("c", F(0)))
    return Scheme("city", {"work": F(100)}, items, missing, way, grades)


def _people(year: int) -> tuple[list[Person], dict[str, Behind]]:
    drawn, people, behind = Random(year), [], {}
    for place in range(PEOPLE):
        counts = {
            f"i{n:02d}": Count(drawn.randint(0, 30), 30)
            for n in range(ITEMS)
            if drawn.random() > 0.05
        }
        values = {name: F(c.numerator * 100, 30) for name, c in counts.items()}
        name = f"p{place}"
        people.append(Person(name, f"d{place % 30}", values))
        behind[name] = Behind(f"k{place % 5}", counts)
    return people, behind


def _try(rounds: Rounds, way: Normalise) -> Any:
    scheme = _scheme(way)
    people, behind = _people(2025)
    others = replace(scheme, scheme="other", cap_total=F(90))
    earlier = [_people(2024)[0]]
    found = rounds.time(
        lambda: dry_run(scheme, people, behind=behind, earlier=earlier, against=others),
        3,
    )
    return str(len(found.findings))

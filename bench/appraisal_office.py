"""An invented office, or a city, for dry runs: facts drawn anew from a fixed seed.

``python -m bench.appraisal_office FOLDER`` writes the facts of the shipped example.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random


SEED = 20251231
YEARS = ("2025", "2024")
# department, people, kind of work, case types that it handles with their usual yearly number
DEPARTMENTS: Sequence[tuple[str, int, str, Mapping[str, int]]] = (
    ("刑事检察一部", 16, "刑事办案", {"审查逮捕": 22, "一审公诉": 26, "备案": 6}),
    (
        "刑事检察二部",
        12,
        "刑事办案",
        {"审查逮捕": 14, "一审公诉": 22, "羁押必要性审查": 9},
    ),
    ("刑事执行检察部", 10, "监督", {"减刑假释提请审查": 44, "减刑开庭": 18}),
    ("民事行政检察部", 11, "监督", {"再审": 14, "检察建议": 22}),
    ("公益诉讼检察部", 7, "监督", {"检察建议": 38}),
    ("案件管理部", 4, "案管", {"质量评查": 50, "审批决定": 20}),
)


@dataclass(frozen=True)
class Drawn:
    """One person's facts as texts of YAML."""

    person: str
    department: str
    kind: str
    values: Mapping[str, str]
    behind: Mapping[str, str]


def office(year: str) -> list[Drawn]:
    """The facts of a year; a person's own level carries over from year to year."""
    people, number = [], 0
    for department, size, kind, types in DEPARTMENTS:
        for _ in range(size):
            number += 1
            own = Random(f"{SEED} {number}").gauss(0, 1)
            drawn = Random(f"{SEED} {number} {year}")
            people.append(_person(number, department, kind, types, own, drawn))
    return people


def _person(
    number: int,
    department: str,
    kind: str,
    types: Mapping[str, int],
    own: float,
    drawn: Random,
) -> Drawn:
    def about(middle: float, spread: float, low: float, high: float) -> float:
        level = middle + spread * (0.6 * own + 0.8 * drawn.gauss(0, 1))
        return min(high, max(low, level))

    cases = {name: round(about(n, n / 6, 0, 3 * n)) for name, n in types.items()}
    late = sum(drawn.random() < 0.03 for _ in range(sum(cases.values())))
    joined = ", ".join(f"{name}: {count}" for name, count in cases.items())
    values = {
        "workload": f"{{{joined}}}",
        "quality_review": str(round(about(86, 5, 50, 100))),
        "late_steps": str(late),
        "described_work": str(round(about(7, 1.2, 0, 10))),
        "conduct": str(int(drawn.random() < 0.04)),
        "training": str(round(about(4.6, 0.6, 0, 5))),
        "overall_view": str(round(about(4.1, 0.5, 0, 5))),
        "honours": str(int(drawn.random() < 0.1)),
        "misconduct": "0",
    }
    behind = {"late_steps": f"{{count: {late}}}"}
    return Drawn(f"P{number:03d}", department, kind, values, behind)


def facts(people: Sequence[Drawn]) -> str:
    """A facts file."""
    lines = ["# Invented: drawn by bench/appraisal_office.py", "people:"]
    for one in people:
        values = ", ".join(f"{name}: {value}" for name, value in one.values.items())
        lines.append(
            f"  - {{person: {one.person}, department: {one.department}, "
            f"values: {{{values}}}}}"
        )
    return "\n".join(lines) + "\n"


def behind(people: Sequence[Drawn]) -> str:
    """A file of what stands behind the facts."""
    lines = ["# Invented: drawn by bench/appraisal_office.py", "people:"]
    for one in people:
        counts = ", ".join(f"{name}: {value}" for name, value in one.behind.items())
        lines.append(
            f"  - {{person: {one.person}, kind: {one.kind}, behind: {{{counts}}}}}"
        )
    return "\n".join(lines) + "\n"


def files() -> Mapping[str, str]:
    """The files of the example by name."""
    drawn = {year: office(year) for year in YEARS}
    return {
        **{f"facts-{year}.yaml": facts(people) for year, people in drawn.items()},
        f"behind-{YEARS[0]}.yaml": behind(drawn[YEARS[0]]),
    }


if __name__ == "__main__":
    for name, text in files().items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")

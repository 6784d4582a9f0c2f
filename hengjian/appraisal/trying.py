"""A dry run carried out: the kept facts under the kept text."""

import json
from collections.abc import Mapping
from typing import Any

from hengjian.appraisal.canonical import canonical, value_text
from hengjian.appraisal.file_tool.dry_run_printing import dry_run_json
from hengjian.appraisal.file_tool.reading import facts_of_text
from hengjian.appraisal.models import AppraisalRound, SchemeDryRun
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.sheet_payload import person_of, read_payload
from hengjian.engines.scoring.dry_run.running import DryRun, dry_run
from hengjian.engines.scoring.dry_run.trial import Behind, Events
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.statistics.counts import Count


def found_by(asked: SchemeDryRun) -> str:
    """What the engine tells, as JSON text. Raises ``UserFault``."""
    return dry_run_json(tried(asked))


def tried(asked: SchemeDryRun) -> DryRun:
    """The dry run itself, from the facts that were kept with the asking."""
    scheme = scheme_of(asked.version.text)
    people = facts_of_text(asked.facts, asked.origin, scheme)
    return dry_run(scheme, people, behind=_behind(asked.behind))


def _behind(text: str) -> Mapping[str, Behind] | None:
    if not text:
        return None
    kept: dict[str, Any] = json.loads(text)
    return {
        person: Behind(one["kind"], {i: _counts(c) for i, c in one["counts"].items()})
        for person, one in kept.items()
    }


def _counts(numbers: list[int]) -> Count | Events:
    return Count(*numbers) if len(numbers) == 2 else Events(numbers[0])


def facts_of_round(round_: AppraisalRound, scheme: Scheme) -> tuple[str, str]:
    """Facts and counts behind them of a round's sheets, as texts for a dry run.

    Only the items that the scheme has are taken; whoever has no value is left without.
    """
    known = {item.item for item in scheme.items}
    people, behind = [], {}
    for kept in payloads_of(round_):
        payload = read_payload(kept)
        person = person_of(payload)
        people.append(_fact(person, known))
        counts = {i: c for i, c in payload["behind"].items() if i in known and c}
        if counts:
            behind[person.person] = {"kind": person.department, "counts": counts}
    return canonical({"people": people}), canonical(behind) if behind else ""


def payloads_of(round_: AppraisalRound) -> list[str]:
    """The current versions of a round's sheets, of people or of departments."""
    of_people = round_.sheets.filter(current__isnull=False)
    people = of_people.order_by("person__number")
    of_departments = round_.department_sheets.filter(current__isnull=False)
    departments = of_departments.order_by("department__code")
    return [
        *people.values_list("current__payload", flat=True),
        *departments.values_list("current__payload", flat=True),
    ]


def _fact(person: Person, known: set[str]) -> dict[str, Any]:
    return {
        "person": person.person,
        "department": person.department or "-",
        "values": {
            item: value_text(value)
            for item, value in person.values.items()
            if item in known
        },
    }

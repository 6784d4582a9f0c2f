"""The sheets of departments from what was gathered. Nothing is written here."""

from collections.abc import Mapping
from typing import Any

from hengjian.appraisal.canonical import digest_of
from hengjian.appraisal.computing import Computed, sheets_told
from hengjian.appraisal.gathering.departments import DepartmentFacts
from hengjian.appraisal.sheet_payload import Frame


def computed_departments(
    facts: DepartmentFacts, period: str, earlier: Mapping[int, Mapping[str, Any]]
) -> list[Computed]:
    """Score every department alone and put each sheet into its payload.

    ``earlier`` holds, by department, the closed sheet of the same period a year before.
    """
    told = sheets_told(
        Frame(facts.scheme_digest, period),
        facts.scheme,
        facts.people,
        [facts.given[one.pk] for one in facts.departments],
        [earlier.get(one.pk) for one in facts.departments],
    )
    return [
        Computed(
            0,
            department.pk,
            payload,
            digest_of(payload),
            sheet.total,
            sheet.is_final,
            sheet.grade or "",
        )
        for department, (sheet, payload) in zip(facts.departments, told, strict=True)
    ]

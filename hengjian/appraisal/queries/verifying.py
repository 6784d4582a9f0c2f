"""Stored sheets held against their digests, the journal and their own arithmetic."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hengjian.appraisal.canonical import digest_of
from hengjian.appraisal.models import (
    AppraisalRound,
    DepartmentSheetVersion,
    SchemeVersion,
    ScoreSheet,
    SheetVersion,
    StaffClass,
)
from hengjian.appraisal.scheme_reading import digest_now, scheme_of
from hengjian.appraisal.sheet_payload import outcome_of, read_payload, recomputed
from hengjian.audit.models import JournalEntry
from hengjian.lib.bilingual import Text


EVENTS = (
    "appraisal.sheets_computed",
    "appraisal.sheet_corrected",
    "appraisal.department_sheets_computed",
)


@dataclass(frozen=True)
class Difference:
    """One thing that is not what it was when it was kept."""

    what: str
    message: Text


@dataclass(frozen=True)
class Verified:
    """How many versions were looked at, and everything that differs."""

    versions: int
    differences: tuple[Difference, ...]


def verify(round_: AppraisalRound) -> Verified:
    """Every version of a round's sheets, and the scheme they were scored by."""
    found = list(_scheme_differences(round_.scheme.version))
    journaled = journaled_digests(round_)
    # a changed scheme scores nothing; its own difference is told
    text = "" if found else round_.scheme.version.text
    versions = versions_of(round_)
    count = 0
    for version in versions.order_by("sheet_id", "number").iterator(200):
        count += 1
        found += _differences(version, journaled, text)
    kept = set(versions.values_list("sheet_id", "number"))
    for sheet, number in sorted(set(journaled) - kept):
        message = Text("留痕中有，库中没有", "in the journal, and no longer kept")
        found.append(Difference(f"{sheet} v{number}", message))
    return Verified(count, tuple(found))


def versions_of(round_: AppraisalRound) -> QuerySet[Any]:
    """Every version of a round's sheets, of people or of departments."""
    if round_.scheme.staff_class == StaffClass.DEPARTMENTS:
        return DepartmentSheetVersion.objects.filter(
            sheet__round=round_
        ).select_related("sheet__department")
    return SheetVersion.objects.filter(sheet__round=round_).select_related(
        "sheet__person"
    )


def journaled_digests(round_: AppraisalRound) -> dict[tuple[int, int], str]:
    """(sheet, version) → digest, from the journal's entries on a round."""
    entries = JournalEntry.objects.filter(
        event__in=EVENTS,
        subject_type="appraisal.appraisalround",
        subject_id=str(round_.pk),
    ).order_by("number")
    found = {}
    for entry in entries:
        for sheet, told in json.loads(entry.new)["sheets"].items():
            number, _, digest = told.partition(":")
            found[int(sheet), int(number)] = digest
    return found


def _scheme_differences(version: SchemeVersion) -> Iterator[Difference]:
    if digest_now(version) != version.digest:
        message = Text("方案内容与摘要不符", "the scheme's text is not what was kept")
        yield Difference(f"scheme {version.scheme_id} v{version.number}", message)


def _differences(
    version: SheetVersion | DepartmentSheetVersion,
    journaled: dict[tuple[int, int], str],
    text: str,
) -> Iterator[Difference]:
    sheet = version.sheet
    who = (
        sheet.person.number if isinstance(sheet, ScoreSheet) else sheet.department.code
    )
    what = f"{who} v{version.number}"
    digest = digest_of(version.payload)
    if digest != version.digest:
        yield Difference(
            what, Text("内容与摘要不符", "its content is not what its digest says")
        )
    if journaled.get((version.sheet_id, version.number)) != digest:
        yield Difference(
            what, Text("与留痕中的摘要不符", "it is not what the journal's digest says")
        )
    if digest == version.digest and text:
        payload = read_payload(version.payload)
        if outcome_of(recomputed(payload, scheme_of(text))) != payload["outcome"]:
            yield Difference(
                what, Text("重新计算结果不同", "it recomputes to another outcome")
            )

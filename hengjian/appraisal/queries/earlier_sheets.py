"""The closed sheets of the same period a year before, for level beside progress."""

from dataclasses import replace
from typing import Any

from hengjian.appraisal.gathering.given import Gathered
from hengjian.appraisal.models import AppraisalRound, DepartmentSheet, ScoreSheet
from hengjian.appraisal.periods import earlier
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.sheet_payload import read_payload
from hengjian.engines.scoring.model import Scheme


def earlier_sheets(
    round_: AppraisalRound, gathered: Gathered
) -> dict[int, dict[str, Any]]:
    """By person: where, what total and between which ends; same office, same class."""
    scheme = round_.scheme
    sheets = ScoreSheet.objects.filter(
        round__period=earlier(round_.period),
        round__state=AppraisalRound.State.CLOSED,
        round__scheme__procuratorate=scheme.procuratorate,
        round__scheme__staff_class=scheme.staff_class,
        is_final=True,
        person__in=[subject.person.pk for subject in gathered.subjects],
    ).select_related("current", "round__scheme__adopted_version")
    return {sheet.person_id: _told(sheet, round_) for sheet in sheets.order_by("pk")}


def earlier_department_sheets(round_: AppraisalRound) -> dict[int, dict[str, Any]]:
    """The same by department."""
    sheets = DepartmentSheet.objects.filter(
        round__period=earlier(round_.period),
        round__state=AppraisalRound.State.CLOSED,
        round__scheme__procuratorate=round_.scheme.procuratorate,
        is_final=True,
    ).select_related("current", "round__scheme__adopted_version")
    found = sheets.order_by("pk")
    return {sheet.department_id: _told(sheet, round_) for sheet in found}


def _told(
    sheet: ScoreSheet | DepartmentSheet, round_: AppraisalRound
) -> dict[str, Any]:
    payload = read_payload(sheet.version.payload)
    return {
        "sheet": sheet.pk,
        "version": sheet.version.number,
        "period": sheet.round.period,
        "total": payload["outcome"]["total"],
        "level": payload["level"],
        "same_scheme": _rules(sheet.round) == _rules(round_),
    }


def _rules(round_: AppraisalRound) -> Scheme:
    """What a round is scored by, whatever the scheme is called that year."""
    return replace(scheme_of(round_.scheme.version.text), scheme="")

"""The closed sheets of the same period a year before, for level beside progress."""

from typing import Any

from hengjian.appraisal.gathering.given import Gathered
from hengjian.appraisal.models import AppraisalRound, ScoreSheet
from hengjian.appraisal.periods import earlier
from hengjian.appraisal.sheet_payload import read_payload


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
    return {
        sheet.person_id: {
            "sheet": sheet.pk,
            "version": sheet.version.number,
            "period": sheet.round.period,
            "total": read_payload(sheet.version.payload)["outcome"]["total"],
            "level": read_payload(sheet.version.payload)["level"],
            "same_scheme": sheet.round.scheme.version.text == scheme.version.text,
        }
        for sheet in sheets.order_by("pk")
    }

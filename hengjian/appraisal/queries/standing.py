"""What closed years came to for each person, for whoever stands on it."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from hengjian.appraisal.models import AppraisalRound, GradeDecision, ScoreSheet
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class Standing:
    """One person's closed year: the total, and the grade as it was decided."""

    staff_class: str
    total: Decimal
    grade: str
    sheet: int
    department: int | None
    address: str


def closed_standing(unit: Procuratorate, year: int) -> dict[int, Standing]:
    """By person's key; nobody of a year that is not closed, nor with a provisional sheet."""
    sheets = ScoreSheet.objects.filter(
        round__scheme__procuratorate=unit,
        round__period=str(year),
        round__state=AppraisalRound.State.CLOSED,
        is_final=True,
        total__isnull=False,
    ).select_related("round__scheme")
    grades = decided_grades([sheet.pk for sheet in sheets])
    return {
        sheet.person_id: Standing(
            sheet.round.scheme.staff_class,
            sheet.total or Decimal(0),
            grades.get(sheet.pk, ""),
            sheet.pk,
            sheet.department_id,
            reverse("appraisal:sheet", args=[sheet.pk]),
        )
        for sheet in sheets.order_by("person__number")
    }


def decided_grades(sheets: list[int]) -> dict[int, str]:
    """The grades that people decided, by sheet; the latest decision stands."""
    found = GradeDecision.objects.filter(
        sheet__in=sheets, superseded_by__isnull=True
    ).order_by("pk")
    return {one.sheet_id: one.grade for one in found}

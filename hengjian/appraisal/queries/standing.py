"""What closed years came to for each person, for whoever stands on it."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from hengjian.appraisal.models import AppraisalRound, GradeDecision, ScoreSheet
from hengjian.appraisal.sheet_payload import read_payload
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class Standing:
    """One person's closed year: the total, and the grade as it was decided.

    ``version`` and ``digest`` pin what it rests on. ``level`` is the 95 % range of chance
    around the total where counts are known; ``progress`` the change since the closed
    sheet a year before, ``is_comparable`` where both were scored by the same rules.
    """

    staff_class: str
    total: Decimal
    grade: str
    sheet: int
    department: int | None
    address: str
    version: int
    digest: str
    level: tuple[Decimal, Decimal] | None
    progress: Decimal | None
    is_comparable: bool


def closed_standing(unit: Procuratorate, year: int) -> dict[int, Standing]:
    """By person's key; nobody of a year that is not closed, nor with a provisional sheet."""
    sheets = ScoreSheet.objects.filter(
        round__scheme__procuratorate=unit,
        round__period=str(year),
        round__state=AppraisalRound.State.CLOSED,
        is_final=True,
        total__isnull=False,
    ).select_related("round__scheme", "current")
    grades = decided_grades([sheet.pk for sheet in sheets])
    return {
        sheet.person_id: _standing(sheet, grades.get(sheet.pk, ""))
        for sheet in sheets.order_by("person__number")
    }


def _standing(sheet: ScoreSheet, grade: str) -> Standing:
    payload = read_payload(sheet.version.payload)
    total, before = sheet.total or Decimal(0), payload["earlier"]
    level = payload["level"]
    return Standing(
        sheet.round.scheme.staff_class,
        total,
        grade,
        sheet.pk,
        sheet.department_id,
        reverse("appraisal:sheet", args=[sheet.pk]),
        sheet.version.number,
        sheet.version.digest,
        (Decimal(level[0]), Decimal(level[1])) if level else None,
        total - Decimal(before["total"]) if before else None,
        bool(before and before["same_scheme"]),
    )


def decided_grades(sheets: list[int]) -> dict[int, str]:
    """The grades that people decided, by sheet; the latest decision stands."""
    found = GradeDecision.objects.filter(
        sheet__in=sheets, superseded_by__isnull=True
    ).order_by("pk")
    return {one.sheet_id: one.grade for one in found}

"""Grades as they are typed on a round's page, one for each sheet."""

from hengjian.access.doors import PageRequest
from hengjian.appraisal.models import AppraisalRound


def typed_grades(
    request: PageRequest, found: AppraisalRound
) -> tuple[dict[int, str], dict[int, str]]:
    """Grade and reason by sheet; a sheet without a grade is left out."""
    keys = list(found.sheets.order_by("pk").values_list("pk", flat=True))
    grades = {key: request.POST.get(f"grade-{key}", "").strip() for key in keys}
    reasons = {key: request.POST.get(f"reason-{key}", "") for key in keys}
    return {key: grade for key, grade in grades.items() if grade}, reasons

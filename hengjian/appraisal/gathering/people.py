"""Whom a scheme's sheets are about: by post, department and the end of the period."""

from datetime import date

from hengjian.appraisal.gathering.given import Subject
from hengjian.appraisal.models import AppraisalScheme, StaffClass
from hengjian.organisation.models import Appointment, Department
from hengjian.organisation.models.post import PostKind
from hengjian.organisation.queries import in_force_on


CLASSES: dict[str, frozenset[str]] = {
    StaffClass.PROCURATORS: frozenset({PostKind.PROCURATOR}),
    StaffClass.ASSISTANTS: frozenset({PostKind.ASSISTANT, PostKind.CLERK}),
    StaffClass.ADMINISTRATIVE: frozenset(
        {PostKind.ADMINISTRATIVE, PostKind.DEPARTMENTAL_CLERK, PostKind.CASE_MANAGER}
    ),
    StaffClass.LEADERS: frozenset(
        {
            PostKind.CHIEF,
            PostKind.DEPUTY,
            PostKind.COMMITTEE_MEMBER,
            PostKind.DEPARTMENT_HEAD,
        }
    ),
    StaffClass.DEPARTMENTS: frozenset(),  # a department's own sheet is nobody's
}


def subjects_on(scheme: AppraisalScheme, day: date) -> list[Subject]:
    """The people of a scheme on a day, by department and staff number."""
    found = Appointment.objects.filter(
        in_force_on(day),
        is_main=True,
        procuratorate=scheme.procuratorate,
        post__kind__in=CLASSES[scheme.staff_class],
    ).select_related("person", "department")
    if scheme.departments:
        found = found.filter(department__code__in=scheme.departments)
    ordered = sorted(found, key=lambda one: (_code(one.department), one.person.number))
    return [Subject(one.person, one.department) for one in ordered]


def _code(department: Department | None) -> str:
    return "" if department is None else department.code

"""Add, change and close departments."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.organisation.faults import OrganisationFault
from hengjian.organisation.models import Department, Procuratorate


@journal.action
def add(
    *,
    procuratorate: Procuratorate,
    code: str,
    name: str,
    by: Actor,
    name_en: str = "",
    card_code: str = "",
) -> Department:
    """Add a department. Raises ``OrganisationFault`` when its code is in use there."""
    department = Department(
        procuratorate=procuratorate,
        code=code,
        name=name,
        name_en=name_en,
        card_code=card_code,
    )
    _require_free(department)
    department.save()
    journal.enter(
        "organisation.department_added", subject=department, new=_values(department)
    )
    return department


@journal.action
def change(
    *,
    department: Department,
    by: Actor,
    name: str,
    name_en: str = "",
    card_code: str = "",
) -> Department:
    """Give a department its new names. Raises ``OrganisationFault``."""
    old = _values(department)
    department.name = name
    department.name_en = name_en
    department.card_code = card_code
    if _values(department) == old:
        journal.nothing_changed()
        return department
    _require_free(department)
    department.save()
    journal.enter(
        "organisation.department_changed",
        subject=department,
        old=old,
        new=_values(department),
    )
    return department


@journal.action
def close(*, department: Department, on: date, by: Actor) -> Department:
    """Close a department. Raises ``OrganisationFault`` while people sit in it."""
    sitting = department.appointments.filter(until_on__isnull=True)
    if sitting.exists():
        raise OrganisationFault(
            Text("部门内尚有在任人员", "people still sit in the department")
        )
    department.closed_on = on
    department.save(update_fields=["closed_on"])
    journal.enter("organisation.department_closed", subject=department, new={"on": on})
    return department


def _require_free(department: Department) -> None:
    others = Department.objects.filter(procuratorate=department.procuratorate).exclude(
        pk=department.pk
    )
    if others.filter(code=department.code).exists():
        raise OrganisationFault(
            Text(
                f"部门编码 {department.code} 已在使用",
                f"department code {department.code} is in use",
            ),
            status=409,
        )
    named = department.card_code
    if named and others.filter(card_code=named).exists():
        raise OrganisationFault(
            Text(
                f"案卡名称“{named}”已属于另一部门",
                f"another department has the card name “{named}”",
            ),
            status=409,
        )


def _values(department: Department) -> dict[str, object]:
    return {
        "procuratorate": department.procuratorate.code,
        "code": department.code,
        "name": department.name,
        "name_en": department.name_en,
        "card_code": department.card_code,
    }

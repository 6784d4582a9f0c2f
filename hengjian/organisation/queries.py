"""What comes back from the organisation: subtrees, who sat where on a day, handlers."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from hengjian.lib.bilingual import Text
from hengjian.organisation.faults import OrganisationFault
from hengjian.organisation.models import (
    Appointment,
    Department,
    Person,
    Procuratorate,
)


def subtree(procuratorate: Procuratorate) -> QuerySet[Procuratorate]:
    """The procuratorate and all below it."""
    return Procuratorate.objects.filter(path__startswith=procuratorate.path)


def subtree_codes(procuratorate: Procuratorate) -> list[str]:
    """The codes of the procuratorate and all below it, in order."""
    return list(subtree(procuratorate).order_by("code").values_list("code", flat=True))


def procuratorate_by_code(code: str) -> Procuratorate | None:
    """The procuratorate with a six-digit code."""
    return Procuratorate.objects.filter(code=code).first()


def procuratorate_with(code: str) -> Procuratorate:
    """The procuratorate with a code. Raises ``OrganisationFault``."""
    found = procuratorate_by_code(code)
    if found is None:
        raise OrganisationFault(
            Text(f"没有单位 {code}", f"there is no procuratorate {code}"), status=404
        )
    return found


def person_by_number(number: str) -> Person:
    """The person with a staff number. Raises ``OrganisationFault``."""
    found = Person.objects.filter(number=number).first()
    if found is None:
        raise OrganisationFault(
            Text(f"没有工号 {number}", f"there is no staff number {number}"), status=404
        )
    return found


def tree() -> list[tuple[Procuratorate, int]]:
    """Every procuratorate with its depth, each parent before its children."""
    everyone = list(Procuratorate.objects.order_by("code"))
    children: dict[int | None, list[Procuratorate]] = {}
    for each in everyone:
        children.setdefault(each.parent_id, []).append(each)
    ordered: list[tuple[Procuratorate, int]] = []
    waiting = [(each, 0) for each in reversed(children.get(None, []))]
    while waiting:
        each, depth = waiting.pop()
        ordered.append((each, depth))
        below = children.get(each.pk, [])
        waiting.extend((child, depth + 1) for child in reversed(below))
    return ordered


def appointments_on(day: date) -> QuerySet[Appointment]:
    """The appointments in force on a day."""
    return Appointment.objects.filter(in_force_on(day)).select_related(
        "person", "post", "department", "procuratorate"
    )


def in_force_on(day: date, prefix: str = "") -> Q:
    """The condition that an appointment (or a grant) is in force on a day."""
    return Q(**{f"{prefix}from_on__lte": day}) & (
        Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": day})
    )


def people_on(unit: Procuratorate | Department, day: date) -> QuerySet[Person]:
    """The people who sat in a procuratorate or department on a day."""
    where = (
        {"appointments__department": unit}
        if isinstance(unit, Department)
        else {"appointments__procuratorate": unit}
    )
    in_force = in_force_on(day, "appointments__")
    return Person.objects.filter(in_force, **where).distinct()


def main_appointment_on(person: Person, day: date) -> Appointment | None:
    """Where a person mainly sat on a day."""
    return appointments_on(day).filter(person=person, is_main=True).first()


def department_by_card_text(
    procuratorate: Procuratorate, text: str
) -> Department | None:
    """The department that case cards of a procuratorate call ``text``."""
    text = text.strip()
    matching = procuratorate.departments.filter(
        Q(card_code=text) | Q(card_code="", name=text) | Q(code=text)
    )
    return matching.first() if text else None


def handlers_named(procuratorate: Procuratorate, text: str, day: date) -> list[Person]:
    """The people of a procuratorate whom cards of a day call ``text``; several if equal.

    Who sat there on the day comes before who sat there at another time.
    """
    text = text.strip()
    if not text:
        return []
    called = Person.objects.filter(
        Q(card_code=text) | Q(card_code="", name=text) | Q(number=text)
    )
    on_day = called.filter(
        in_force_on(day, "appointments__"), appointments__procuratorate=procuratorate
    ).distinct()
    ever = called.filter(appointments__procuratorate=procuratorate).distinct()
    return list(on_day) or list(ever)


def short_names(codes: Iterable[str]) -> dict[str, Text]:
    """What the procuratorates with these codes are called in short."""
    found = Procuratorate.objects.filter(code__in=set(codes))
    return {each.code: Text.same(str(each)) for each in found}

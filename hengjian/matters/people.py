"""Who is meant: the people that a card's items, a task's role or a name stand for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from hengjian.access.held_roles import placed
from hengjian.access.models import Account, RoleGrant
from hengjian.lib import clock
from hengjian.matters.models import Matter, WorkItem
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import (
    handlers_named,
    in_force_on,
    main_appointment_on,
)


REGISTRANT, HANDLER, LEADER_IN_CHARGE = "registrant", "handler", "leader_in_charge"
OF_AN_ITEM = "item."
"""Begins a role that a person item of the card fills: ``item.case_handler``."""
# roles that a matter itself fills with a person; any other is a role of access
OF_THE_MATTER = {
    REGISTRANT: "registrant",
    HANDLER: "handler",
    LEADER_IN_CHARGE: "leader_in_charge",
}


def person_named(text: str, unit: Procuratorate, day: date) -> Person | None:
    """The one person of an office that a text names: staff number first, then name."""
    if not text:
        return None
    found = Person.objects.filter(number=text).first()
    if found is not None:
        return found
    named = handlers_named(unit, text, day)
    return named[0] if len(named) == 1 else None


def place_of(
    person: Person, day: date
) -> tuple[Procuratorate, Department | None] | None:
    """Where somebody mainly sits on a day."""
    sitting = main_appointment_on(person, day)
    return None if sitting is None else (sitting.procuratorate, sitting.department)


def colleagues(unit: Procuratorate, day: date | None = None) -> QuerySet[Person]:
    """Everybody who sits in an office on a day (today), by name."""
    in_force = in_force_on(day or clock.today(), "appointments__")
    return (
        Person.objects.filter(in_force, appointments__procuratorate=unit)
        .distinct()
        .order_by("name", "number")
    )


def holders_of(
    role: str, unit: Procuratorate, department: Department | None
) -> list[Person]:
    """The people who hold a role in the very office (or department) of a task, by number."""
    today = clock.today()
    grants = RoleGrant.objects.filter(
        in_force_on(today), role=role, account__is_active=True
    ).select_related("account__person", "unit", "department")
    people = {
        grant.account.person.pk: grant.account.person
        for grant in placed(grants, today)
        if grant.account.person is not None and _holds_at(grant, unit, department)
    }
    return sorted(people.values(), key=lambda person: person.number)


def _holds_at(
    grant: RoleGrant, unit: Procuratorate, department: Department | None
) -> bool:
    if grant.department_id is not None:
        return department is not None and grant.department_id == department.pk
    return grant.unit_id == unit.pk


def candidates(item: WorkItem) -> list[Person]:
    """Who may be given a task: those in its role, else the office's people; not recused."""
    unit, department = item.procuratorate, item.department
    found: Iterable[Person]
    if item.role and not is_of_the_matter(item.role):
        found = holders_of(item.role, unit, department)
    else:
        found = colleagues(unit)
    away = set(item.matter.recusals.values_list("person_id", flat=True))
    return [person for person in found if person.pk not in away]


def is_of_the_matter(role: str) -> bool:
    """Whether the matter itself names who is in a role."""
    return role in OF_THE_MATTER or role.startswith(OF_AN_ITEM)


def person_for(matter: Matter, role: str) -> Person | None:
    """The person whom the matter itself names for a role; None: whoever holds it."""
    if role.startswith(OF_AN_ITEM):
        text = matter.values.get(role.removeprefix(OF_AN_ITEM))
        return person_named(str(text or ""), matter.procuratorate, clock.today())
    field = OF_THE_MATTER.get(role)
    found: Person | None = getattr(matter, field) if field else None
    return found


def key_of_person_for(matter: Matter, role: str) -> int | None:
    """The key of that person, read only where a text names it."""
    if role in OF_THE_MATTER:
        key: int | None = getattr(matter, f"{OF_THE_MATTER[role]}_id")
        return key
    person = person_for(matter, role)
    return person.pk if person is not None else None


def account_of(person: Person | None) -> Account | None:
    """The open sign-in of a person."""
    if person is None:
        return None
    found: Account | None = Account.objects.filter(
        person=person, is_active=True
    ).first()
    return found

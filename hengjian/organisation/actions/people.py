"""Add and change people of the offices."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.organisation.faults import OrganisationFault
from hengjian.organisation.models import Person


@journal.action
def add(
    *, number: str, name: str, by: Actor, name_en: str = "", card_code: str = ""
) -> Person:
    """Add a person. Raises ``OrganisationFault`` when the staff number is in use."""
    if Person.objects.filter(number=number).exists():
        raise OrganisationFault(
            Text(f"工号 {number} 已在使用", f"staff number {number} is in use"),
            status=409,
        )
    person = Person(number=number, name=name, name_en=name_en, card_code=card_code)
    person.save()
    journal.enter("organisation.person_added", subject=person, new=_values(person))
    return person


@journal.action
def change(
    *, person: Person, name: str, by: Actor, name_en: str = "", card_code: str = ""
) -> Person:
    """Give a person a new name or card name."""
    old = _values(person)
    person.name, person.name_en, person.card_code = name, name_en, card_code
    if _values(person) == old:
        journal.nothing_changed()
        return person
    person.save()
    journal.enter(
        "organisation.person_changed", subject=person, old=old, new=_values(person)
    )
    return person


@journal.action
def leave(*, person: Person, on: date, by: Actor) -> Person:
    """A person leaves the offices: every appointment ends on that day."""
    lasting = list(person.appointments.filter(until_on__isnull=True))
    for appointment in lasting:
        appointment.until_on = max(on, appointment.from_on)
        appointment.save(update_fields=["until_on"])
    person.left_on = on
    person.save(update_fields=["left_on"])
    journal.enter(
        "organisation.person_left",
        subject=person,
        new={"on": on, "ended": [each.pk for each in lasting]},
    )
    return person


def _values(person: Person) -> dict[str, str]:
    return {
        "number": person.number,
        "name": person.name,
        "name_en": person.name_en,
        "card_code": person.card_code,
    }

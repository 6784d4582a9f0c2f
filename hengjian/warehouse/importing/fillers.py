"""Who filled a card: the person and department that its texts name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from hengjian.engines.pack_format.model import CaseCard, ItemType
from hengjian.organisation.models import Appointment, Department, Procuratorate


FILLED_BY = "filled_by"


def filler_item(card: CaseCard) -> str | None:
    """The item that names who filled the card: ``filled_by``, else the handler."""
    item = card.items.get(FILLED_BY)
    if item is not None and item.type is ItemType.PERSON:
        return FILLED_BY
    return card.handler


@dataclass(frozen=True)
class Fillers:
    """The people and departments of some procuratorates on a day, by their texts.

    A text that fits two people names nobody: a finding must not go to the wrong one.
    """

    procuratorates: dict[str, int] = field(default_factory=dict)
    people: dict[tuple[str, str], int | None] = field(default_factory=dict)
    departments: dict[tuple[str, str], int] = field(default_factory=dict)
    person_names: dict[int, str] = field(default_factory=dict)
    department_names: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, unit_codes: Iterable[str], day: date) -> "Fillers":
        """Look the named procuratorates up."""
        codes = sorted(set(unit_codes) - {""})
        found = cls()
        for unit in Procuratorate.objects.filter(code__in=codes):
            found.procuratorates[unit.code] = unit.pk
        _find_people(found, codes, day)
        _find_departments(found, codes)
        return found

    def person(self, unit_code: str, text: str) -> int | None:
        """The person's key; None where the text names nobody, or more than one."""
        return self.people.get((unit_code, text))

    def department(self, unit_code: str, text: str) -> int | None:
        """The department's key."""
        return self.departments.get((unit_code, text))


def _find_people(found: Fillers, codes: list[str], day: date) -> None:
    seated = (
        Appointment.objects.filter(procuratorate__code__in=codes, from_on__lte=day)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
        .values_list(
            "procuratorate__code",
            "person_id",
            "person__name",
            "person__card_code",
            "person__number",
        )
        .distinct()
    )
    for code, person, name, card_code, number in seated:
        found.person_names[person] = name
        for text in {name, card_code, number} - {""}:
            known = found.people.setdefault((code, text), person)
            if known != person:
                found.people[code, text] = None


def _find_departments(found: Fillers, codes: list[str]) -> None:
    named = Department.objects.filter(procuratorate__code__in=codes).values_list(
        "procuratorate__code", "pk", "name", "card_code", "code"
    )
    for unit, department, name, card_code, code in named:
        found.department_names[department] = name
        for text in {name, card_code, code} - {""}:
            found.departments.setdefault((unit, text), department)

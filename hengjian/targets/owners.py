"""Whose a target is: a department, a person or a leader, found by what is written."""

from dataclasses import dataclass
from datetime import date

from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import handlers_named


@dataclass(frozen=True)
class Owner:
    """A department, a person, or a person named in a department; or nobody yet."""

    department: Department | None = None
    person: Person | None = None

    @property
    def key(self) -> str:
        """How a sharer is called: by name."""
        return str(self.department or self.person or "")

    def called(self, level: str) -> str:
        """How the owner of a target of a level is called."""
        if level == "person":
            return str(self.person or self.department or "")
        return self.key

    def __bool__(self) -> bool:
        return self.department is not None or self.person is not None


class OwnerUnknown(ValueError):
    """Nobody here is called so, or several are."""

    def __init__(self, text: str, several: int = 0) -> None:
        super().__init__(text)
        self.text, self.several = text, several


def owner_named(unit: Procuratorate, text: str, day: date) -> Owner:
    """A department of an office, else a person who sat there on a day.

    People are found by staff number or name. Raises ``OwnerUnknown``.
    """
    text = text.strip()
    if not text:
        return Owner()
    for field in ("name", "code"):
        department = unit.departments.filter(**{field: text}).order_by("code").first()
        if department is not None:
            return Owner(department=department)
    people = handlers_named(unit, text, day)
    if len(people) != 1:
        raise OwnerUnknown(text, len(people))
    return Owner(person=people[0])

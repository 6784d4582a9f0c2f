"""Who keeps a procuratorate's case data: its case manager (案件管理人员), its clerks (内勤)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from hengjian.organisation.models import Appointment, Procuratorate
from hengjian.organisation.models.post import PostKind


@dataclass(frozen=True)
class Keepers:
    """The case managers and departmental clerks of some procuratorates on a day.

    Where several sit, nobody is named but their department: a finding must not go to the
    wrong one.
    """

    procuratorates: dict[str, int] = field(default_factory=dict)
    people: dict[str, set[int]] = field(default_factory=dict)
    departments: dict[str, set[int]] = field(default_factory=dict)
    clerks: dict[int, set[int]] = field(default_factory=dict)  # by department

    @classmethod
    def of(cls, unit_codes: Iterable[str], day: date) -> "Keepers":
        """Look the named procuratorates up."""
        codes = sorted(set(unit_codes) - {""})
        found = cls()
        if not codes:
            return found
        for unit in Procuratorate.objects.filter(code__in=codes):
            found.procuratorates[unit.code] = unit.pk
        seated = (
            Appointment.objects.filter(
                procuratorate__code__in=codes,
                post__kind__in=(PostKind.CASE_MANAGER, PostKind.DEPARTMENTAL_CLERK),
                from_on__lte=day,
            )
            .filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
            .values_list(
                "procuratorate__code", "person_id", "department_id", "post__kind"
            )
        )
        for code, person, department, kind in seated:
            if kind == PostKind.DEPARTMENTAL_CLERK:
                if department is not None:
                    found.clerks.setdefault(department, set()).add(person)
                continue
            found.people.setdefault(code, set()).add(person)
            if department is not None:
                found.departments.setdefault(code, set()).add(department)
        return found

    def person(self, unit_code: str) -> int | None:
        """The only case manager's key."""
        return _only(self.people.get(unit_code))

    def steward(self, unit_code: str, department: int | None) -> int | None:
        """Who sees to a card that names nobody: its department's clerk (内勤), else the
        only case manager."""
        clerk = _only(self.clerks.get(department or 0))
        return clerk if clerk is not None else self.person(unit_code)

    def department(self, unit_code: str) -> int | None:
        """The key of the department in which they all sit."""
        return _only(self.departments.get(unit_code))


def _only(keys: set[int] | None) -> int | None:
    return next(iter(keys)) if keys is not None and len(keys) == 1 else None

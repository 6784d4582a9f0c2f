"""Objections: whose they are to see, and how many there were, without names."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.objecting import KIND, Objection, objection_of
from hengjian.matters import filling
from hengjian.matters.kinds import kind_of
from hengjian.matters.models import Matter
from hengjian.matters.queries.sight import matters_seen
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class YearOfObjections:
    """A year's objections of one office, as they are published."""

    year: int
    raised: int
    corrected: int
    kept: int
    open: int


def objections_seen(account: Account) -> QuerySet[Matter]:
    """The objections that the viewer sees, the newest first."""
    seen: QuerySet[Matter] = matters_seen(account).filter(kind=KIND)
    return seen.order_by("-pk")


def objection_seen(account: Account, number: int) -> Objection:
    """One objection: the objector's, the reviewer's, who reads all sheets. Raises ``NotTheirs``."""
    matter = objections_seen(account).filter(pk=number).first()
    if matter is None:
        raise NotTheirs
    found = objection_of(matter)
    if not (may_weigh(account, found) or found.sheet.person_id == account.person_id):
        raise NotTheirs
    return found


def may_weigh(account: Account, objection: Objection) -> bool:
    """Whether the effect on others is theirs to see: the reviewer, who reads all sheets."""
    person = account.person
    if person is not None and person.pk == objection.sheet.person_id:
        return False
    if person is not None and person.number == objection.values.get("reviewer"):
        return True
    unit = objection.matter.procuratorate
    return may(account, Permission.SHEET_READ_ALL, unit=unit)


def statistics(unit: Procuratorate) -> list[YearOfObjections]:
    """How many were raised, corrected, kept and are open, by year: counts, never names."""
    counted: dict[int, Counter[str]] = {}
    matters = Matter.objects.filter(kind=KIND, procuratorate=unit)
    for matter in matters.select_related("release").order_by("pk"):
        year = counted.setdefault(matter.year, Counter())
        year["raised"] += 1
        year[_outcome(matter)] += 1
    return [
        YearOfObjections(year, of["raised"], of["corrected"], of["kept"], of["open"])
        for year, of in sorted(counted.items(), reverse=True)
    ]


def _outcome(matter: Matter) -> str:
    values = filling.values_of(matter, kind_of(matter.release))
    if values.get("decision") != "adopted":
        return "open"
    return "corrected" if values.get("proposal") == "correct" else "kept"

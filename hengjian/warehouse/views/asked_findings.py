"""What a list of findings was asked for: read from the address, checked once."""

from dataclasses import dataclass, replace

from hengjian.access.doors import PageRequest, visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units
from hengjian.organisation.models import Department, Procuratorate
from hengjian.warehouse.queries.finding_lists import DUES, STATES, Wanted
from hengjian.warehouse.queries.findings import FindingFilter
from hengjian.warehouse.wording import DIMENSIONS


@dataclass(frozen=True)
class Asked:
    """The filters as they stand; ``unit`` is the only place there is, or the chosen one."""

    wanted: Wanted
    unit: Procuratorate | None
    scope: str
    department: int | None

    @property
    def card(self) -> str:
        """The chosen card; empty for all."""
        return self.wanted.narrowed.card


def asked_for(request: PageRequest) -> Asked:
    """Read the filters; what is unknown stands for all.

    Raises ``UnitNotVisible`` for a place that is not the viewer's.
    """
    get = request.GET.get
    code = get("unit", "")
    unit = (
        visible_unit(request.user, Permission.FINDING_READ, code)
        if code
        else only_unit(request)
    )
    scope = get("scope", "") or default_scope(request)
    state = get("state", "") if get("state", "") in STATES else "awaiting"
    department = get("department", "")
    narrowed = FindingFilter(
        card=get("card", ""),
        place=unit,
        department=int(department) if department.isdecimal() else None,
        unassigned=scope == "unassigned",
        rule=get("rule", "") if get("card", "") else "",
        dimension=get("dimension", "") if get("dimension", "") in DIMENSIONS else "",
        card_import=int(number) if (number := get("import", "")).isdecimal() else None,
    )
    wanted = Wanted(
        narrowed=narrowed,
        own=scope == "own",
        find=get("find", "").strip(),
        state=state,
        level=get("level", ""),
        due=get("due", "") if get("due", "") in DUES else "",
        sort=get("sort", ""),
    )
    return Asked(wanted, unit, scope, narrowed.department)


def default_scope(request: PageRequest) -> str:
    """Who answers and assigns nothing sees what awaits them first."""
    held = permissions_of(request.user)
    only_answers = (
        Permission.FINDING_ANSWER in held and Permission.FINDING_ASSIGN not in held
    )
    return "own" if only_answers and request.user.duty_person_id else "all"


def only_unit(request: PageRequest) -> Procuratorate | None:
    """The viewer's place, where there is just one."""
    units = visible_units(request.user, Permission.FINDING_READ)[:2]
    return units[0] if len(units) == 1 else None


def units(request: PageRequest) -> list[Procuratorate]:
    """The places the filter offers."""
    found = visible_units(request.user, Permission.FINDING_READ)
    return list(found.order_by("level", "code"))


def departments(unit: Procuratorate | None) -> list[Department]:
    """The departments the filter offers: those of the chosen place."""
    if unit is None:
        return []
    return list(unit.departments.filter(closed_on__isnull=True).order_by("code"))


def everywhere(asked: Asked) -> Wanted:
    """The same place and card, in every state: what the tiles count."""
    narrowed = FindingFilter(card=asked.card, place=asked.unit)
    return replace(Wanted(), narrowed=narrowed)

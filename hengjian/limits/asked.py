"""What the board was asked for: read from the address, checked once."""

from dataclasses import dataclass

from hengjian.access.doors import PageRequest, visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units
from hengjian.lib.bilingual import Text
from hengjian.limits.queries.board import READS, Wanted
from hengjian.limits.wording import ACTS, OTHERS, SPANS
from hengjian.organisation.models import Department, Procuratorate


SCOPES = {
    "all": Text("全部", "Everybody's"),
    "own": Text("我承办的", "Mine"),
}
FIRST = "near"
"""The span with which the board opens for who oversees cases."""
LOOKS = {"columns", "page", "sort", "export"}
"""Of the address: how the list is shown, not which."""
EVERY_SPAN = {"": Text("进行中", "Running"), **SPANS, **OTHERS}


@dataclass(frozen=True)
class Asked:
    """The filters as they stand; ``unit`` is the only place there is, or the chosen one."""

    wanted: Wanted
    unit: Procuratorate | None
    scope: str

    @property
    def span(self) -> str:
        """The chosen span; empty for all that run."""
        return self.wanted.span


def asked_for(request: PageRequest) -> Asked:
    """Read the filters; what is unknown stands for all.

    Raises ``UnitNotVisible`` for a place that is not the viewer's.
    """
    get = request.GET.get
    code = get("unit", "")
    unit = visible_unit(request.user, READS, code) if code else only_unit(request)
    scope = get("scope", "")
    scope = scope if scope in SCOPES else default_scope(request)
    wanted = Wanted(
        own=scope == "own",
        place=unit,
        department=_number(get("department", "")),
        person=_number(get("person", "")),
        card=get("card", ""),
        limit=get("limit", ""),
        deadline=get("deadline", ""),
        span=_span(request, scope),
        custody=get("custody", "") == "yes",
        acts=get("acts", "") if get("acts", "") in ACTS else "",
        find=get("find", "").strip()[:100],
        sort=get("sort", ""),
    )
    return Asked(wanted, unit, scope)


def default_scope(request: PageRequest) -> str:
    """Who handles cases and oversees nobody sees the own limits first."""
    held = permissions_of(request.user)
    oversees = {Permission.FINDING_ASSIGN, Permission.CARDS_BEHIND_READ} & held
    return "all" if oversees or not request.user.duty_person_id else "own"


def _span(request: PageRequest, scope: str) -> str:
    """The chosen span. Who oversees and asks for nothing sees what is to be done first."""
    if scope == "all" and not request.GET.keys() - LOOKS:
        return FIRST
    span = request.GET.get("span", "")
    return span if span in EVERY_SPAN else ""


def only_unit(request: PageRequest) -> Procuratorate | None:
    """The viewer's place, where there is just one."""
    units = visible_units(request.user, READS)[:2]
    return units[0] if len(units) == 1 else None


def units(request: PageRequest) -> list[Procuratorate]:
    """The places the filter offers."""
    return list(visible_units(request.user, READS).order_by("level", "code"))


def departments(unit: Procuratorate | None) -> list[Department]:
    """The departments the filter offers: those of the chosen place."""
    if unit is None:
        return []
    return list(unit.departments.filter(closed_on__isnull=True).order_by("code"))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 16 else None

"""What a list of prompts was asked for: read from the address, checked once."""

from dataclasses import dataclass

from hengjian.access.doors import PageRequest, visible_unit
from hengjian.access.queries import visible_units
from hengjian.monitoring.queries.prompts import READS, Wanted
from hengjian.monitoring.wording import GROUNDS, LEVELS, SPANS
from hengjian.organisation.models import Department, Procuratorate


@dataclass(frozen=True)
class Asked:
    """The filters as they stand; ``unit`` is the only place there is, or the chosen one."""

    wanted: Wanted
    unit: Procuratorate | None


def asked_for(request: PageRequest) -> Asked:
    """Read the filters; what is unknown stands for all.

    Raises ``UnitNotVisible`` for a place that is not the viewer's.
    """
    get = request.GET.get
    code = get("unit", "")
    unit = visible_unit(request.user, READS, code) if code else _only_unit(request)
    wanted = Wanted(
        span=get("span", "") if get("span", "") in SPANS else "waiting",
        place=unit,
        department=_number(get("department", "")),
        person=_number(get("person", "")),
        card=get("card", ""),
        rule=get("rule", ""),
        ground=get("ground", "") if get("ground", "") in GROUNDS else "",
        level=get("level", "") if get("level", "") in LEVELS else "",
        find=get("find", "").strip()[:100],
        sort=get("sort", ""),
    )
    return Asked(wanted, unit)


def units(request: PageRequest) -> list[Procuratorate]:
    """The places the filter offers."""
    return list(visible_units(request.user, READS).order_by("level", "code"))


def departments(unit: Procuratorate | None) -> list[Department]:
    """The departments the filter offers: those of the chosen place."""
    if unit is None:
        return []
    return list(unit.departments.filter(closed_on__isnull=True).order_by("code"))


def _only_unit(request: PageRequest) -> Procuratorate | None:
    found = visible_units(request.user, READS)[:2]
    return found[0] if len(found) == 1 else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 16 else None

"""What a page of values was asked for: the place, the kind of period, the period."""

from dataclasses import dataclass

from django.db.models import QuerySet

from hengjian.access.doors import PageRequest, visible_unit
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.indicators.queries.periods import KINDS
from hengjian.indicators.queries.values import RunValues
from hengjian.lib import clock
from hengjian.organisation.models import Level, Procuratorate


@dataclass(frozen=True)
class Asked:
    """Read from the address; what is missing or unknown falls back to the newest."""

    unit: Procuratorate
    whole_city: bool
    kind: str
    period: str
    periods: list[str]

    @property
    def level(self) -> str:
        return "city" if self.whole_city else "procuratorate"

    @property
    def place(self) -> str:
        """The unit parameter that gives this place again."""
        return f"{self.unit.code}+" if self.whole_city else self.unit.code


def asked_for(request: PageRequest, values: RunValues) -> Asked:
    """Read ``unit`` (``990100+`` is the city with all below it), ``kind``, ``period``."""
    text = request.GET.get("unit", "")
    unit = visible_unit(
        request.user, Permission.INDICATOR_READ, text.rstrip("+ ") or None
    )
    whole = text.endswith(("+", " ")) or (not text and unit.level == Level.CITY)
    kind = request.GET.get("kind", "month")
    kind = kind if kind in KINDS else "month"
    periods = values.periods(kind)
    period = request.GET.get("period", "")
    if period not in periods:
        period = newest_whole(periods, kind)
    return Asked(unit, whole and unit.level == Level.CITY, kind, period, periods)


def may_here(account: Account, permission: Permission, unit: Procuratorate) -> bool:
    """Whether the account may do this in the place, be it in one department only."""
    return visible_units(account, permission).filter(pk=unit.pk).exists()


def newest_whole(periods: list[str], kind: str) -> str:
    """The newest period that has ended; the year to date needs no end."""
    if not periods:
        return ""
    today = clock.today()
    this_month = f"{today:%Y-%m}"
    current = {
        "month": this_month,
        "quarter": f"{today.year}-Q{(today.month + 2) // 3}",
        "half": f"{today.year}-H{(today.month + 5) // 6}",
        "year": str(today.year),
    }.get(kind)
    ended = [p for p in periods if current is None or p < current]
    return ended[-1] if ended else periods[-1]


def places(request: PageRequest) -> list[tuple[str, str]]:
    """What the place filter offers: the city with all below it, then each place."""
    units: QuerySet[Procuratorate] = visible_units(
        request.user, Permission.INDICATOR_READ
    ).filter(level__gte=Level.CITY)
    offered: list[tuple[str, str]] = []
    for unit in units.order_by("level", "code"):
        if unit.level == Level.CITY:
            offered.append((f"{unit.code}+", f"{unit.name}(含辖区)"))
        offered.append((unit.code, unit.name))
    return offered

"""Which year of which office a page is about, at the end of which month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hengjian.access.doors import PageRequest
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import TargetPlan
from hengjian.targets.queries.plans import plans_seen


@dataclass(frozen=True)
class Asked:
    """Read from the address; what is missing falls back to one's own office, now."""

    plan: TargetPlan | None
    plans: list[TargetPlan]
    month: date | None
    department: Department | None

    @property
    def months(self) -> list[date]:
        """The months of the year, for the filter."""
        if self.plan is None:
            return []
        return [date(self.plan.year, each, 1) for each in range(1, 13)]


def asked_for(request: PageRequest) -> Asked:
    """Read ``plan`` (its number), ``month`` (1 to 12), ``department`` (its code)."""
    found: QuerySet[TargetPlan] = plans_seen(request.user)
    plans = list(found)
    plan = _plan(request, plans)
    department = None
    if plan is not None and (code := request.GET.get("department", "")):
        department = plan.procuratorate.departments.filter(code=code).first()
    return Asked(plan, plans, _month(request, plan), department)


def plan_numbered(request: PageRequest, number: int | str) -> TargetPlan:
    """The plan with a number that the account may see. Raises ``TargetFault`` (404)."""
    text = str(number)
    found = (
        plans_seen(request.user).filter(pk=int(text)).first()
        if text.isdecimal() and len(text) < 19
        else None
    )
    if found is None:
        raise TargetFault(
            Text("没有这个年度目标，或您无权查看", "no such plan, or not for you"),
            status=404,
        )
    return found


def month_given(text: str) -> date:
    """The first of a month written 2026-03. Raises ``TargetFault``."""
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise TargetFault(Text("请选择月份", "choose a month"), where="month") from None


def _plan(request: PageRequest, plans: list[TargetPlan]) -> TargetPlan | None:
    wanted = request.GET.get("plan", "")
    if wanted:
        return plan_numbered(request, wanted)
    own = (
        request.user.person
        and request.user.person.appointments.order_by("-from_on").first()
    )
    year = clock.today().year
    mine = [
        each for each in plans if own and each.procuratorate_id == own.procuratorate_id
    ]
    now = [each for each in (mine or plans) if each.year == year]
    return next(iter(now or mine or plans), None)


def _month(request: PageRequest, plan: TargetPlan | None) -> date | None:
    """The month asked for, else the last that has ended, else the year's first."""
    if plan is None:
        return None
    wanted, today = request.GET.get("month", ""), clock.today()
    if wanted.isdecimal() and 1 <= int(wanted[:3]) <= 12:
        return date(plan.year, int(wanted), 1)
    if plan.year < today.year:
        return date(plan.year, 12, 1)
    return (
        date(plan.year, max(1, today.month - 1), 1)
        if plan.year == today.year
        else date(plan.year, 1, 1)
    )

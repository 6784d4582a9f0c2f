"""Whose a target is: found for the account, and may it be drafted or reported on."""

from collections.abc import Collection

from hengjian.access.doors import PageRequest
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Department
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import Level, Target
from hengjian.targets.queries.plans import departments_of, plans_seen


P = Permission


def target_numbered(request: PageRequest, number: int) -> Target:
    """The target that the account may see. Raises ``TargetFault`` (404)."""
    found: Target | None = (
        Target.objects.filter(pk=number, plan__in=plans_seen(request.user))
        .select_related("plan__procuratorate", "plan__matter", "department", "person")
        .first()
    )
    if found is None:
        raise TargetFault(
            Text("没有这项目标，或您无权查看", "no such target, or not for you"),
            status=404,
        )
    return found


def drafted_target(request: PageRequest, number: int) -> Target:
    """The same, of a department that the account drafts for. Raises ``UserFault``."""
    target = target_numbered(request, number)
    mine = departments_of(request.user, P.TARGET_DRAFT, target.plan.procuratorate)
    if not is_of(target, mine):
        raise UserFault(
            Text("不是您部门的目标", "not a target of your department"), status=403
        )
    return target


def is_of(target: Target, departments: Collection[Department]) -> bool:
    """Whether a target is of one of these departments; of all of them: any target."""
    every = target.plan.procuratorate.departments.filter(closed_on__isnull=True)
    if departments and len(departments) == every.count():
        return True
    return target.department_id in {each.pk for each in departments}


def is_own(request: PageRequest, target: Target) -> bool:
    """Whether it is the account's own personal target."""
    person = request.user.person_id
    return (
        person is not None
        and target.level == Level.PERSON
        and target.person_id == person
    )

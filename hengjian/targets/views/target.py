"""One target: its versions, its months, what each rests on; reports and proposals."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.targets import policy
from hengjian.targets.aims import aim_of
from hengjian.targets.models import Level, PlanState, Target
from hengjian.targets.models.progress import WORK_STATES
from hengjian.targets.own import is_owned_by
from hengjian.targets.queries.duties import duties_of
from hengjian.targets.queries.gaps import gaps_of
from hengjian.targets.queries.in_force import in_force_of
from hengjian.targets.queries.plans import (
    acts_in,
    current_version,
    departments_of,
    targets_of,
)
from hengjian.targets.queries.told import aim_in_words, told
from hengjian.targets.queries.told_to import sight_of
from hengjian.targets.rows import stored_row
from hengjian.targets.typed import texts_of
from hengjian.targets.views.finding import is_of, is_own, target_numbered


P = Permission


@door(P.TARGET_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """What it asks, month by month, and what is known."""
    return _shown(request, target_numbered(request, number))


def _shown(
    request: PageRequest, target: Target, fault: UserFault | None = None
) -> HttpResponse:
    plan = target.plan
    every = {each.pk: each for each in targets_of(plan)}
    read = every[target.pk]
    sight = sight_of(request.user, plan)
    is_told = sight.is_told(read.level, read.department_id, read.person_id)
    months = [date(plan.year, month, 1) for month in range(1, 13)]
    lines = []
    for month in months:
        found = told(sight.told(in_force_of([read], month)))
        rows = [each for each in read.progress.all() if is_told and each.month == month]
        lines.append((month, found[0] if found else None, rows))
    version = current_version(read)
    names = actor_names(
        [each.entered_by for each in read.progress.all()]
        + [each.approved_by for each in read.versions.all()]
    )
    here = departments_of(request.user, P.TARGET_DRAFT, plan.procuratorate)
    reports = departments_of(
        request.user, P.TARGET_REPORT_FOR_OTHERS, plan.procuratorate
    )
    goes_on = plan.is_running and not (version and version.is_end)
    today = clock.today()
    duties = duties_of(plan.procuratorate, today)
    context = {
        "plan": plan,
        "target": read,
        "above": read.parent,
        "below": told(
            sight.told(
                in_force_of(
                    [each for each in every.values() if each.parent_id == read.pk],
                    months[-1],
                )
            )
        ),
        "lines": lines,
        "versions": [
            (each, aim_in_words(aim_of(each))) for each in read.versions.all()
        ],
        "names": names,
        "indicator": policy.catalogue().get(read.indicator),
        "gaps": [gap for gap in gaps_of(plan) if gap.target == read.number],
        "first": duties.first_names,
        "direct": duties.direct_for(read),
        "task": duties.task_for(read),
        "tier": duties.tier_of(read.person),
        "texts": texts_of(stored_row(read, version)),
        "levels": version.rubric_levels if version else [],
        "may_draft": plan.state == PlanState.DRAFT and is_of(read, here),
        "may_amend": goes_on and is_of(read, here),
        "may_report": goes_on and (is_of(read, reports) or is_own(request, read)),
        "takes_number": not read.indicator and not is_owned_by(read, request.user),
        "may_assess": acts_in(request.user, P.TARGET_REVIEW, plan.procuratorate)
        and not is_owned_by(read, request.user),
        "may_add_below": read.level == Level.DEPARTMENT
        and not plan.is_ended
        and plan.state != PlanState.UNDER_REVIEW
        and is_of(read, here)
        and (
            plan.state == PlanState.DRAFT
            or (plan.matter is not None and plan.matter.is_under_way)
        ),
        "months": months,
        "this_month": f"{today:%Y-%m}",
        "states": WORK_STATES.items(),
        "fault": fault,
        "here": "tree",
    }
    status = fault.status if fault is not None else 200
    return render(request, "targets/target.html", context, status=status)

"""核心项目: the indicators that an office watches most; its own choice, editable."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.targets import policy
from hengjian.targets.actions.core import choose_core_items
from hengjian.targets.core_items import EXAMPLE_CORE_ITEMS
from hengjian.targets.queries.in_force import in_force_of
from hengjian.targets.queries.plans import acts_in, targets_of
from hengjian.targets.queries.told import Told, told
from hengjian.targets.views.asked import asked_for, plan_numbered
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission


@door(P.TARGET_READ)
def page(request: PageRequest) -> HttpResponse:
    """The core items with the target that each has this year."""
    asked = asked_for(request)
    context: dict[str, object] = {"asked": asked, "here": "core"}
    if asked.plan is None or asked.month is None:
        return render(request, "targets/core.html", context)
    plan = asked.plan
    known = policy.catalogue()
    found = told(in_force_of(targets_of(plan), asked.month))
    tops: dict[str, Told] = {}
    for each in found:
        if each.of.indicator:
            tops.setdefault(each.of.indicator, each)
    items = list(plan.core_items.all())
    chosen = [each.indicator for each in items]
    context |= {
        "plan": plan,
        "items": [
            (item, known.get(item.indicator), tops.get(item.indicator))
            for item in items
        ],
        "with_target": sum(each in tops for each in chosen),
        "typed": "\n".join(chosen or EXAMPLE_CORE_ITEMS),
        "is_example": not chosen,
        "may_choose": acts_in(request.user, P.TARGET_REVIEW, plan.procuratorate),
    }
    return render(request, "targets/core.html", context)


@door(P.TARGET_REVIEW, methods=("POST",))
def choose(request: PageRequest, number: int) -> HttpResponse:
    """Choose the core items, one name or code a line."""
    plan = plan_numbered(request, number)
    if not acts_in(request.user, P.TARGET_REVIEW, plan.procuratorate):
        raise UserFault(Text("不由您选定", "not yours to choose"), status=403)
    names = request.POST.get("indicators", "").split()
    policy.require_targets(names, channel="page", by=request.user)
    choose_core_items(plan=plan, indicators=names, by=request.user)
    messages.success(request, say(Text("已选定。", "Chosen.")))
    return redirect(f"/targets/core/?plan={plan.pk}")

"""统计截止日: on which day a month of statistics ends, since when and why."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.indicators.actions import cut_offs as acts
from hengjian.indicators.forms import CutOffForm
from hengjian.indicators.models import CutOffDay
from hengjian.indicators.queries.cut_offs import day_in_words
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language


@door(Permission.INDICATOR_READ)
def page(request: PageRequest) -> HttpResponse:
    """The days since when they hold, newest first; who may change them sets one."""
    days = list(CutOffDay.objects.order_by("-from_month"))
    names = actor_names(each.set_by for each in days)
    context = {
        "days": [(each, day_in_words(each.day), names[each.set_by]) for each in days],
        "may_change": Permission.POLICY_CHANGE in permissions_of(request.user),
    }
    return render(request, "indicators/cut_offs.html", context)


@door(Permission.POLICY_CHANGE, methods=("POST",))
def set_day(request: PageRequest) -> HttpResponse:
    """Set the day from a month on."""
    form = CutOffForm(request.POST)
    if not form.is_valid():
        messages.error(request, in_reader_language(form.fault()))
        return redirect("indicators:cut-offs")
    try:
        acts.set_day(**form.cleaned_data, by=request.user)
    except UserFault as fault:
        messages.error(request, in_reader_language(fault.message))
    else:
        said = Text(
            "截止日已设定，统计将重新计算。",
            "The day is set; values are computed anew.",
        )
        messages.success(request, in_reader_language(said))
    return redirect("indicators:cut-offs")


@door(Permission.POLICY_CHANGE, methods=("POST",))
def withdraw(request: PageRequest, number: int) -> HttpResponse:
    """Take back a day that was set by mistake."""
    found = CutOffDay.objects.filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    acts.withdraw(cut_off=found, by=request.user)
    return redirect("indicators:cut-offs")

"""Register the review of a drawn case: who reviews it, under which number."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import NotFilled
from hengjian.monitoring import reviewing
from hengjian.monitoring.actions import draws as actions
from hengjian.monitoring.models import DrawnCase
from hengjian.monitoring.queries.draws import cases_of
from hengjian.monitoring.views.draws import seen
from hengjian.ui.templatetags.say import in_reader_language as say


WRITTEN = ("national_number", "reviewer", "case_approver")


@door(Permission.REVIEW_DRAW, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest, number: int, place: int) -> HttpResponse:
    """A small form; posted, the review is a matter and who handled the case keeps away."""
    draw = seen(request, number)
    case = cases_of(draw).filter(place=place).first()
    if case is None:
        raise Http404
    case.draw = draw
    if request.method != "POST":
        return _shown(request, case)
    typed = {name: request.POST.get(name, "") for name in WRITTEN}
    form = reviewing.form_of(case, typed, request.user)
    try:
        matter = actions.register_review(case=case, form=form, by=request.user)
    except NotFilled as fault:
        return _shown(request, case, typed, fault.message)
    said = Text(f"已登记评查 {matter.number}。", f"Registered as {matter.number}.")
    messages.success(request, say(said))
    return redirect("matters:matter", matter.pk)


def _shown(
    request: PageRequest,
    case: DrawnCase,
    typed: dict[str, str] | None = None,
    fault: Text | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case,
        "draw": case.draw,
        "typed": typed or {},
        "fault": fault,
        "reviewers": reviewing.reviewers(case, request.user),
        "kept_away": actions.people_kept_away(case),
        "is_national": reviewing.is_national(case, request.user),
    }
    status = 422 if fault is not None else 200
    return render(request, "monitoring/review.html", context, status=status)

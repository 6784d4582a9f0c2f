"""Keeping which columns of a table one wants to see, and going back to the usual ones."""

from django.http import HttpResponse
from django.shortcuts import redirect

from hengjian.access.actions import column_choices
from hengjian.access.doors import PageRequest
from hengjian.access.personal_doors import personal_door
from hengjian.administration.views.signing_in import safe_next
from hengjian.ui.columns import PARAMETER


@personal_door(None, methods=("POST",))
def keep(request: PageRequest) -> HttpResponse:
    """Keep the ticked columns of ``?table=``, then back to ``?next=``."""
    names = request.POST.getlist(request.GET.get("parameter", PARAMETER))
    column_choices.keep(
        account=request.user,
        table=request.GET.get("table", ""),
        columns=names,
        by=request.user,
    )
    return redirect(safe_next(request))


@personal_door(None, methods=("POST",))
def usual(request: PageRequest) -> HttpResponse:
    """Forget what was kept for ``?table=``, then back to ``?next=``."""
    column_choices.forget(
        account=request.user, table=request.GET.get("table", ""), by=request.user
    )
    return redirect(safe_next(request))

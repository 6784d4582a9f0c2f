"""Giving several findings to one person."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Person
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.actions import assigning
from hengjian.warehouse.forms import AssignForm
from hengjian.warehouse.queries.sight import findings_seen, granted


@door(Permission.FINDING_ASSIGN, methods=("POST",))
def assign(request: PageRequest) -> HttpResponse:
    """Assign what was ticked, all or none, and go back to the list."""
    form = AssignForm(request.POST, numbers=request.POST.getlist("finding"))
    if not form.is_valid():
        said = form.first_fault()
        raise UserFault(Text.same(said), status=422)
    wanted = set(form.cleaned_data["finding"])
    overseen = granted(request.user, Permission.FINDING_ASSIGN)
    found = list(findings_seen(request.user).filter(overseen, pk__in=wanted))
    person = Person.objects.filter(pk=form.cleaned_data["person"]).first()
    if len(found) != len(wanted) or person is None:
        raise Http404("finding")
    changed = assigning.assign_all(findings=found, person=person, by=request.user)
    text = Text(
        f"已把 {changed} 条问题分派给{person.name}。",
        f"{changed} findings given to {person.name}.",
    )
    messages.success(request, in_reader_language(text))
    return redirect(_back(request))


def _back(request: PageRequest) -> str:
    wanted = request.POST.get("next", "")
    hosts = {request.get_host()}
    # what is no path would be taken for the name of a page
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, hosts):
        return wanted
    return "warehouse:quality"

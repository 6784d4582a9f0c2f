"""Several tasks at once: given to somebody, urged; each time it is first said what happens."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.actions import bulk, pressing
from hengjian.matters.kinds import titles
from hengjian.matters.models import WorkItem
from hengjian.matters.people import colleagues
from hengjian.matters.queries.sight import matters_seen, may_do
from hengjian.matters.views.asked import back_to, person_given
from hengjian.organisation.models import Person
from hengjian.ui.templatetags.say import in_reader_language


MOST = 200
INBOX = "matters:inbox"


@door(Permission.MATTER_ALLOCATE, methods=("POST",))
def allocate(request: PageRequest) -> HttpResponse:
    """Say what giving the ticked tasks to somebody will do, then do it."""
    items = _ticked(request)
    for item in items:
        if not may_do(request.user, item.matter).allocate:
            raise Http404("item")
    person = person_given(request)
    if person is None or not request.POST.get("confirmed"):
        return _confirm(request, items, "allocate", person)
    count = bulk.allocate_all(
        items=items,
        person=person,
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    return _done(
        request,
        Text(
            f"已把 {count} 项任务分派给{person.name}。",
            f"{count} tasks given to {person.name}.",
        ),
    )


@door(Permission.MATTER_READ, methods=("POST",))
def urge(request: PageRequest) -> HttpResponse:
    """Say what urging the ticked tasks will do, then do it."""
    items = _ticked(request)
    for item in items:
        if not may_do(request.user, item.matter).urge:
            raise Http404("item")
    if not request.POST.get("confirmed"):
        return _confirm(request, items, "urge", None)
    count = pressing.urge_all(
        items=items, words=request.POST.get("reason", ""), by=request.user
    )
    return _done(request, Text(f"已催办 {count} 项。", f"{count} urged."))


def _ticked(request: PageRequest) -> list[WorkItem]:
    numbers = [n for n in request.POST.getlist("item") if n.isdecimal()][:MOST]
    if not numbers:
        raise UserFault(Text("请先勾选任务", "tick the tasks first"))
    found = list(
        WorkItem.objects.filter(
            pk__in=numbers,
            done_at__isnull=True,
            matter__in=matters_seen(request.user).values("pk"),
        )
        .select_related("matter__procuratorate", "matter__department", "person")
        .order_by("due_on", "id")
    )
    if len(found) != len(set(numbers)):
        raise Http404("item")
    return found


def _confirm(
    request: PageRequest, items: list[WorkItem], act: str, person: Person | None
) -> HttpResponse:
    places = {item.procuratorate_id for item in items}
    people = list(colleagues(items[0].matter.procuratorate)) if len(places) == 1 else []
    context = {
        "items": items,
        "act": act,
        "person": person,
        "people": people,
        "titles": titles(),
        "next": request.POST.get("next", ""),
    }
    return render(request, "matters/confirm.html", context)


def _done(request: PageRequest, said: Text) -> HttpResponse:
    messages.success(request, in_reader_language(said))
    return redirect(back_to(request, INBOX))

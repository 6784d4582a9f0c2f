"""Acts on a whole matter, each a short form on its page."""

from django.http import Http404, HttpResponse

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.actions import (
    allocating,
    ending,
    joining,
    noting,
    pausing,
    pressing,
)
from hengjian.matters.faults import MatterFault
from hengjian.matters.models import LinkKind, Matter
from hengjian.matters.queries.sight import matters_seen, may_do, may_work_on
from hengjian.matters.views.asked import person_given, seen
from hengjian.matters.views.task_acts import NOBODY, done
from hengjian.organisation.models import Procuratorate


NOT_YOURS = Text("这件事项不由您办理", "this matter is not yours to handle")


@door(Permission.MATTER_SUPERVISE, methods=("POST",))
def supervise(request: PageRequest, number: int) -> HttpResponse:
    """Put a matter under supervision."""
    matter = seen(request.user, number)
    if not may_do(request.user, matter).supervise:
        raise Http404(str(number))
    pressing.supervise(matter=matter, reason=_reason(request), by=request.user)
    return done(request, matter, Text("已列入督办。", "Under supervision."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def suspend(request: PageRequest, number: int) -> HttpResponse:
    """Suspend a matter: its limits stand still."""
    matter = _changing(request, number)
    pausing.suspend(matter=matter, reason=_reason(request), by=request.user)
    return done(request, matter, Text("已中止。", "Suspended."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def resume(request: PageRequest, number: int) -> HttpResponse:
    """Resume a suspended matter."""
    matter = _changing(request, number)
    pausing.resume(matter=matter, reason=_reason(request), by=request.user)
    return done(request, matter, Text("已恢复办理。", "Resumed."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def close(request: PageRequest, number: int) -> HttpResponse:
    """End a matter before its course is run."""
    matter = _changing(request, number)
    ending.close(matter=matter, reason=_reason(request), by=request.user)
    return done(request, matter, Text("已终止。", "Ended."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def reopen(request: PageRequest, number: int) -> HttpResponse:
    """Take up a closed matter again."""
    matter = _changing(request, number)
    ending.reopen(
        matter=matter,
        element=request.POST.get("element", ""),
        reason=_reason(request),
        by=request.user,
    )
    return done(request, matter, Text("已重新办理。", "Taken up again."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def archive(request: PageRequest, number: int) -> HttpResponse:
    """Archive a closed matter."""
    matter = _changing(request, number)
    ending.archive(matter=matter, by=request.user)
    return done(request, matter, Text("已归档。", "Archived."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def recuse(request: PageRequest, number: int) -> HttpResponse:
    """Keep somebody away from a matter."""
    matter = _changing(request, number)
    person = person_given(request)
    if person is None:
        raise MatterFault(NOBODY, status=422)
    allocating.recuse(
        matter=matter, person=person, reason=_reason(request), by=request.user
    )
    return done(
        request, matter, Text(f"{person.name}回避。", f"{person.name} keeps away.")
    )


@door(Permission.MATTER_REGISTER, methods=("POST",))
def link(request: PageRequest, number: int) -> HttpResponse:
    """Link a matter to another that one sees."""
    matter = seen(request.user, number)
    other = _other(request, matter)
    kind = request.POST.get("kind", "")
    joining.link(
        matter=matter,
        to=other,
        kind=LinkKind(kind) if kind in LinkKind.values else LinkKind.RELATED,
        by=request.user,
    )
    return done(request, matter, Text("已关联。", "Linked."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def note(request: PageRequest, number: int) -> HttpResponse:
    """Write a note on the time line of a matter on which one works."""
    matter = seen(request.user, number)
    if not may_work_on(request.user, matter):
        raise UserFault(NOT_YOURS, status=403)
    noting.note(matter=matter, words=request.POST.get("words", ""), by=request.user)
    return done(request, matter, Text("已加记。", "Noted."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def merge(request: PageRequest, number: int) -> HttpResponse:
    """Merge a duplicate into another matter."""
    matter = _changing(request, number)
    joining.merge(
        matter=matter,
        into=_other(request, matter),
        reason=_reason(request),
        by=request.user,
    )
    return done(request, matter, Text("已并入。", "Merged."))


@door(Permission.MATTER_CHANGE, methods=("POST",))
def transfer(request: PageRequest, number: int) -> HttpResponse:
    """Hand a matter to another office that one sees."""
    matter = _changing(request, number)
    units = visible_units(request.user, Permission.ORGANISATION_READ)
    to: Procuratorate | None = units.filter(code=request.POST.get("unit", "")).first()
    if to is None:
        raise MatterFault(Text("请选择单位", "choose an office"), status=422)
    joining.transfer(matter=matter, to=to, reason=_reason(request), by=request.user)
    return done(request, matter, Text(f"已移送{to.name}。", f"Handed to {to.name}."))


def _changing(request: PageRequest, number: int) -> Matter:
    """A matter that the account may change. Raises ``Http404``."""
    matter = seen(request.user, number)
    if not may_do(request.user, matter).change:
        raise Http404(str(number))
    return matter


def _other(request: PageRequest, matter: Matter) -> Matter:
    """The other matter of the same kind or any, by its number. Raises ``MatterFault``."""
    text = request.POST.get("number", "").strip()
    year, _, serial = text.rpartition("-")
    kind = request.POST.get("of_kind", "") or matter.kind
    found = None
    if year.isdecimal() and serial.isdecimal() and len(text) < 20:
        found = (
            matters_seen(request.user)
            .filter(
                kind=kind,
                year=int(year),
                serial=int(serial),
                procuratorate=matter.procuratorate,
            )
            .first()
        )
    if found is None:
        raise MatterFault(
            Text(
                f"没有登记号“{text}”的同类事项，请写成 2026-0003 这样",
                f"there is no such matter under “{text}”: write it like 2026-0003",
            ),
            status=422,
        )
    return found


def _reason(request: PageRequest) -> str:
    return request.POST.get("reason", "")

"""Whose record each overlaying kind is in an office: settled from a day on, with a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.actions.recording import settle_record
from hengjian.matters.kinds import kinds
from hengjian.matters.models import RECORDS, RecordOf, RecordSetting
from hengjian.matters.recording import record_of
from hengjian.matters.views.asked import day
from hengjian.ui.templatetags.say import in_reader_language


@door(Permission.PACK_RELEASE, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest) -> HttpResponse:
    """What was settled, and a form to settle anew."""
    if request.method == "POST":
        return _settle(request)
    units = list(
        visible_units(request.user, Permission.PACK_RELEASE).order_by("level", "code")
    )
    overlaying = [
        kind for kind in kinds().values() if kind.pack.record_of == RecordOf.NATIONAL
    ]
    today = clock.today()
    first = units[0] if units else None
    context = {
        "kinds": [
            (kind, RECORDS[record_of(kind, first, today)] if first else None)
            for kind in overlaying
        ],
        "unit": first,
        "units": units,
        "titles": {kind.name: kind.title for kind in overlaying},
        "records": RECORDS.items(),
        "today": today,
        "settings": RecordSetting.objects.filter(
            procuratorate__in=[unit.pk for unit in units]
        ).select_related("procuratorate"),
    }
    return render(request, "matters/records.html", context)


def _settle(request: PageRequest) -> HttpResponse:
    given = request.POST
    kind = kinds().get(given.get("kind", ""))
    units = visible_units(request.user, Permission.PACK_RELEASE)
    unit = units.filter(code=given.get("unit", "")[:6]).first()
    wanted = given.get("record_of", "")
    from_on = day(given.get("from_on", ""))
    if kind is None or unit is None:
        raise Http404("kind")
    if wanted not in RecordOf.values or from_on is None:
        raise UserFault(
            Text("请选择记录归属和启用日", "choose whose record and from when")
        )
    settle_record(
        kind=kind,
        unit=unit,
        record_of=RecordOf(wanted),
        from_on=from_on,
        reason=given.get("reason", ""),
        by=request.user,
    )
    said = Text(
        "已确定，自启用日起登记的事项适用。", "Settled for matters from that day."
    )
    messages.success(request, in_reader_language(said))
    return redirect("matters:records")

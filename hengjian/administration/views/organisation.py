"""Who works where: the tree of procuratorates, and one of them on a day."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.administration.table_columns import APPOINTMENTS, PLACES
from hengjian.lib import clock
from hengjian.organisation import queries


@door(Permission.ORGANISATION_READ)
def tree(request: PageRequest) -> HttpResponse:
    """The tree as far as the viewer's own places reach."""
    seen = set(
        visible_units(request.user, Permission.ORGANISATION_READ).values_list(
            "pk", flat=True
        )
    )
    rows = [(each, depth) for each, depth in queries.tree() if each.pk in seen]
    shallowest = min((depth for _, depth in rows), default=0)
    context = {
        "rows": [(each, depth - shallowest) for each, depth in rows],
        "columns": columns_for(request, PLACES),
    }
    return render(request, "administration/organisation.html", context)


@door(Permission.ORGANISATION_READ)
def place(request: PageRequest, code: str) -> HttpResponse:
    """One procuratorate: its departments and who sat where on the asked day."""
    unit = visible_unit(request.user, Permission.ORGANISATION_READ, code)
    day = _day(request.GET.get("on", ""))
    appointments = queries.appointments_on(day).filter(procuratorate=unit)
    groups: dict[str, list[object]] = {}
    for each in appointments.order_by("department__code", "post__code", "person__name"):
        groups.setdefault(each.department.name if each.department else "", []).append(
            each
        )
    context = {
        "place": unit,
        "day": day,
        "groups": groups,
        "columns": columns_for(request, APPOINTMENTS),
        "count": appointments.count(),
    }
    return render(request, "administration/place.html", context)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()

"""New cards of national records: offered, registered by themselves, or left; settled here."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.people import person_named
from hengjian.matters.views.asked import day
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.actions.taking_up import settle_taking_up
from hengjian.warehouse.models import TAKING_UP_ACTS, TakingUpAct
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.taking_up import records, settings_in_force, settled


@door(Permission.PACK_RELEASE, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest) -> HttpResponse:
    """What holds now in each office, what was settled before, and a form to settle."""
    if request.method == "POST":
        return _settle(request)
    units = list(
        visible_units(request.user, Permission.PACK_RELEASE).order_by("level", "code")
    )
    seen = {unit.pk for unit in units}
    titles, known = card_titles(), records()
    today = clock.today()
    now = [
        setting
        for card in sorted({card for _, card in known})
        for setting in settings_in_force(card, today)
        if setting.procuratorate_id in seen
    ]
    context = {
        "records": [
            (f"{kind.name}:{card}", kind.title, titles.get(card, Text.same(card)))
            for kind, card in known
        ],
        "units": units,
        "titles": titles,
        "acts": TAKING_UP_ACTS.items(),
        "today": today,
        "now": now,
        "settled": settled(seen),
    }
    return render(request, "warehouse/taking_up.html", context)


def _settle(request: PageRequest) -> HttpResponse:
    given = request.POST
    known = {f"{kind.name}:{card}": (kind, card) for kind, card in records()}
    chosen = known.get(given.get("record", ""))
    units = visible_units(request.user, Permission.PACK_RELEASE)
    unit = units.filter(code=given.get("unit", "")[:6]).first()
    act, from_on = given.get("act", ""), day(given.get("from_on", ""))
    if chosen is None or unit is None:
        raise Http404("record")
    if act not in TakingUpAct.values or from_on is None:
        raise UserFault(
            Text("请选择怎样处理和启用日", "choose what is done and from when")
        )
    kind, card = chosen
    settle_taking_up(
        kind=kind.name,
        card=card,
        unit=unit,
        act=TakingUpAct(act),
        person=person_named(given.get("person", "").strip(), unit, clock.today()),
        from_on=from_on,
        reason=given.get("reason", ""),
        by=request.user,
    )
    said = Text(
        "已确定，下一次导入起适用。", "Settled; it holds from the next import on."
    )
    messages.success(request, in_reader_language(said))
    return redirect("warehouse:taking-up")

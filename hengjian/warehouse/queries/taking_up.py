"""What offices have settled about new cards of national records."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse

from hengjian.engines.pack_format.model import Overlay
from hengjian.matters.kinds import Kind, kinds
from hengjian.matters.models import RecordOf
from hengjian.warehouse.models import TakingUp, TakingUpAct
from hengjian.warehouse.overlays.own_cards import own_overlay


def settings_in_force(card: str, day: date) -> list[TakingUp]:
    """For each office and kind what holds on a day, but where the cards are left."""
    latest: dict[tuple[int, str], TakingUp] = {}
    found = TakingUp.objects.filter(card=card, from_on__lte=day).select_related(
        "procuratorate", "person"
    )
    for each in found.order_by("from_on", "pk"):
        latest[each.procuratorate_id, each.kind] = each
    return [each for _, each in sorted(latest.items()) if each.act != TakingUpAct.LEAVE]


def settled(units: Collection[int]) -> list[TakingUp]:
    """Everything that was settled in these offices, the newest first."""
    found = TakingUp.objects.filter(procuratorate__in=units)
    return list(found.select_related("procuratorate", "person"))


def records() -> list[tuple[Kind, str]]:
    """Each kind beside the national record with each card that is such a record."""
    return [
        (kind, overlay.card)
        for kind in kinds().values()
        if kind.pack.record_of == RecordOf.NATIONAL
        for overlay in overlays_of(kind)
    ]


def overlays_of(kind: Kind) -> list[Overlay]:
    """The cards that a pack overlays, and the export of its own kind."""
    own = own_overlay(kind)
    return [*kind.pack.overlays, *([own] if own is not None else [])]


def addresses(setting: TakingUp, kind: str) -> str:
    """The page on which the cards are registered, or the matters seen."""
    if setting.act == TakingUpAct.OPEN:
        return f"{reverse('matters:matters')}?kind={kind}"
    unit = setting.procuratorate.code
    return f"{reverse('matters:register-cards', args=[kind])}?unit={unit}"

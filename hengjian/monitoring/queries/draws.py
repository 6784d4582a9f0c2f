"""Draws that somebody sees, and the cases drawn."""

from django.db.models import Count, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.lib.bilingual import Text
from hengjian.monitoring.models import Draw, DrawnCase
from hengjian.packs import queries as packs


def draws_seen(account: Account) -> QuerySet[Draw]:
    """The draws of the offices where the account draws, the newest first."""
    units = visible_units(account, Permission.REVIEW_DRAW)
    found: QuerySet[Draw] = Draw.objects.filter(procuratorate__in=units)
    counted = found.annotate(registered=Count("cases__matter"))
    return counted.select_related("procuratorate", "table").order_by("-pk")


def cases_of(draw: Draw) -> QuerySet[DrawnCase]:
    """The drawn cases in their order, those sealed since left out."""
    found: QuerySet[DrawnCase] = DrawnCase.objects.filter(draw=draw)
    return found.select_related("person", "matter", "table")


def strata_in_words(draw: Draw) -> dict[str, Text]:
    """What the codes of the strata mean, where the item that made them is a choice."""
    pack = packs.current().loaded.packs.get(draw.table.name)
    card = pack.card if pack is not None else None
    item = card.items.get(draw.by_item) if card is not None else None
    return dict(item.choices) if item is not None else {}

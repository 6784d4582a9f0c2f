"""Answers matters: which of them belong to a sealed card or person."""

from typing import Any

from django.db.models import Q, QuerySet

from hengjian.matters.models import Likeness, Matter
from hengjian.warehouse.models import MatterCard, SealedCard
from hengjian.warehouse.models.sealing import in_force
from hengjian.warehouse.queries.sealed import persons_sealed


def sealed_matters() -> QuerySet[Any] | None:
    """The keys of sealed matters; None: nothing is sealed.

    A matter is sealed with its own card, with the imported card that it overlays, and
    with a person whom a personal item of it names.
    """
    cards = SealedCard.objects.filter(in_force(), is_whole_case=False).order_by()
    by_table: dict[str, list[str]] = {}
    for table, digest in cards.values_list("table__name", "card_digest").distinct():
        by_table.setdefault(table, []).append(digest)
    persons = list(persons_sealed())
    if not by_table and not persons:
        return None
    meets = Q(digest__in=persons)
    own = Q(pk__in=[])
    for table, digests in by_table.items():
        meets |= Q(items=f"card:{table}", digest__in=digests)
        own |= Q(table__name=table, card_digest__in=digests)
    return Matter.objects.filter(
        Q(pk__in=Likeness.objects.filter(meets).values("matter"))
        | Q(pk__in=MatterCard.objects.filter(own).values("matter"))
    ).values("pk")

"""Information items that the ledger has still to take, and why some gave nothing."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from hengjian.ledger.models import SettledAdoption
from hengjian.matters.models import Matter


KIND = "information_item"


def unsettled() -> QuerySet[Matter]:
    """Items with an adoption (or once with one) that changed since they were settled."""
    taken = SettledAdoption.objects.filter(matter=OuterRef("pk")).values("version")[:1]
    found: QuerySet[Matter] = (
        Matter.objects.filter(kind=KIND)
        .annotate(taken=Subquery(taken))
        .filter(
            Q(taken__isnull=True, values__has_key="adopted")
            | (Q(taken__isnull=False) & ~Q(taken=F("version")))
        )
        .order_by("pk")
    )
    return found

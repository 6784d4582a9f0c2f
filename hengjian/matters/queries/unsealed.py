"""Matters of sealed cards and persons: in no list, on no page, in no file, to nobody."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from hengjian.lib.bilingual import Text
from hengjian.lib.registers import registered
from hengjian.matters.models import Matter


PROVIDER = "warehouse.sealed_matters"
# stands where what was kept of a sealed matter would be named
SEALED = Text("已封存，不列名称", "sealed, not named")


def unsealed(matter: str = "") -> Q:
    """The condition that leaves sealed matters out; ``matter`` is the way to it.

    Where nothing is sealed it narrows nothing.
    """
    name = f"{matter}__in" if matter else "pk__in"
    found = Q()
    for provider in registered("PROVIDERS", PROVIDER):
        sealed: QuerySet[Any] | None = provider()
        if sealed is not None:
            found &= ~Q(**{name: sealed})
    return found


def sealed_among(matters: Collection[int]) -> frozenset[int]:
    """Those of some matters that are sealed: what was kept of them is named no more."""
    shown = unsealed()
    if not matters or not shown:
        return frozenset()
    found = Matter.objects.filter(shown, pk__in=matters).values_list("pk", flat=True)
    return frozenset(matters) - frozenset(found)

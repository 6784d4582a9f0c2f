"""Matters of sealed cards and persons: in no list, on no page, in no file, to nobody."""

from typing import Any

from django.db.models import Q, QuerySet

from hengjian.lib.registers import registered


PROVIDER = "warehouse.sealed_matters"


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

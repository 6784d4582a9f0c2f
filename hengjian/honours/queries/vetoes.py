"""Vetoes: those in force, those somebody may see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.honours.models import Veto, VetoState
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class VetoInForce:
    """A veto as a sheet counts it: decided by a person, on a cited basis."""

    veto: int
    person: int
    basis: Text
    decided_on: date
    decided_by: str
    address: str


def in_force(
    people: Collection[int], start: date, end: date
) -> dict[int, list[VetoInForce]]:
    """Decided vetoes that bar on any day of a span, by person; the older first.

    One that is only proposed, or was found not to stand, is never among them; one that
    was lifted before the span is over bars until the day it was lifted.
    """
    found: dict[int, list[VetoInForce]] = {}
    standing = Veto.objects.filter(
        person__in=people,
        state__in=[VetoState.DECIDED, VetoState.LIFTED],
        from_on__lte=end,
        until_on__gte=start,
    ).order_by("pk")
    for each in standing:
        if each.lifted_on is not None and each.lifted_on <= max(start, each.from_on):
            continue
        if each.decided_on is None:
            continue
        found.setdefault(each.person_id, []).append(
            VetoInForce(
                veto=each.pk,
                person=each.person_id,
                basis=Text.same(each.basis_text),
                decided_on=each.decided_on,
                decided_by=each.decided_by,
                address=reverse("honours:veto", args=[each.pk]),
            )
        )
    return found


def barring(people: Iterable[int], day: date) -> list[VetoInForce]:
    """The vetoes that bar any of these people on a day."""
    return [
        each for found in in_force(list(people), day, day).values() for each in found
    ]


def vetoes_seen(account: Account) -> QuerySet[Veto]:
    """The vetoes an account may see: its own person's, and those where it holds a part."""
    where = Q(procuratorate__in=visible_units(account, Permission.VETO_PROPOSE))
    where |= Q(procuratorate__in=visible_units(account, Permission.VETO_DECIDE))
    if account.duty_person_id is not None:
        where |= Q(person=account.duty_person_id)
    return Veto.objects.filter(where).select_related("person", "procuratorate")

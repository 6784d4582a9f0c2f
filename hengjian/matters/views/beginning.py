"""What a registration begins with: another matter that led to it, or an imported card."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from hengjian.access.doors import PageRequest
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.engines.forms.cells import Stored
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import Matter
from hengjian.matters.queries.leading import taken_along
from hengjian.matters.queries.national import Offered, offered_card
from hengjian.matters.views.asked import seen
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class Beginning:
    """One of the two, with the values that the form begins with."""

    known: Mapping[str, Stored]
    out_of: Matter | None = None
    card: Offered | None = None


def beginning(
    request: PageRequest, kind: Kind, unit: Procuratorate
) -> Beginning | None:
    """What was asked for; None: an empty form. Raises ``Http404`` for what is not seen."""
    given = request.POST if request.method == "POST" else request.GET
    number = given.get("from", "")
    if number:
        matter = seen(request.user, int(number) if number.isdecimal() else 0)
        from_kind = kind_of(matter.release)
        if kind.name not in from_kind.pack.leads_to:
            raise Http404(number)
        return Beginning(taken_along(matter, from_kind, kind), out_of=matter)
    card, key = given.get("card", ""), given.get("key", "")
    if not (card and key):
        return None
    found = None
    if may(request.user, Permission.CARD_READ, unit=unit):
        found = offered_card(kind, unit, card, key)
    if found is None:
        raise Http404(key)
    return Beginning(found.values, card=found)

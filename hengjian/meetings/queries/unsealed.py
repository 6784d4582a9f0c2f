"""Items of sealed cases: nobody sees them, in a list, an agenda or by their number."""

from django.db.models import Q

from hengjian.access.sealed_subjects import Subject, sealed
from hengjian.meetings.models import AgendaItem


def unsealed(item: str = "") -> Q:
    """The condition that an item's case is not sealed.

    ``item``: how the item is reached (``vote__item__``). Asked at every reading.
    """
    numbers = AgendaItem.objects.exclude(case_number="").values_list("case_number")
    found = sealed(Subject(key=number) for (number,) in numbers.distinct())
    hidden = [each.key for each in found]
    return ~Q(**{f"{item}case_number__in": hidden})

"""Imports: the list, one import's rejected rows, what it touched."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.models import (
    Import,
    ImportState,
    Origin,
    RejectedRow,
    TouchedCell,
)


def imports(
    *,
    card: str = "",
    place: Procuratorate | None = None,
    state: ImportState | None = None,
    by: str = "",
) -> QuerySet[Import]:
    """Imports, newest first; ``place`` takes in those below it, ``by`` is an actor."""
    found = Import.objects.filter(origin=Origin.FILE).select_related(
        "table", "procuratorate", "job"
    )
    if card:
        found = found.filter(table__name=card)
    if place is not None:
        found = found.filter(procuratorate__path__startswith=place.path)
    if state is not None:
        found = found.filter(state=state)
    if by:
        found = found.filter(staged_by=by)
    return found.order_by("-id")


def rejected_rows(card_import: Import) -> QuerySet[RejectedRow]:
    """What an import kept aside, in the file's order."""
    return RejectedRow.objects.filter(card_import=card_import).order_by("row", "id")


class PlaceUnclear(UserFault):
    """The account imports for several places: the file's must be named."""


def place_of_imports(account: Account) -> Procuratorate | None:
    """Outside which place an account's imports may change nothing; None: everywhere.

    Raises ``PlaceUnclear``.
    """
    units = visible_units(account, Permission.CARD_IMPORT)
    if units.count() == Procuratorate.objects.count():
        return None
    inside = set(units.values_list("pk", flat=True))
    highest = [unit for unit in units if unit.parent_id not in inside]
    if len(highest) != 1:
        raise PlaceUnclear(
            Text("请指明导入哪个单位的案卡", "say whose cards these are")
        )
    return highest[0]


@dataclass(frozen=True)
class Touched:
    """The cells that imports changed: months and units, or everything."""

    everything: bool
    cells: frozenset[tuple[date, str]]

    @property
    def earliest_month(self) -> date | None:
        """From here on a stock may have changed; None when nothing was touched."""
        return min((month for month, _ in self.cells), default=None)


def touched_since(card: str, version: int) -> Touched:
    """What imports that are live changed in a card's table after a version."""
    rows = TouchedCell.objects.filter(
        table__name=card,
        version__gt=version,
        card_import__state=ImportState.LIVE,
    ).values_list("month_on", "unit_code")
    cells = set(rows)
    everything = any(month is None for month, _ in cells)
    return Touched(
        everything, frozenset((month, unit) for month, unit in cells if month)
    )

"""Points of members in a span, from the ledger; who has no entry has no points, not zero."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hengjian.ledger.models import Purpose
from hengjian.ledger.queries.cited import cited
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class Points:
    """The sum of all entries, and of what was deducted in them (a positive number)."""

    total: Decimal
    deducted: Decimal
    entries: int


def points_of(
    people: Collection[int], starts_on: date, ends_on: date, unit: Procuratorate
) -> dict[int, Points | None]:
    """Points by person; None where the ledger has no entry of that span."""
    found = cited(people, Purpose.MEMBER_POINTS, starts_on, ends_on, unit=unit)
    return {
        person: Points(
            sum((each.amount for each in entries), Decimal(0)),
            # what was taken back by a reversing entry deducts nothing
            -sum(
                (
                    each.amount
                    for each in entries
                    if each.amount < 0
                    and each.reverses is None
                    and each.reversed_by is None
                ),
                Decimal(0),
            ),
            len(entries),
        )
        if entries
        else None
        for person, entries in found.items()
    }

"""What is still to be paid: awards up to a month that stand in no list."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from hengjian.engines.points.spans import span_of
from hengjian.ledger.models import How, LedgerEntry, PaymentLine, PaymentList, Purpose
from hengjian.organisation.models import Procuratorate


# accounts of people and of departments, not the counter accounts
OF_SOMEBODY = Q(account__person__isnull=False) | Q(account__department__isnull=False)
# people by staff number, then departments by code; empty ones last on every database
BY_WHOSE = (
    F("account__person__number").asc(nulls_last=True),
    F("account__department__code").asc(nulls_last=True),
    "id",
)


@dataclass(frozen=True)
class Payable:
    """Entries of one account that are to be paid, and their sum in fen."""

    account: int
    entries: tuple[LedgerEntry, ...]

    @property
    def fen(self) -> int:
        """The sum; at or below zero nothing is paid and it is carried over."""
        return sum(entry.hundredths for entry in self.entries)


def payable(unit: Procuratorate, month_on: date) -> list[Payable]:
    """By account: awards and their reversals until the month's end that no list pays."""
    _, last = span_of(month_on, "month")
    found = (
        LedgerEntry.objects.filter(
            OF_SOMEBODY,
            account__procuratorate=unit,
            account__purpose=Purpose.AWARDS,
            happened_on__lte=last,
            payment_part__isnull=True,
        )
        .exclude(how=How.PAID)
        .select_related("account__person", "account__department")
        .order_by(*BY_WHOSE)
    )
    gathered: dict[int, list[LedgerEntry]] = {}
    for entry in found:
        gathered.setdefault(entry.account_id, []).append(entry)
    return [Payable(account, tuple(each)) for account, each in gathered.items()]


def digest_of_list(payment_list: PaymentList) -> str:
    """SHA-256 (hex) over month, lines and the digests of every entry behind them."""
    lines = [
        [
            line.account.identity,
            line.fen,
            [[part.entry_id, part.entry.digest] for part in line.parts.all()],
        ]
        for line in lines_with_entries(payment_list)
    ]
    content = [
        payment_list.procuratorate_id,
        payment_list.month_on.isoformat(),
        sorted(lines, key=lambda line: str(line[0])),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def lines_with_entries(payment_list: PaymentList) -> QuerySet[PaymentLine]:
    """The lines of a list with accounts and entries: people by number, departments."""
    found: QuerySet[PaymentLine] = (
        payment_list.lines.select_related(
            "account__person", "account__department", "paid_entry"
        )
        .prefetch_related("parts__entry__rule", "parts__entry__department")
        .order_by(*BY_WHOSE)
    )
    return found


def in_lines(payment_list: PaymentList) -> Mapping[int, set[int]]:
    """The entries that a list pays, by account."""
    return {
        line.account_id: {part.entry_id for part in line.parts.all()}
        for line in lines_with_entries(payment_list)
    }

"""What stands on accounts: given less taken."""

from collections.abc import Mapping

from django.db.models import Sum

from hengjian.ledger.models import LedgerEntry, Purpose
from hengjian.organisation.models import Procuratorate


def balances_of(
    purpose: Purpose, unit: Procuratorate | None = None
) -> Mapping[int, int]:
    """Account → balance in hundredths, counter accounts among them; they sum to zero."""
    entries = LedgerEntry.objects.filter(account__purpose=purpose)
    if unit is not None:
        entries = entries.filter(account__procuratorate=unit)
    found: dict[int, int] = {}
    for side, sign in (("account", 1), ("counter", -1)):
        sums = entries.order_by().values_list(side).annotate(Sum("hundredths"))
        for account, sum_ in sums:
            found[account] = found.get(account, 0) + sign * sum_
    return found

"""Finds the account of somebody, or opens it; inside an act."""

from django.db import IntegrityError, transaction

from hengjian.audit import actions as journal
from hengjian.ledger.models import LedgerAccount, Purpose
from hengjian.organisation.models import Department, Person, Procuratorate


def account_of(
    unit: Procuratorate,
    purpose: Purpose,
    *,
    person: Person | None = None,
    department: Department | None = None,
) -> LedgerAccount:
    """The account, opened where it is the first time; without whose: the counter account.

    Whoever opens the same one at the same moment gets the one that stands.
    """
    wanted = {
        "procuratorate": unit,
        "purpose": purpose,
        "person": person,
        "department": department,
    }
    where = {name: value for name, value in wanted.items() if value is not None}
    if person is None:
        where["person__isnull"] = True
    if department is None:
        where["department__isnull"] = True
    found: LedgerAccount | None = LedgerAccount.objects.filter(**where).first()
    if found is not None:
        return found
    account = LedgerAccount(**wanted)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        standing: LedgerAccount = LedgerAccount.objects.get(**where)
        return standing
    journal.enter(
        "ledger.account_opened", subject=account, new={"identity": account.identity}
    )
    return account


def locked(account: LedgerAccount) -> LedgerAccount:
    """The account, held until the act ends: caps are counted while nobody else adds."""
    held: LedgerAccount = (
        LedgerAccount.objects.select_for_update(of=("self",))
        .select_related("procuratorate", "person", "department")
        .get(pk=account.pk)
    )
    return held

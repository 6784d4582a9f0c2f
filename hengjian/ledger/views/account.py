"""One account: every entry with the balance after it, opened to what it rests on."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.ledger.models import LedgerAccount
from hengjian.ledger.queries.lists import with_balance
from hengjian.ledger.queries.sight import entries_seen, opened_by
from hengjian.ledger.queries.told_evidence import told_evidence


@door(Permission.LEDGER_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The entries of an account that the reader may open."""
    account = (
        LedgerAccount.objects.filter(pk=number)
        .select_related("person", "department", "procuratorate")
        .first()
    )
    entries = list(
        entries_seen(request.user)
        .filter(opened_by(request.user), account=number)
        .order_by("happened_on", "id")
    )
    if account is None or not entries:
        raise Http404(str(number))
    names = {entry.by for entry in entries} | {entry.confirmed_by for entry in entries}
    context = {
        "account": account,
        "ledger": with_balance(entries),
        "balance": sum(entry.hundredths for entry in entries),
        "cuts": sum(entry.is_cut for entry in entries),
        "evidence": told_evidence(entries),
        "names": actor_names(names),
    }
    return render(request, "ledger/account.html", context)

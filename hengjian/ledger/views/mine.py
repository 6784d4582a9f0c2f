"""我的积分: what one has, by which rule, what was cut, and how to ask about it."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.ledger.models import PURPOSES, EntryQuestion, LedgerEntry, Purpose
from hengjian.ledger.queries.branches import membership_on
from hengjian.ledger.queries.lists import sum_of, with_balance
from hengjian.lib import clock


@door(Permission.LEDGER_READ)
def page(request: PageRequest) -> HttpResponse:
    """One's own accounts in a year: each with its entries and the balance after each."""
    year = _year(request.GET.get("year", ""))
    person = request.user.person
    own = LedgerEntry.objects.filter(
        account__person=person,
        happened_on__range=(date(year, 1, 1), date(year, 12, 31)),
    ).select_related("account", "rule", "reverses", "reversed_by")
    accounts = []
    for purpose in Purpose:
        found = own.filter(account__purpose=purpose)
        entries = list(found.order_by("happened_on", "id"))
        if entries:
            accounts.append(
                {
                    "purpose": purpose,
                    "label": PURPOSES[purpose],
                    "given": sum_of(found),
                    "ledger": with_balance(entries),
                    "cuts": sum(entry.is_cut for entry in entries),
                }
            )
    questions = EntryQuestion.objects.filter(entry__account__person=person)
    context = {
        "year": year,
        "years": range(clock.today().year, clock.today().year - 3, -1),
        "accounts": accounts,
        "questions": questions.select_related("entry__rule").order_by("-id")[:20],
        "membership": membership_on(person, clock.today()) if person else None,
    }
    return render(request, "ledger/mine.html", context)


def _year(text: str) -> int:
    this = clock.today().year
    return int(text) if text.isdecimal() and this - 10 <= int(text) <= this else this

"""Asking pages as somebody, and reading what comes back."""

from django.test import Client

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry


FRAGMENT = {"HX-Request": "true"}


def signed_in(account: Account) -> Client:
    """A browser in which the account has signed in."""
    client = Client()
    client.force_login(account, backend="hengjian.access.backend.AccountBackend")
    return client


def text_of(account: Account, address: str) -> str:
    """The main part of a page, as htmx gets it."""
    answer = signed_in(account).get(address, headers=FRAGMENT)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def events_since(number: int) -> list[str]:
    """The events that the journal has entered after an entry."""
    found = JournalEntry.objects.filter(number__gt=number)
    return list(found.values_list("event", flat=True))


def last_entry() -> int:
    """The number of the journal's last entry."""
    last = JournalEntry.objects.order_by("-number").first()
    return last.number if last else 0

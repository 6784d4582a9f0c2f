"""Every page and act of the ledger answers the same questions."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.ledger.actions import paying
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of
from tests.pages.ledger_office import (
    AWARD,
    BRANCH,
    CIRCLE,
    JOINS,
    NEW_RULE,
    PROPOSED,
    World,
    world,
)


__all__ = ["world"]
PAGES = {
    "/points/": "chen",
    "/ledger/": "wang",
    "/ledger/?by=person": "wang",
    "/ledger/accounts/{account}/": "chen",
    "/ledger/entries/{entry}/": "chen",
    "/ledger/rules/": "wang",
    "/ledger/rules/new/": "wang",
    "/ledger/branches/": "wang",
    "/ledger/proposals/": "lin",
    "/ledger/payments/": "wang",
    "/ledger/payments/{drawn}/": "wang",
    "/ledger/quantities/": "wang",
}
HEADED_BY_CONTENT = {
    "/ledger/accounts/{account}/",
    "/ledger/entries/{entry}/",
    "/ledger/payments/{drawn}/",
}
# address -> who does it, what they send, the event it leaves
ACTS: dict[str, tuple[str, dict[str, str], str]] = {
    "/ledger/entries/{entry}/reverse/": ("wang", {"reason": "重复"}, "reversed"),
    "/ledger/entries/{entry}/ask/": ("chen", {"words": "少了"}, "question_asked"),
    "/ledger/questions/{question}/": (
        "wang",
        {"words": "属实", "outcome": "reverse"},
        "question_answered",
    ),
    "/ledger/rules/{rule}/": (
        "wang",
        {"amount": "3", "from": "2025-05-01", "source": "院务会", "step": "sure"},
        "rule_set",
    ),
    "/ledger/rules/circle/": (
        "wang",
        {**CIRCLE, "step": "sure"},
        "circle_set",
    ),
    "/ledger/rules/new/": ("wang", {**NEW_RULE, "step": "sure"}, "rule_set"),
    "/ledger/branches/set/": ("wang", {**BRANCH, "step": "sure"}, "branch_set"),
    "/ledger/branches/member/": ("wang", {**JOINS, "step": "sure"}, "member_set"),
    "/ledger/proposals/award/": ("liu", AWARD, "points_proposed"),
    "/ledger/proposals/new/": ("lin", PROPOSED, "points_proposed"),
    "/ledger/proposals/{proposal}/": ("wang", {}, "points_confirmed"),
    "/ledger/payments/new/": (
        "wang",
        {"unit": "429900", "month": "2025-04"},
        "payment_drawn",
    ),
    "/ledger/payments/{drawn}/act/": (
        "wang",
        {"act": "withdraw", "reason": "漏列"},
        "payment_withdrawn",
    ),
}


def somebody(world: World, name: str) -> Account:
    found: Account = getattr(world.cast, name)
    return found


@pytest.mark.parametrize("address", PAGES)
def test_page_and_fragment_agree(address: str, world: World) -> None:
    asked, reader = world.filled(address), somebody(world, PAGES[address])

    whole = signed_in(reader).get(asked).content.decode()
    fragment = text_of(reader, asked)

    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert "<html" not in fragment
    assert head in whole


@pytest.mark.parametrize("address", sorted(PAGES.keys() - HEADED_BY_CONTENT))
def test_page_is_headed_in_english_for_an_english_reader(
    address: str, world: World
) -> None:
    client = signed_in(somebody(world, PAGES[address]))
    client.post("/language/", {"language": "en"})

    page = client.get(address, headers=FRAGMENT).content.decode()

    assert page[page.index("<h1>") : page.index("</h1>")].isascii()


@pytest.mark.parametrize("address", PAGES)
def test_stranger_and_administrator_do_not_read_it(address: str, world: World) -> None:
    asked = world.filled(address)

    assert Client().get(asked).status_code == HTTPStatus.FOUND
    answer = signed_in(world.cast.system_administrator).get(asked)
    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", sorted(HEADED_BY_CONTENT))
def test_what_is_somebody_elses_reads_as_not_there(address: str, world: World) -> None:
    answer = signed_in(world.cast.zhao).get(world.filled(address))

    assert answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}


@pytest.mark.parametrize("address", PAGES)
def test_page_is_read_only(address: str, world: World) -> None:
    asked = world.filled(address).partition("?")[0]

    answer = signed_in(somebody(world, PAGES[address])).delete(asked)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_leaves_its_event(address: str, world: World) -> None:
    name, given, event = ACTS[address]
    if "payments/new" in address:
        paying.withdraw(payment_list=world.drawn, reason="重编", by=world.cast.wang)
    before = last_entry()

    answer = signed_in(somebody(world, name)).post(world.filled(address), given)

    assert answer.status_code == HTTPStatus.FOUND
    assert f"ledger.{event}" in events_since(before)


@pytest.mark.parametrize("address", ACTS)
def test_refused_act_changes_nothing(address: str, world: World) -> None:
    _, given, _ = ACTS[address]
    asked = world.filled(address)
    if address not in PAGES:
        assert signed_in(world.cast.zhao).get(asked).status_code == (
            HTTPStatus.METHOD_NOT_ALLOWED
        )
    before = everything_but_the_journal()

    answer = signed_in(world.cast.zhao).post(asked, given)

    assert answer.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert everything_but_the_journal() == before

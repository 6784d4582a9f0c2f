"""Every address with an object's number: somebody of another place finds nothing there."""

import re
from http import HTTPStatus

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.config.door_table import Door, operation_doors, page_doors
from tests.attack.asking import ask, parameters
from tests.attack.world import PARAMETER, World, built_office, unchanged, world
from tests.failing_journal import everything_but_the_journal


__all__ = ["built_office", "unchanged", "world"]

# addresses whose parameter names no thing of one place, and why
OF_EVERYBODY = {
    "/data/indicators/<slug:name>/": "a definition; its values are the reader's own",
    "/data/indicators/<slug:name>/cards/": "a definition; the cards are the reader's own",
    "/data/runs/<int:number>/": "what was computed from what; no value of a place",
    "/api/indicators/{name}": "a definition",
    "/calendars/releases/<int:number>/": "a notice; the limits are the reader's own",
    "/calendars/<int:year>/export/": "the State's holidays",
    "/api/calendars/{year}": "the State's holidays",
    "/help/<slug:role>/": "the manual",
    "/policy/<slug:use>/": "the rule that holds for everybody",
    "/matters/new/<slug:kind>/": "a kind; it is registered in the reader's own office",
    "/matters/new/<slug:kind>/cards/": (
        "a kind; the cards are those of the reader's own office"
    ),
    "/matters/new/<slug:kind>/draft/": "a kind; the draft is the reader's own",
    "/documents/templates/<slug:matter_kind>/<slug:kind>/upload/": (
        "a kind; the template is of the reader's own office"
    ),
    "/documents/templates/<slug:matter_kind>/<slug:kind>/start/": (
        "a kind; the pack's layout"
    ),
    "/imports/prepare/<slug:key>/": "known to the session alone that brought the file",
}
DOORS = [
    (door, method)
    for door in [*page_doors(), *operation_doors()]
    for method in door.methods
    if PARAMETER.search(door.name) and door.name not in OF_EVERYBODY
]
NAMES = [f"{method} {door.name}" for door, method in DOORS]
# what stands on the pages of the world's objects and may be on no answer to an outsider
SECRETS = re.compile("unfilled|429900|江城市|东湖县|第一检察部|non_arrest|不捕")


@pytest.mark.parametrize(("door", "method"), DOORS, ids=NAMES)
def test_thing_of_another_place_is_not_there(
    door: Door, method: str, unchanged: World
) -> None:
    client = unchanged.signed_in(unchanged.outsider)
    before = everything_but_the_journal()
    number = JournalEntry.objects.count()

    answer = ask(client, door, method, unchanged)

    assert answer.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert everything_but_the_journal() == before
    assert not SECRETS.search(_plain(answer.content))
    [entry] = JournalEntry.objects.order_by("number")[number:]
    assert entry.event == "access.refused"
    assert entry.by == "account:outsider"
    assert f"{method} " in entry.detail


@pytest.mark.parametrize(("door", "method"), DOORS, ids=NAMES)
def test_thing_that_is_not_there_reads_the_same(
    door: Door, method: str, unchanged: World
) -> None:
    client = unchanged.signed_in(unchanged.outsider)

    theirs = ask(client, door, method, unchanged)
    nowhere = ask(client, door, method, unchanged.with_numbers_of_nothing())

    assert nowhere.status_code == theirs.status_code
    assert _plain(nowhere.content) == _plain(theirs.content)


def _plain(content: bytes) -> str:
    """Without what names the address asked for, or is made anew for every page."""
    text = content.decode()
    text = re.sub(r'value="/[^"]*"', "", text)
    return re.sub(r'(csrf-token" content|csrfmiddlewaretoken" value)="\w+"', "", text)


def test_the_right_account_sees_what_the_outsider_does_not(unchanged: World) -> None:
    shown = unchanged.client("leader").get(
        f"/quality/findings/{unchanged.numbers['finding']}/"
    )

    assert SECRETS.search(shown.content.decode())


def test_every_exception_is_an_address_that_there_is() -> None:
    addresses = {door.name for door in [*page_doors(), *operation_doors()]}

    assert set(OF_EVERYBODY) <= addresses


@pytest.mark.parametrize("address", [a for a in OF_EVERYBODY if "indicators" in a])
def test_address_of_everybody_shows_no_other_place(
    address: str, unchanged: World
) -> None:
    client = unchanged.signed_in(unchanged.outsider)
    for unit in ("429900", "429901", "429900+"):
        asked = {"unit": unit, "period": "2026-08"}
        if address.startswith("/api/"):  # what an operation does not know it refuses
            known = parameters()[address, "GET"]
            asked = {name: asked[name] for name in asked.keys() & known}
        answer = client.get(PARAMETER.sub("non_arrest_rate", address), asked)
        if address.startswith("/api/"):
            assert answer.status_code == HTTPStatus.OK
            assert "429901" not in answer.content.decode()
        else:
            assert answer.status_code == HTTPStatus.NOT_FOUND


def test_cards_to_register_from_are_of_no_other_place(unchanged: World) -> None:
    client = unchanged.signed_in(unchanged.outsider)
    for kind in ("supply_request", "petition"):
        for unit in ("429900", "429901"):
            answer = client.get(f"/matters/new/{kind}/cards/", {"unit": unit})

            assert answer.status_code == HTTPStatus.NOT_FOUND
            assert not SECRETS.search(_plain(answer.content))

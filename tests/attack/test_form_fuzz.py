"""Hostile values in every parameter and every field of every page.

Nothing ends as a fault of ours; nothing is changed by who may not; nothing comes back
unescaped.
"""

import re
from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengjian.access.reach import Reach
from hengjian.access.roles import ROLES as ROLES_HELD
from hengjian.config.door_table import Door, page_doors
from tests.attack.asking import ask
from tests.attack.hostile import FEW, HOSTILE, MARKUP, values
from tests.attack.world import PARAMETER, World, built_office, filled, unchanged, world
from tests.failing_journal import everything_but_the_journal
from tests.unit.publication.conftest import undone


__all__ = ["built_office", "unchanged", "world"]

PAGES = list(page_doors())
ASKED = [(door, method) for door in PAGES for method in door.methods]
NAMED = [f"{method} {door.name}" for door, method in ASKED]
FIELD = re.compile(r"<(?:input|select|textarea|button)[^>]*\sname=\"([^\"]+)\"")
LINKED = re.compile(r"[?&;]([a-z_]+)=")
# asked for by code, on whatever page
ALWAYS = ("page", "sort", "order", "export", "unit", "period", "kind", "state", "q")
ALWAYS += ("from", "until", "on", "card", "rule", "next", "indicator", "measure")
ALWAYS += ("reason", "answer", "finding", "person", "language", "all", "session")
ROLES = ("case_manager", "leader", "security_administrator", "system_administrator")
fuzzing = settings(
    max_examples=FEW,
    deadline=None,
    database=None,
    derandomize=FEW < 100,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def fields(world: World) -> list[str]:
    """The names of all fields and parameters that the pages show."""
    found = set(ALWAYS)
    for door, method in ASKED:
        if method == "GET":
            for role in ROLES:
                answer = ask(world.client(role), door, "GET", world)
                if not answer.streaming:
                    text = answer.content.decode("utf-8", "ignore")
                    found |= {*FIELD.findall(text), *LINKED.findall(text)}
    return sorted(found - {"csrfmiddlewaretoken", "username"})


def given_to(
    client: Client, method: str, address: str, data: dict[str, str]
) -> HttpResponse:
    """Send fields, and a file where it is a form."""
    if method == "GET":
        return client.get(address, data)  # type: ignore[return-value]
    file = SimpleUploadedFile("../../=x.csv", b"=1+1,<script>\x00\n")
    return client.post(address, {**data, "file": file})  # type: ignore[return-value]


def comes_back_whole(answer: HttpResponse, sent: str) -> bool:
    """Whether markup that was sent stands in the page as markup."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return is_page and sent in MARKUP[:3] and sent in answer.content.decode()


@pytest.mark.parametrize(("door", "method"), ASKED, ids=NAMED)
def test_page_takes_whatever_is_sent(
    door: Door, method: str, world: World, fields: list[str], db: None
) -> None:
    @fuzzing
    @given(
        role=st.sampled_from(ROLES),
        value=values,
        chosen=st.lists(st.sampled_from(fields), max_size=12, unique=True),
        everywhere=st.booleans(),
    )
    def fuzz(role: str, value: str, chosen: list[str], everywhere: bool) -> None:
        names = fields if everywhere else chosen
        with undone():
            answer = given_to(
                world.client(role),
                method,
                filled(door.name, world.numbers),
                dict.fromkeys(names, value),
            )
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
            assert not comes_back_whole(answer, value)
            assert "\n" not in answer.headers.get("Location", "")

    fuzz()


@pytest.mark.parametrize(
    ("door", "method"),
    [(d, m) for d, m in ASKED if PARAMETER.search(d.name)],
    ids=[name for name in NAMED if PARAMETER.search(name)],
)
def test_address_takes_whatever_is_sent(
    door: Door, method: str, world: World, db: None
) -> None:
    @fuzzing
    @given(role=st.sampled_from(ROLES), value=values)
    def fuzz(role: str, value: str) -> None:
        address = PARAMETER.sub(lambda _: quote(value, safe=""), door.name)
        with undone():
            answer = given_to(world.client(role), method, address, {})
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
            assert not comes_back_whole(answer, value)

    fuzz()


@pytest.mark.parametrize(
    ("door", "method"),
    [(d, m) for d, m in ASKED if m != "GET"],
    ids=[name for name in NAMED if not name.startswith("GET")],
)
def test_nothing_is_changed_by_who_may_not(
    door: Door, method: str, unchanged: World, fields: list[str]
) -> None:
    address = filled(door.name, unchanged.numbers)
    refused = [
        unchanged.client(role)
        for role in unchanged.accounts
        if role.endswith("administrator")
        and door.reach_of(ROLES_HELD[role]) is Reach.REFUSED
    ]
    people = [unchanged.client(None), *refused]
    before = everything_but_the_journal()

    for client in people:
        for value in HOSTILE[:: max(1, len(HOSTILE) // FEW)]:
            given_to(client, method, address, dict.fromkeys(fields, value))

    assert everything_but_the_journal() == before

"""Every page, API operation and command with every role, against the published table."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from hengjian.access.permissions import Permission
from hengjian.access.reach import OTHERS, Reach
from hengjian.access.roles import ROLES
from hengjian.access.sensitivity import sensitivity_of, shows_work
from hengjian.config.door_table import (
    COMMAND,
    OPERATION,
    PAGE,
    Door,
    command_doors,
    operation_doors,
    page_doors,
)
from hengjian.config.permissions_page import MARKS
from hengjian.config.who import Who
from hengjian.documents.models import Document
from hengjian.documents.source import kind_of
from hengjian.warehouse.actions import findings
from hengjian.warehouse.models import Finding
from tests.attack.asking import ask, is_let_in, is_sent_to_sign_in
from tests.attack.world import ROLE_NAMES, World, built_office, unchanged, world


__all__ = ["built_office", "unchanged", "world"]

TABLE = (
    Path(__file__).resolve().parents[2] / "docs" / "reference" / "permissions.md"
).read_text("utf-8")
WEB = [*page_doors(), *operation_doors()]
ASKED = [(door, method) for door in WEB for method in door.methods]
# open to whoever is signed in and was given another's duties: nobody of the roles was
FOR_RECEIVERS = {"/acting/begin/"}
NAMED = [f"{method} {door.name}" for door, method in ASKED]
# the pack of a matter names the roles that issue its papers
PAPER = "/matters/<int:number>/documents/<int:document>/"
API_PAPER = "/api/documents/{number}/"
FOR_ISSUERS = {
    *(f"{PAPER}issue/", f"{PAPER}withdraw/"),
    *(f"{API_PAPER}issue", f"{API_PAPER}withdraw"),
}
FOR_ISSUERS_TOO = {
    f"{API_PAPER}seal",
    f"{API_PAPER}services",
    f"{API_PAPER}services/{{service}}/receipt",
    f"{PAPER}seal/",
    f"{PAPER}serve/",
    f"{PAPER}receipts/<int:service>/",
}


def published(door: Door) -> dict[str | None, Reach]:
    """What the published table says of a door, by role; None is the stranger."""
    shown = " ".join(part for part in (", ".join(door.methods), door.name) if part)
    found = re.search(rf"^\| `{re.escape(shown)}` \|(.+)\|$", TABLE, re.MULTILINE)
    assert found, (
        f"{shown} has no row in docs/reference/permissions.md: make docs-write"
    )
    reaches = {mark: reach for reach, mark in MARKS.items()}
    cells = [cell.strip() for cell in found[1].split("|")][1:]
    columns: list[str | None] = [None, *ROLE_NAMES]
    return {role: reaches[cell] for role, cell in zip(columns, cells, strict=True)}


@pytest.mark.parametrize(
    "door", [*WEB, *command_doors()], ids=lambda door: f"{door.kind} {door.name}"
)
def test_door_says_what_it_needs_and_is_published(door: Door) -> None:
    assert door.needs is not None, (
        f"{door.name}: say what it needs (@door, @api_door, or needs= of the command)"
    )
    assert door.kind == COMMAND or door.methods
    assert set(published(door)) == {None, *ROLE_NAMES}


@pytest.mark.parametrize(("door", "method"), ASKED, ids=NAMED)
def test_door_lets_in_whom_the_table_says(
    door: Door, method: str, unchanged: World
) -> None:
    said = published(door)

    found: dict[str, bool] = {}
    for role in ROLE_NAMES if door.name not in FOR_RECEIVERS else ():
        answer = ask(unchanged.client(role), door, method, unchanged)
        is_own = said[role] is Reach.OWN
        found[role] = is_served(answer) if is_own else is_let_in(answer)
        assert answer.status_code < 500
        if door.name == "/sign-out/":
            break  # the others are tried in turn, each in a session of its own

    expected = {role: said[role] is Reach.ALLOWED for role in found}
    # another's thing was asked for; where there are only one's own, one gets them
    own = [role for role in found if said[role] is Reach.OWN]
    is_ones_own = OTHERS.get(door.needs, "") is None  # type: ignore[arg-type]
    expected |= dict.fromkeys(own, is_ones_own)
    if door.name in FOR_ISSUERS | FOR_ISSUERS_TOO:
        issuers = issuers_of(unchanged)
        assert issuers
        expected |= dict.fromkeys(issuers, True)
        if door.name in FOR_ISSUERS:
            expected |= dict.fromkeys(set(found) - issuers, False)
    assert found == expected


def issuers_of(world: World) -> set[str]:
    """The roles that the pack of the world's paper names."""
    paper = Document.objects.get(pk=world.numbers["document"])
    return set(kind_of(paper).kind.issued_by)


def is_served(answer: HttpResponse) -> bool:
    """Let in, and the thing is the asker's: what is not theirs is not there."""
    return is_let_in(answer) and answer.status_code != HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("door", "method"), ASKED, ids=NAMED)
def test_stranger_is_sent_away(door: Door, method: str, unchanged: World) -> None:
    answer = ask(Client(), door, method, unchanged)

    assert is_let_in(answer) == (published(door)[None] is Reach.ALLOWED)
    if door.kind == PAGE and not is_let_in(answer):
        assert is_sent_to_sign_in(answer)


@pytest.mark.parametrize(
    ("door", "method"),
    [
        (door, method)
        for door, method in ASKED
        if door.needs is Permission.FINDING_ANSWER
    ],
    ids=lambda each: str(getattr(each, "name", each)),
)
def test_own_only_is_ones_own(door: Door, method: str, unchanged: World) -> None:
    finding = Finding.objects.get(pk=unchanged.numbers["finding"])
    zhao = unchanged.cast.zhao  # a procurator of Donghu, where the finding lies
    client = unchanged.signed_in(zhao)

    before = is_served(ask(client, door, method, unchanged))
    findings.assign(finding=finding, person=unchanged.cast.person(zhao), by=zhao)
    after = is_served(ask(client, door, method, unchanged))

    assert (before, after) == (False, True)


def test_none_of_the_administrators_sees_work() -> None:
    administrators = [role for role in ROLES.values() if role.is_administrator]

    assert [role.name for role in administrators] == [
        "system_administrator",
        "security_administrator",
        "audit_administrator",
    ]
    assert {role.name: shows_work(role) for role in administrators} == {
        role.name: frozenset() for role in administrators
    }


def test_no_two_administrators_share_a_power_to_change() -> None:
    harmless = {"read", "make"}  # looking at the organisation, tokens of one's own
    held = [
        {p for p in role.permissions if p.value.partition(".")[2] not in harmless}
        for role in ROLES.values()
        if role.is_administrator
    ]

    assert all(held)
    assert held[0].isdisjoint(held[1])
    assert held[1].isdisjoint(held[2])
    assert held[0].isdisjoint(held[2])


def test_every_permission_is_rated_and_held_by_somebody() -> None:
    assert {sensitivity_of(permission) for permission in Permission}
    held = frozenset().union(*(role.permissions for role in ROLES.values()))
    assert sorted(set(Permission) - held) == []


def test_nobody_but_the_sign_in_is_open_to_strangers() -> None:
    opened = {door.name for door in WEB if door.needs is Who.ANYBODY}

    assert opened == {
        "/sign-in/",
        "/sign-in/code/",
        "/sign-in/single/",
        "/sign-in/single/back/",
        # a watching program asks these; what they say names nobody
        "/health/live",
        "/health/ready",
        "/metrics",
        "/api/openapi.json",
        "/api/docs",
        "/api/",
    }
    assert not [door for door in operation_doors() if door.needs is Who.ANYBODY]
    assert {door.kind for door in WEB} == {PAGE, OPERATION}

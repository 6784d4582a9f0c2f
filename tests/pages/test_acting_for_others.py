"""Access follows the dated post; who acts for another has that one's duties alone."""

import re
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from hengjian.access.actions import delegations, tokens
from hengjian.access.models import Account, Delegation
from hengjian.access.permissions import Permission
from hengjian.access.queries import holders, may
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.organisation.actions import appointments, departments
from hengjian.organisation.models import Department
from hengjian.warehouse.models import Finding
from tests.cast import Cast
from tests.factories import access as make
from tests.pages.asking import signed_in, text_of
from tests.unit.warehouse.card_files_in import brought, card


BY = System("test")
MONDAY = date(2026, 10, 26)  # the day of these tests
TUESDAY = date(2026, 10, 27)


@pytest.fixture
def second(people: Cast) -> Department:
    """A second department of Jiangcheng, and a finding in each."""
    made = departments.add(
        procuratorate=people.jiangcheng, code="02", name="第二检察部", by=BY
    )
    brought(
        card("A1", outcome=""),
        card("A2", outcome="", department="第二检察部", handler="孙红"),
    )
    return made


def move(account: Account, department: Department, on: date) -> None:
    """The person goes on to another department in the same post."""
    assert account.person is not None
    sitting = account.person.appointments.get(until_on__isnull=True)
    appointments.reassign(
        person=account.person,
        post=sitting.post,
        procuratorate=department.procuratorate,
        department=department,
        from_on=on,
        by=BY,
    )


def delegate(giver: Account, receiver: Account, **changed: Any) -> Delegation:
    wanted = {
        "grants": [giver.grants.get()],
        "receiver": receiver,
        "from_on": clock.today(),
        "until_on": clock.today(),
        "reason": "出差",
        "by": giver,
        **changed,
    }
    return delegations.delegate(**wanted)[0]


def bearer(account: Account, *scopes: str) -> Client:
    _, text = tokens.make(
        account=account, name="x", scopes=scopes or ("read", "write"), by=account
    )
    return Client(headers={"authorization": f"Bearer {text}"})


def cards_on_page(account: Account) -> set[str]:
    page = text_of(account, "/quality/?scope=all")
    # as words: a form's token may hold the same two letters
    return {name for name in ("A1", "A2") if re.search(rf"\b{name}\b", page)}


def cards_in_api(account: Account, **headers: str) -> set[str]:
    answer = bearer(account).get("/api/cards/findings", headers=headers)
    assert answer.status_code == HTTPStatus.OK, answer.content
    return {name for name in ("A1", "A2") if name in answer.content.decode()}


def test_who_moved_yesterday_sees_the_new_departments_and_not_the_old_ones(
    people: Cast, second: Department
) -> None:
    assert cards_on_page(people.lin) == cards_in_api(people.lin) == {"A1"}

    move(people.lin, second, TUESDAY)

    assert cards_on_page(people.lin) == {"A1"}  # still sits here today
    with clock.moved_to(date(2026, 10, 28)):
        assert cards_on_page(people.lin) == cards_in_api(people.lin) == {"A2"}
        place = {"department": people.first_department}
        assert not may(people.lin, Permission.FINDING_ASSIGN, **place)


def test_role_ends_with_the_post_it_went_with(people: Cast) -> None:
    assert people.wang in holders(Permission.FINDING_ASSIGN, people.jiangcheng)
    sitting = people.person(people.wang).appointments.get()

    appointments.end(appointment=sitting, until_on=MONDAY, by=BY)

    assert may(people.wang, Permission.CARD_IMPORT)
    with clock.moved_to(TUESDAY):
        assert not may(people.wang, Permission.CARD_IMPORT)
        assert holders(Permission.FINDING_ASSIGN, people.jiangcheng) == []


def test_another_post_does_not_bring_the_old_ones_role(
    people: Cast, second: Department
) -> None:
    person = people.person(people.lin)
    appointments.reassign(
        person=person,
        post=people.procurator_post,
        procuratorate=people.jiangcheng,
        department=second,
        from_on=MONDAY,
        by=BY,
    )

    assert not may(people.lin, Permission.FINDING_ASSIGN)


def test_role_tied_to_a_place_stays_there(people: Cast, second: Department) -> None:
    make.grant(people.chen, "analyst", people.donghu, goes_with_post=False)

    move(people.chen, second, MONDAY)

    assert may(people.chen, Permission.INDICATOR_RUN, unit=people.donghu)


def test_who_acts_for_another_sees_that_ones_and_not_the_own(
    people: Cast, second: Department
) -> None:
    move(people.lin, second, MONDAY)
    delegate(people.lin, people.zhou)
    client = signed_in(people.zhou)
    own = client.get("/quality/?scope=all").content.decode()

    answer = client.post("/acting/begin/", {"for": "lin"})

    assert answer.status_code == HTTPStatus.FOUND
    acting = client.get("/quality/?scope=all").content.decode()
    assert ("A1" in own, "A2" in own) == (True, False)
    assert ("A1" in acting, "A2" in acting) == (False, True)
    assert "正在代理" in acting
    assert client.post("/acting/end/").status_code == HTTPStatus.FOUND
    assert "正在代理" not in client.get("/quality/").content.decode()


def test_journal_names_both(people: Cast, second: Department) -> None:
    delegate(people.lin, people.chen)
    client = signed_in(people.chen)
    client.post("/acting/begin/", {"for": "lin"})
    finding = Finding.objects.get(card_key="A1|1")

    client.post(
        "/quality/assign/",
        {"finding": finding.pk, "person": people.person(people.zhou).pk},
    )

    entry = JournalEntry.objects.filter(event="warehouse.finding_assigned").get()
    assert entry.by == "account:chen"
    assert '"acting_for":"account:lin"' in entry.detail


def test_procurators_own_cards_are_the_delegates_while_acting(
    people: Cast, second: Department
) -> None:
    with_permission = delegate(people.chen, people.zhao)

    assert with_permission.receiver == people.zhao
    assert cards_in_api(people.zhao) == set()
    assert cards_in_api(people.zhao, **{"Hengjian-Acting-For": "chen"}) == {"A1"}


def test_acting_ends_with_its_last_day_and_with_revocation(people: Cast) -> None:
    made = delegate(people.lin, people.chen)
    acting = {"Hengjian-Acting-For": "lin"}
    client = signed_in(people.chen)
    client.post("/acting/begin/", {"for": "lin"})

    with clock.moved_to(TUESDAY):
        late = bearer(people.chen).get("/api/organisation", headers=acting)
        assert late.status_code == HTTPStatus.FORBIDDEN
        assert "正在代理" not in client.get("/").content.decode()
    delegations.revoke(delegation=made, by=people.lin)

    revoked = bearer(people.chen).get("/api/organisation", headers=acting)
    assert revoked.status_code == HTTPStatus.FORBIDDEN


def test_nobody_acts_for_whom_did_not_ask(people: Cast) -> None:
    client = signed_in(people.chen)

    answer = client.post("/acting/begin/", {"for": "lin"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "正在代理" not in client.get("/").content.decode()
    header = {"Hengjian-Acting-For": "lin"}
    asked = bearer(people.chen).get("/api/organisation", headers=header)
    assert asked.status_code == HTTPStatus.FORBIDDEN
    by_session = client.get("/api/organisation", headers=header)
    assert by_session.status_code == HTTPStatus.UNAUTHORIZED


def test_what_was_received_is_not_passed_on(people: Cast) -> None:
    delegate(people.lin, people.chen)
    client = signed_in(people.chen)
    client.post("/acting/begin/", {"for": "lin"})

    asked = client.post(
        "/personal/delegations/make/",
        {
            "receiver": "zhou",
            "grants": [people.lin.grants.get().pk],
            "from_on": "2026-10-26",
            "until_on": "2026-10-26",
            "reason": "转授",
        },
    )

    assert asked.status_code == HTTPStatus.FORBIDDEN
    assert Delegation.objects.count() == 1
    not_own = bearer(people.chen).post(
        "/api/delegations",
        {
            "receiver": "zhou",
            "grants": [people.lin.grants.get().pk],
            "from_on": "2026-10-26",
            "until_on": "2026-10-26",
            "reason": "转授",
        },
        content_type="application/json",
    )
    assert not_own.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Delegation.objects.count() == 1


def test_own_account_is_left_alone_while_acting(people: Cast) -> None:
    delegate(people.lin, people.chen)
    client = signed_in(people.chen)
    client.post("/acting/begin/", {"for": "lin"})

    for address in ("/password/", "/personal/second-factor/"):
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN
    assert client.get("/personal/").status_code == HTTPStatus.OK


def test_delegation_is_made_and_revoked_on_the_page(people: Cast) -> None:
    client = signed_in(people.lin)

    made = client.post(
        "/personal/delegations/make/",
        {
            "receiver": "chen",
            "grants": [people.lin.grants.get().pk],
            "from_on": "2026-10-27",
            "until_on": "2026-11-02",
            "reason": "年休假",
        },
    )

    found = Delegation.objects.get()
    assert made.status_code == HTTPStatus.FOUND
    assert "年休假" in client.get("/personal/delegations/").content.decode()
    assert "年休假" in text_of(people.chen, "/personal/delegations/")
    client.post(f"/personal/delegations/{found.pk}/revoke/")
    found.refresh_from_db()
    assert found.revoked_by == "account:lin"


def test_leader_may_narrow_what_is_given_to_one_place(people: Cast) -> None:
    client = signed_in(people.liu)
    offered = client.get("/personal/delegations/").content.decode()
    assert 'value="429901"' in offered

    client.post(
        "/personal/delegations/make/",
        {
            "receiver": "wang",
            "grants": [people.liu.grants.get().pk],
            "unit": "429901",
            "from_on": "2026-10-26",
            "until_on": "2026-10-26",
            "reason": "出差",
        },
    )

    assert Delegation.objects.get().unit == people.donghu


def test_delegation_without_a_role_is_refused_in_words(people: Cast) -> None:
    answer = signed_in(people.lin).post(
        "/personal/delegations/make/", {"receiver": "chen", "reason": "年休假"}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "请选择代理人和角色" in answer.content.decode()
    assert not Delegation.objects.exists()


def test_delegation_over_the_api(people: Cast) -> None:
    client = bearer(people.lin)
    roles = client.get("/api/delegations").json()["roles"]

    made = client.post(
        "/api/delegations",
        {
            "receiver": "chen",
            "grants": [each["grant"] for each in roles],
            "from_on": "2026-10-26",
            "until_on": "2026-10-26",
            "reason": "出差",
        },
        content_type="application/json",
    )

    assert made.status_code == HTTPStatus.CREATED
    number = made.json()[0]["number"]
    received = bearer(people.chen).get("/api/delegations").json()["received"]
    assert [each["number"] for each in received] == [number]
    stranger = bearer(people.zhou).post(f"/api/delegations/{number}/revoke")
    assert stranger.status_code == HTTPStatus.NOT_FOUND
    ended = client.post(f"/api/delegations/{number}/revoke").json()
    assert ended["is_revoked"]


def test_reading_token_makes_no_delegation(people: Cast) -> None:
    answer = bearer(people.lin, "read").post("/api/delegations")

    assert answer.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED}
    assert not Delegation.objects.exists()


def test_security_administrator_delegates_for_who_cannot(people: Cast) -> None:
    client = signed_in(people.security_administrator)

    made = client.post(
        "/accounts/lin/delegate/",
        {
            "receiver": "chen",
            "grants": [people.lin.grants.get().pk],
            "from_on": "2026-10-26",
            "until_on": (MONDAY + timedelta(days=3)).isoformat(),
            "reason": "突然生病",
        },
    )

    found = Delegation.objects.get()
    assert made.status_code == HTTPStatus.FOUND
    assert found.made_by == "account:security_administrator"
    client.post(f"/accounts/lin/delegations/{found.pk}/revoke/")
    found.refresh_from_db()
    assert found.revoked_at is not None

"""The security administrator grants and ends roles on pages and over the API."""

import json
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from hengjian.access.actions import grants
from hengjian.access.granting import change_of, planned
from hengjian.access.models import Account, RoleGrant
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.queries import may
from hengjian.access.roles import ROLES
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in


GRANT = "/accounts/chen/roles/grant/"
API = "/api/accounts/chen/roles"
PAGES = [GRANT, "/accounts/chen/roles/{grant}/end/", "/roles/", "/roles/clerk/"]


def asked(cast: Cast, **changed: str) -> dict[str, str]:
    return {
        "role": "analyst",
        "place": f"{cast.jiangcheng.code}/{cast.first_department.code}",
        "from_on": clock.today().isoformat(),
        "until_on": "",
        "tie": "post",
        "reason": "季度研判",
        **changed,
    }


def at(address: str, cast: Cast) -> str:
    return address.format(grant=cast.chen.grants.get().pk)


def told(answer: HttpResponse) -> str:
    text: str = answer.context["fault"]
    return text


def posted(account: Account, address: str, body: dict[str, Any]) -> HttpResponse:
    client = signed_in(account)
    answer: HttpResponse = client.post(
        address, json.dumps(body), content_type="application/json"
    )
    return answer


@pytest.mark.parametrize("address", PAGES)
def test_page_is_for_the_security_administrator_in_both_languages(
    address: str, cast: Cast
) -> None:
    client = signed_in(cast.security_administrator)
    asked_for = at(address, cast)

    whole = client.get(asked_for).content.decode()
    fragment = client.get(asked_for, headers=FRAGMENT).content.decode()
    client.post("/language/", {"language": "en"})
    english = client.get(asked_for, headers=FRAGMENT).content.decode()

    heading = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert "<html" not in fragment
    assert heading in whole
    assert english[english.index("<h1>") : english.index("</h1>")].isascii()
    assert Client().get(asked_for)["Location"].startswith("/sign-in/")
    assert signed_in(cast.wang).get(asked_for).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", PAGES[:2])
def test_audit_administrator_looks_on_and_grants_nothing(
    address: str, cast: Cast
) -> None:
    auditor = signed_in(cast.audit_administrator)

    for answer in (auditor.get(at(address, cast)), auditor.post(at(address, cast))):
        assert answer.status_code == HTTPStatus.FORBIDDEN
    page = auditor.get("/accounts/chen/").content.decode()
    assert "检察官" in page
    assert "/roles/grant/" not in page


def test_account_page_says_role_place_post_and_days(cast: Cast) -> None:
    page = signed_in(cast.security_administrator).get("/accounts/chen/")

    [line] = page.context["roles"]
    assert line.title.zh == "检察官"
    assert line.places == ["江城市院 第一检察部"]
    assert line.state.zh == "生效中"
    assert "随岗位：员额检察官" in page.content.decode()


def test_what_changes_is_shown_before_anything_is_saved(cast: Cast) -> None:
    before = last_entry()

    answer = signed_in(cast.security_administrator).post(GRANT, asked(cast))

    change = answer.context["change"]
    assert LABELS[Permission.EXPORT_MAKE] in change.differing
    assert LABELS[Permission.CARD_READ] in change.same
    assert answer.context["wanted"].post == cast.procurator_post
    assert "还没有保存" in answer.content.decode()
    assert cast.chen.grants.count() == 1
    assert events_since(before) == []


def test_confirmed_role_is_granted_with_its_reason_in_the_journal(cast: Cast) -> None:
    client = signed_in(cast.security_administrator)

    answer = client.post(GRANT, {**asked(cast), "step": "grant"})

    assert answer["Location"] == "/accounts/chen/"
    made = cast.chen.grants.get(role="analyst")
    assert (made.department, made.post) == (cast.first_department, cast.procurator_post)
    entry = JournalEntry.objects.get(event="access.role_granted", subject_id=made.pk)
    assert entry.by == "account:security_administrator"
    assert json.loads(entry.detail) == {"reason": "季度研判"}


def test_going_back_keeps_what_was_filled_in(cast: Cast) -> None:
    client = signed_in(cast.security_administrator)

    page = client.post(GRANT, {**asked(cast), "step": "change"}).content.decode()

    assert 'value="analyst" required checked' in page
    assert f'value="{asked(cast)["place"]}" selected' in page
    assert 'value="季度研判"' in page


@pytest.mark.parametrize("step", ["", "grant"])
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"role": "audit_administrator", "place": ""}, "三员分立"),
        ({"role": "procurator"}, "重叠"),
        ({"place": ""}, "请指明在哪个单位"),
        ({"place": "000000"}, "不在您可以授权的范围内"),
        ({"place": "429900/99"}, "不在您可以授权的范围内"),
        ({"role": "king"}, "角色"),
        ({"reason": ""}, "理由"),
        ({"until_on": "2001-01-01"}, "终止日早于起始日"),
        ({"from_on": "yesterday"}, "起始日"),
    ],
)
def test_refusal_is_said_on_the_form_and_nothing_is_lost(
    changed: dict[str, str], said: str, step: str, cast: Cast
) -> None:
    client = signed_in(cast.security_administrator)
    sent = asked(cast, until_on="2031-01-01") | changed

    answer = client.post(GRANT, {**sent, "step": step})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in told(answer)
    assert answer.context["asked"]["reason"] == sent["reason"]
    assert f'value="{sent["until_on"]}"' in answer.content.decode()
    assert cast.chen.grants.count() == 1


def test_attempt_to_join_administrators_is_entered_in_the_journal(cast: Cast) -> None:
    client = signed_in(cast.security_administrator)
    wanted = asked(cast, role="audit_administrator", place="")
    before = last_entry()

    client.post(GRANT, wanted)
    posted(
        cast.security_administrator,
        API,
        {"role": "audit_administrator", "from_on": "2026-10-26", "reason": "兼任"},
    )

    assert events_since(before) == ["access.refused", "access.refused"]


def test_nobody_grants_or_ends_their_own_roles(cast: Cast) -> None:
    own = cast.security_administrator.grants.get()
    client = signed_in(cast.security_administrator)
    base = "/accounts/security_administrator/roles"
    wanted = asked(
        cast,
        role="security_administrator",
        place=cast.donghu.code,
        until_on="2031-01-01",
    )

    granted = client.post(f"{base}/grant/", wanted)
    ended = client.post(
        f"{base}/{own.pk}/end/", {"until_on": clock.today(), "reason": "离任"}
    )

    assert "自己的角色" in told(granted)
    assert "自己的角色" in told(ended)
    assert [each.until_on for each in RoleGrant.objects.filter(pk=own.pk)] == [None]


def test_who_grants_in_one_place_reaches_no_other(cast: Cast) -> None:
    local = make.account(username="local")
    make.grant(local, "security_administrator", cast.donghu)
    client = signed_in(local)

    elsewhere = client.post(GRANT, asked(cast))
    everywhere = client.post(GRANT, asked(cast, place=""))
    here = client.post(GRANT, asked(cast, place=cast.donghu.code))

    assert "范围" in told(elsewhere)
    assert "范围" in told(everywhere)
    assert here.status_code == HTTPStatus.OK
    end = client.get(f"/accounts/chen/roles/{cast.chen.grants.get().pk}/end/")
    assert end.status_code == HTTPStatus.NOT_FOUND


def test_role_is_ended_from_a_day_with_a_reason(cast: Cast) -> None:
    held = cast.chen.grants.get()
    yesterday = clock.today() - timedelta(days=1)
    client = signed_in(cast.security_administrator)
    address = f"/accounts/chen/roles/{held.pk}/end/"

    shown = client.get(address)
    client.post(address, {"until_on": yesterday, "reason": "调离"})

    assert LABELS[Permission.CARD_READ] in shown.context["change"].differing
    held.refresh_from_db()
    assert held.until_on == yesterday
    assert not may(cast.chen, Permission.CARD_READ)
    entry = JournalEntry.objects.get(event="access.role_ended")
    assert json.loads(entry.detail) == {"reason": "调离"}


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        ("2025-01-01", "调离", "不改写"),
        ("2001-01-01", "调离", "早于起始日"),
        ("2099-01-01", "调离", "重新授予"),
        ("", "调离", "最后一天"),
        ("2026-12-31", "", "理由"),
    ],
)
def test_end_that_cannot_be_is_said_on_the_form(
    until: str, reason: str, said: str, cast: Cast
) -> None:
    held = make.grant(
        cast.zhao, "clerk", cast.xishan, until_on=clock.today() + timedelta(days=90)
    )
    client = signed_in(cast.security_administrator)

    answer = client.post(
        f"/accounts/zhao/roles/{held.pk}/end/", {"until_on": until, "reason": reason}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in told(answer)
    assert answer.context["asked"]["reason"] == reason
    assert RoleGrant.objects.get(pk=held.pk).until_on == held.until_on


def test_grant_of_another_account_is_not_ended_here(cast: Cast) -> None:
    client = signed_in(cast.security_administrator)
    other = cast.lin.grants.get().pk

    answer = client.get(f"/accounts/chen/roles/{other}/end/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_role_held_above_adds_nothing_below(cast: Cast) -> None:
    make.grant(cast.chen, "analyst", cast.jiangcheng)
    below = planned(
        account=cast.chen, role="analyst", unit=cast.donghu, from_on=clock.today()
    )

    change = change_of(below, clock.today())

    assert change.differing == []
    assert len(change.same) == len(ROLES["analyst"].permissions)


def test_every_role_is_listed_with_its_holders_of_today(cast: Cast) -> None:
    grants.end(
        grant=cast.zhao.grants.get(),
        until_on=clock.today() - timedelta(days=1),
        by=System("test"),
    )

    client = signed_in(cast.audit_administrator)
    rows = {row["role"].name: row for row in client.get("/roles/").context["rows"]}
    holders = client.get("/roles/procurator/").context["rows"]

    assert set(rows) == set(ROLES)
    assert rows["procurator"]["count"] == 1
    assert [each["grant"].account.username for each in holders] == ["chen"]
    assert client.get("/roles/king/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("query", "rows"), [("", len(ROLES)), ("?role=clerk", 1)])
def test_list_of_roles_leaves_with_an_entry(query: str, rows: int, cast: Cast) -> None:
    grants.end(
        grant=cast.zhao.grants.get(),
        until_on=clock.today() - timedelta(days=1),
        by=System("test"),
    )
    before = last_entry()

    answer = signed_in(cast.audit_administrator).post(f"/roles/export/{query}")

    assert "attachment" in answer["Content-Disposition"]
    entry = JournalEntry.objects.get(number__gt=before, event="access.exported")
    assert json.loads(entry.detail)["rows"] == rows


def test_api_plans_grants_lists_and_ends(cast: Cast) -> None:
    security = cast.security_administrator
    body = {
        "role": "analyst",
        "unit": cast.jiangcheng.code,
        "department": cast.first_department.code,
        "from_on": clock.today().isoformat(),
        "reason": "季度研判",
    }

    plan = posted(security, f"{API}/plan", body).json()
    made = posted(security, API, body)
    number = made.json()["number"]
    again = posted(security, API, body)
    held = signed_in(security).get("/api/roles/analyst/holders").json()
    end = {"until_on": clock.today().isoformat(), "reason": "任务结束"}
    ended = posted(security, f"{API}/{number}/end", end).json()

    assert plan["grant"]["number"] is None
    assert "导出" in plan["newly_possible"]
    assert made.status_code == HTTPStatus.CREATED
    assert made.json()["post"] == "procurator"
    assert again.status_code == HTTPStatus.CONFLICT
    assert [each["account"] for each in held] == ["chen"]
    assert ended["until_on"] == end["until_on"]
    listed = signed_in(security).get(API).json()
    assert {each["role"] for each in listed} == {"procurator", "analyst"}


def test_api_says_what_each_role_is(cast: Cast) -> None:
    found = signed_in(cast.audit_administrator).get("/api/roles").json()

    by_name = {each["name"]: each for each in found}
    assert set(by_name) == set(ROLES)
    assert by_name["leader"]["holders"] == 1
    assert "report.sign" in by_name["leader"]["permissions"]


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        (API, {"role": "analyst", "unit": "000000"}, HTTPStatus.NOT_FOUND),
        (API, {"role": "analyst", "unit": "429900", "reason": " "}, 422),
        ("/api/accounts/nobody/roles", {"role": "analyst"}, HTTPStatus.NOT_FOUND),
    ],
)
def test_api_refuses_in_words(
    address: str, body: dict[str, str], status: int, cast: Cast
) -> None:
    sent = {"from_on": "2026-10-26", "reason": "调研", **body}

    answer = posted(cast.security_administrator, address, sent)

    assert answer.status_code == status
    assert answer.json()["detail"]
    assert not RoleGrant.objects.filter(role="analyst").exists()


def test_api_of_nothing_is_not_found(cast: Cast) -> None:
    client = signed_in(cast.security_administrator)
    end = {"until_on": "2030-01-01", "reason": "调离"}

    nothing = posted(cast.security_administrator, f"{API}/999999/end", end)

    assert client.get("/api/roles/king/holders").status_code == HTTPStatus.NOT_FOUND
    assert nothing.status_code == HTTPStatus.NOT_FOUND

"""Every page and act of honours and vetoes answers the same questions."""

import io
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from docx import Document

from tests.cast import Cast
from tests.factories import access as make
from tests.factories import honours
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in
from tests.pages.honour_office import cast_today, numbers, numbers_at, people


__all__ = ["cast_today", "numbers"]
# address -> who opens it
PAGES = {
    "/honours/": "zheng",
    "/honours/rounds/{round}/": "chen",
    "/honours/pairs/": "zheng",
    "/honours/vetoes/": "lin",
    "/honours/vetoes/propose/": "lin",
    "/honours/vetoes/{veto}/": "chen",
}
WITH_FORMS = {"/honours/vetoes/propose/"}
HEADED_BY_CONTENT = {"/honours/rounds/{round}/", "/honours/vetoes/{veto}/"}
# address -> the stage of its round, who does it, what they send, the event it leaves
ROUND = "/honours/rounds/{round}/"


ACTS: dict[str, tuple[str, str, dict[str, str], str]] = {
    f"{ROUND}compute/": ("opened", "zheng", {}, "candidates_computed"),
    f"{ROUND}candidates/{{candidate}}/nominate/": (
        "opened",
        "lin",
        {"words": "带头办案"},
        "nominated",
    ),
    f"{ROUND}close-nomination/": ("nominated", "zheng", {}, "nomination_closed"),
    f"{ROUND}vote/": ("voting", "zheng", {"body": "{body}"}, "vote_begun"),
    f"{ROUND}ballots/": (
        "begun",
        "liu",
        {"voice-{candidate}": "for"},
        "ballots_cast",
    ),
    f"{ROUND}absent/": (
        "begun",
        "zheng",
        {"member": "{member}", "reason": "出差"},
        "member_absent",
    ),
    f"{ROUND}close-vote/": ("voted", "zheng", {}, "vote_closed"),
    f"{ROUND}candidates/{{candidate}}/object/": (
        "notice",
        "zhou",
        {"words": "有一案超期"},
        "objection_raised",
    ),
    f"{ROUND}objections/{{objection}}/answer/": (
        "objected",
        "zheng",
        {"answer": "已核实，不成立", "upheld": "no"},
        "objection_answered",
    ),
    f"{ROUND}close-notice/": ("over", "zheng", {}, "notice_closed"),
    f"{ROUND}decide/": ("deciding", "liu", {"chosen": "{candidate}"}, "decided"),
    f"{ROUND}awards/{{award}}/certify/": (
        "awarded",
        "zheng",
        {},
        "certificate_kept",
    ),
    f"{ROUND}awards/{{award}}/withdraw/": (
        "awarded",
        "liu",
        {"reason": "事迹不实"},
        "award_withdrawn",
    ),
    "/honours/pairs/make/": (
        "",
        "zheng",
        {
            "unit": "429900",
            "apprentice": "ZHOU",
            "business_mentor": "LIN",
            "political_mentor": "LIU",
            "plan": "一年独立办案",
            "from_on": "2026-10-19",
        },
        "pair_made",
    ),
    "/honours/pairs/{pair}/end/": (
        "",
        "zheng",
        {"until_on": "2026-10-19"},
        "pair_ended",
    ),
    "/honours/vetoes/propose/": (
        "",
        "lin",
        {
            "unit": "429900",
            "person": "ZHOU",
            "basis": "本院考核办法",
            "article": "第十二条",
            "reference": "院发〔2026〕3号",
            "facts": "不合格案件一件",
            "from_on": "2026-01-01",
            "until_on": "2026-12-31",
        },
        "veto_proposed",
    ),
    "/honours/vetoes/{veto}/hear/": ("", "chen", {"words": "没有意见"}, "veto_heard"),
    "/honours/vetoes/{heard}/decide/": (
        "",
        "liu",
        {"stands": "yes", "words": "事实清楚"},
        "veto_decided",
    ),
    "/honours/vetoes/{standing}/lift/": (
        "",
        "liu",
        {"reason": "已复核"},
        "veto_lifted",
    ),
}


def test_pages_open_for_who_may_and_the_fragment_agrees(
    cast_today: Cast, numbers: dict[str, object]
) -> None:
    known = people(cast_today)
    for address, name in PAGES.items():
        client, asked = signed_in(known[name]), address.format(**numbers)

        whole = client.get(asked)
        fragment = client.get(asked, headers=FRAGMENT).content.decode()

        assert whole.status_code == HTTPStatus.OK, address
        head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
        assert "<html" not in fragment
        assert head in whole.content.decode(), address
        if address not in HEADED_BY_CONTENT:
            client.post("/language/", {"language": "en"})
            told = client.get(asked, headers=FRAGMENT).content.decode()
            assert told[told.index("<h1>") : told.index("</h1>")].isascii(), address
            client.post("/language/", {"language": "zh-hans"})


def test_strangers_administrators_and_other_places_find_nothing(
    cast_today: Cast, numbers: dict[str, object]
) -> None:
    outsider = make.account(username="outside")
    for role in ("appraisal_office", "leader", "department_head"):
        make.grant(outsider, role, cast_today.xishan)
    outside, admin = (
        signed_in(outsider),
        signed_in(cast_today.system_administrator),
    )
    before = everything_but_the_journal()

    for address in PAGES:
        asked = address.format(**numbers)
        assert Client().get(asked)["Location"].startswith("/sign-in/"), address
        assert admin.get(asked).status_code == HTTPStatus.FORBIDDEN, address
        if "{" in address:
            assert outside.get(asked).status_code == HTTPStatus.NOT_FOUND, address
        if address not in WITH_FORMS:
            assert outside.post(asked).status_code == HTTPStatus.METHOD_NOT_ALLOWED

    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_done_once_by_who_may_and_by_nobody_else(
    address: str, cast_today: Cast
) -> None:
    stage, name, given, event = ACTS[address]
    numbers, known = numbers_at(stage, cast_today), people(cast_today)
    asked = address.format(**numbers)
    sent = {
        key.format(**numbers): value.format(**numbers) for key, value in given.items()
    }
    outsider = make.account(username="outside")
    for role in ("appraisal_office", "leader", "department_head"):
        make.grant(outsider, role, cast_today.xishan)
    before = everything_but_the_journal()

    stranger = Client().post(asked, sent)
    administrator = signed_in(cast_today.audit_administrator).post(asked, sent)
    elsewhere = signed_in(outsider).post(asked, sent)
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(known[name], backend="hengjian.access.backend.AccountBackend")
    without_token = forged.post(asked, sent)

    assert stranger.status_code == HTTPStatus.FOUND
    assert administrator.status_code == HTTPStatus.FORBIDDEN
    # a form that names a place of others says so and goes back
    assert elsewhere.status_code in {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.FOUND,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
    assert without_token.status_code == HTTPStatus.FORBIDDEN
    if address not in WITH_FORMS:
        read = signed_in(known[name]).get(asked)
        assert read.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert everything_but_the_journal() == before

    number = last_entry()
    answer = signed_in(known[name]).post(asked, sent)

    assert answer.status_code == HTTPStatus.FOUND
    assert events_since(number).count(f"honours.{event}") == 1


def test_what_is_missing_is_said_on_the_page(cast_today: Cast) -> None:
    numbers, known = numbers_at("opened", cast_today), people(cast_today)
    client = signed_in(known["lin"])

    answer = client.post(
        f"/honours/rounds/{numbers['round']}/candidates/{numbers['candidate']}/nominate/",
        {"words": " "},
        follow=True,
    )

    assert "请写明提名事迹" in answer.content.decode()


def test_interface_tells_rounds_with_the_reasons(
    cast_today: Cast, numbers: dict[str, object]
) -> None:
    client = signed_in(cast_today.chen)

    listed = client.get("/api/honours/rounds").json()["items"]
    one = client.get(f"/api/honours/rounds/{numbers['round']}").json()

    assert [each["stage"] for each in listed] == ["notice"]
    [chen] = one["candidates"]
    assert chen["meets_all"] is True
    assert chen["findings"][0]["zh"] == "积分 82，要求不低于 62：符合"
    assert client.get("/api/honours/awards").json() == {"items": [], "next": None}


def test_record_and_round_go_out_as_papers(cast_today: Cast) -> None:
    made = honours.walked(cast_today, "awarded")
    zheng, chen = people(cast_today)["zheng"], cast_today.person(cast_today.chen)
    client = signed_in(zheng)

    record = client.get("/honours/?export=docx")
    paper = client.get(f"/honours/rounds/{made.round.pk}/?export=docx")

    rows = [[cell.text for cell in row.cells] for row in tables(record)[0].rows]
    assert rows[1][1:4] == ["党员先锋岗", rows[1][2], chen.name]
    candidates, votes = tables(paper)
    assert candidates.rows[1].cells[0].text == chen.name
    assert [cell.text for cell in votes.rows[1].cells][1:] == ["5", "0", "0", "通过"]


def tables(answer: Any) -> list[Any]:
    """The tables of a Word file that was handed out."""
    return list(Document(io.BytesIO(answer.content)).tables)

"""Every page and act of honours and vetoes answers the same questions."""

import io
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from docx import Document

from hengjian.access.models import Account
from hengjian.honours.actions import balloting
from hengjian.ledger.actions.rules import set_circle
from hengjian.ledger.models import Circle, Purpose
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make
from tests.factories import honours
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of


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


@pytest.fixture
def cast_today(cast: Cast) -> Iterator[Cast]:
    with clock.moved_to(date(2026, 10, 19)):
        yield cast


def people(cast: Cast) -> dict[str, Account]:
    """The cast, and Zheng of the appraisal office."""
    zheng = make.account(username="zheng")
    make.grant(zheng, "appraisal_office", cast.jiangcheng)
    return {n: getattr(cast, n) for n in ("chen", "lin", "zhou", "liu")} | {
        "zheng": zheng
    }


def numbers_at(stage: str, cast: Cast) -> dict[str, object]:
    """What fills an address: a round walked to a stage, or pairs and vetoes."""
    if not stage:
        return {
            "pair": honours.pair(cast).pk,
            "veto": honours.proposed_veto(cast).pk,
            "heard": honours.heard_veto(cast).pk,
            "standing": honours.standing_veto(cast).pk,
        }
    is_vote = stage in ("begun", "voted")
    made = honours.walked(cast, "voting" if is_vote else stage)
    found: dict[str, object] = {"round": made.round.pk, "candidate": made.chen.pk}
    if stage == "voting" or is_vote:
        body = honours.seated(cast)
        found["body"] = body.pk
        found["member"] = body.members.order_by("pk")[1].pk
    if stage == "begun":
        balloting.begin(honour_round=made.round, body=body, by=honours.BY)
    if stage == "voted":
        honours.voted(made, cast)
    if stage == "objected":
        found["objection"] = made.objection.pk
    if stage == "awarded":
        found["award"] = made.award.pk
    return found


@pytest.fixture
def numbers(cast_today: Cast) -> dict[str, object]:
    """A round in its notice with an objection, and a veto against Chen."""
    return {
        **numbers_at("objected", cast_today),
        "veto": honours.proposed_veto(cast_today).pk,
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


def test_veto_is_seen_by_the_person_and_those_in_charge_alone(
    cast_today: Cast, numbers: dict[str, object]
) -> None:
    address = f"/honours/vetoes/{numbers['veto']}/"

    seen = {
        name: signed_in(account).get(address).status_code
        for name, account in people(cast_today).items()
    }

    assert seen == {"chen": 200, "lin": 200, "zhou": 404, "liu": 200, "zheng": 200}


def test_who_objected_is_told_to_those_who_answer_alone(
    cast_today: Cast, numbers: dict[str, object]
) -> None:
    address, known = f"/honours/rounds/{numbers['round']}/", people(cast_today)
    name = cast_today.person(cast_today.zhou).name

    told = {
        who: name
        in signed_in(known[who]).get(address, headers=FRAGMENT).content.decode()
        for who in ("chen", "zheng")
    }

    assert told == {"chen": False, "zheng": True}


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


def test_who_misses_the_criteria_is_told_to_that_person_and_those_in_charge(
    cast_today: Cast,
) -> None:
    unit, zhou = cast_today.jiangcheng, cast_today.person(cast_today.zhou)
    honours.member(honours.branch(unit), zhou, "二组")
    honours.points(unit, zhou, "12.5", date(2026, 2, 3))
    made, known = honours.walked(cast_today, "opened"), people(cast_today)
    address = f"/honours/rounds/{made.round.pk}/"

    told = {}
    for who in ("chen", "zhou", "zheng"):
        page = signed_in(known[who]).get(address, headers=FRAGMENT).content.decode()
        told[who] = ("积分 12.5，要求不低于 62：不符合" in page, "另有 1 个" in page)
    seen = signed_in(cast_today.chen).get(f"/api{address}".rstrip("/")).json()

    assert told == {
        "chen": (False, True),
        "zhou": (True, False),
        "zheng": (True, False),
    }
    assert ([each["name"] for each in seen["candidates"]], seen["others_not_met"]) == (
        [cast_today.person(cast_today.chen).name],
        1,
    )


@pytest.mark.parametrize(
    ("circle", "shown"), [(None, False), (Circle.BRANCH, True), (Circle.OFFICE, True)]
)
def test_points_of_a_candidate_show_as_far_as_the_circle_of_the_ledger(
    cast_today: Cast, circle: Circle | None, shown: bool
) -> None:
    unit = cast_today.jiangcheng
    honours.member(honours.branch(unit), cast_today.person(cast_today.zhou), "二组")
    made = honours.walked(cast_today, "opened")
    if circle is not None:
        set_circle(
            unit=unit,
            purpose=Purpose.MEMBER_POINTS,
            circle=circle,
            from_on=date(2026, 1, 1),
            source="党组会议",
            by=honours.BY,
        )

    page = text_of(cast_today.zhou, f"/honours/rounds/{made.round.pk}/")

    assert ("积分 82，要求" in page) is shown
    assert ("积分，要求不低于 62：符合（数值不在公开范围）" in page) is not shown


def test_nobody_is_shown_how_another_voted(cast_today: Cast) -> None:
    known = people(cast_today)
    numbers = numbers_at("begun", cast_today)
    address = f"/honours/rounds/{numbers['round']}/"
    ballots = signed_in(cast_today.liu)
    ballots.post(f"{address}ballots/", {f"voice-{numbers['candidate']}": "against"})

    own = text_of(cast_today.liu, address)
    other = text_of(known["zheng"], address)

    assert 'value="against" required checked' in own
    assert "against" not in other
    assert ">已投票<" in other


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

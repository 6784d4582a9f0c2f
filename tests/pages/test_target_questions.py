"""Every page and act of targets answers the same questions."""

import io
from functools import partial
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengjian.access.models import Account
from hengjian.targets.models import (
    Target,
    TargetPlan,
    TargetProgress,
    TargetProposal,
    TargetVersion,
)
from hengjian.ui.downloads import Sheet, workbook_bytes
from tests.cast import Cast
from tests.factories import access as make
from tests.factories import targets
from tests.pages.asking import (
    FRAGMENT,
    events_since,
    last_entry,
    signed_in,
    text_of,
)
from tests.remembered import remembered


PAGES = {
    "/targets/": "chen",
    "/targets/sheet/": "chen",
    "/targets/months/": "chen",
    "/targets/changes/": "lin",
    "/targets/core/": "lin",
    "/targets/results/": "chen",
    "/targets/{target}/": "lin",
    "/targets/plans/{draft}/import/": "zheng",
}
OF_ONE_PLACE = [each for each in PAGES if "{" in each]
WHOLE = {**targets.WHOLE, "title": "临时工作", "aim": "不少于6件", "marks": "2"}
# address -> who does it, what they send, the event it leaves
ACTS: dict[str, tuple[str, dict[str, str], str]] = {
    "/targets/plans/{draft}/hand-in/": ("zheng", {"department": "01"}, "handed_in"),
    "/targets/plans/{draft}/core/": (
        "zheng",
        {"indicators": "task_on_time_rate"},
        "core_items_chosen",
    ),
    "/targets/{drafted}/change/": ("zheng", WHOLE, "drafted"),
    "/targets/{drafted}/remove/": ("zheng", {}, "drafted"),
    "/targets/{below}/below/": (
        "lin",
        {**WHOLE, "department": "", "person": "CHEN"},
        "drafted",
    ),
    "/targets/{target}/amend/": (
        "lin",
        {"from": "2026-09", "aim": "不少于90件", "reason": "任务增加"},
        "change_proposed",
    ),
    "/targets/{target}/end/": (
        "lin",
        {"from": "2026-09", "reason": "上级取消专项"},
        "change_proposed",
    ),
    "/targets/{target}/report/": (
        "lin",
        {"month": "2026-09", "words": "已办六十件", "value": "60"},
        "reported",
    ),
    "/targets/plans/{plan}/propose/": (
        "lin",
        {
            **WHOLE,
            "department": "01",
            "from": "2026-08",
            "entered_from": "上级通知",
            "reason": "年初没有计划",
        },
        "change_proposed",
    ),
    "/targets/changes/{proposal}/decide/": (
        "liu",
        {"decision": "approved"},
        "change_decided",
    ),
}


@pytest.fixture
def numbers(people: Cast) -> dict[str, object]:
    """An adopted plan of this year with a proposal, and a draft of the next."""
    return remembered(
        "target questions", partial(_numbers, people), settings.HENGJIAN_HOME
    )


def _numbers(people: Cast) -> dict[str, object]:
    targets.appraiser(people)
    plan = targets.adopted(people)
    proposal = targets.amendment(plan, by=people.lin)
    draft = targets.drafting.begin_plan(
        unit=people.jiangcheng, year=2027, by=targets.BY
    )
    row = targets.row(draft, number="1", title="督办事项", aim="不少于8件")
    targets.drafting.write_rows(plan=draft, rows=[row], by=targets.BY)
    return {
        "plan": plan.pk,
        "target": targets.target(plan, "1.1").pk,
        "below": targets.target(plan, "1.1").pk,
        "proposal": proposal.pk,
        "draft": draft.pk,
        "drafted": draft.targets.get().pk,
    }


def account(people: Cast, name: str) -> Account:
    known = getattr(people, name, None)
    return known if known is not None else Account.objects.get(username=name)


def stored() -> list[object]:
    """Everything that an act on targets could change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (TargetPlan, Target, TargetVersion, TargetProposal)
    ]


@pytest.mark.parametrize("address", PAGES)
def test_page_works_whole_and_as_fragment(
    people: Cast, numbers: dict[str, object], address: str
) -> None:
    browser = signed_in(account(people, PAGES[address]))
    at = address.format(**numbers)

    page, part = browser.get(at), browser.get(at, headers=FRAGMENT)

    assert (page.status_code, part.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    assert "<html" in page.content.decode()
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize("address", [*PAGES, *ACTS])
def test_stranger_is_sent_to_the_sign_in(
    numbers: dict[str, object], address: str
) -> None:
    answer = Client().get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", [*OF_ONE_PLACE, *ACTS])
def test_another_place_is_not_shown_and_nothing_is_changed(
    people: Cast, numbers: dict[str, object], address: str
) -> None:
    outsider = make.account(username="xishan")
    for role in ("appraisal_office", "department_head", "leader"):
        make.grant(outsider, role, people.xishan)
    before, at = stored(), address.format(**numbers)

    browser = signed_in(outsider)
    answer = browser.post(at, ACTS[address][1]) if address in ACTS else browser.get(at)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert stored() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_done_by_reading(
    people: Cast, numbers: dict[str, object], address: str
) -> None:
    browser = signed_in(account(people, ACTS[address][0]))

    answer = browser.get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_leaves_one_entry(
    people: Cast, numbers: dict[str, object], address: str
) -> None:
    who, sent, event = ACTS[address]
    since = last_entry()

    answer = signed_in(account(people, who)).post(address.format(**numbers), sent)

    assert answer.status_code == HTTPStatus.FOUND
    found = [each for each in events_since(since) if each != "jobs.job_enqueued"]
    assert found == [f"targets.{event}"]


@pytest.mark.parametrize("address", ACTS)
def test_a_colleague_without_the_duty_changes_nothing(
    people: Cast, numbers: dict[str, object], address: str
) -> None:
    before = stored()

    answer = signed_in(people.chen).post(address.format(**numbers), ACTS[address][1])

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert stored() == before


def test_a_personal_target_is_its_persons_to_report_on(people: Cast) -> None:
    plan = targets.adopted(people)
    cells = {"number": "1.1.1", "title": "督办", "person": "CHEN", "aim": "不少于8件"}
    row = targets.row(plan, **cells)
    targets.drafting.write_rows(plan=plan, rows=[row], by=people.lin)
    own, departments = (targets.target(plan, each) for each in ("1.1.1", "1.1"))
    sent = {"month": "2026-09", "words": "已办四件"}
    chen = signed_in(people.chen)

    refused = chen.post(f"/targets/{departments.pk}/report/", sent)
    taken = chen.post(f"/targets/{own.pk}/report/", sent)

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert taken.status_code == HTTPStatus.FOUND
    assert TargetProgress.objects.get().entered_by == people.chen.journal_name


@pytest.mark.parametrize("indicator", ["arrest_rate", ""])
def test_what_may_never_be_scored_is_refused_with_its_source(
    people: Cast, numbers: dict[str, object], indicator: str
) -> None:
    since, before = last_entry(), stored()
    sent = {**ACTS["/targets/plans/{plan}/propose/"][1], "indicator": indicator}
    sent["title"] = "批捕率专项提升"

    answer = signed_in(people.lin).post(
        f"/targets/plans/{numbers['plan']}/propose/", sent
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "中央政法工作会议" in answer.content.decode()
    assert "targets.refused" in events_since(since)
    assert stored() == before


def test_the_api_refuses_it_as_well(people: Cast, numbers: dict[str, object]) -> None:
    since = last_entry()
    zheng = account(people, "zheng")

    answer = signed_in(zheng).post(
        f"/api/targets/plans/{numbers['draft']}/rows",
        {"cells": {**WHOLE, "number": "7", "indicator": "arrest_rate"}},
        content_type="application/json",
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "targets.refused" in events_since(since)


def test_the_api_tells_what_is_in_force(
    people: Cast, numbers: dict[str, object]
) -> None:
    browser = signed_in(people.chen)

    [*plans] = browser.get("/api/targets/plans").json()
    found = browser.get(f"/api/targets/plans/{numbers['plan']}/targets?month=3").json()

    assert [each["year"] for each in plans] == [2027, 2026]
    assert [each["number"] for each in found] == ["1", "1.1", "1.2", "2"]
    assert found[0]["asked"] == "≥30"


def workbook(rows: list[list[str]]) -> SimpleUploadedFile:
    content = workbook_bytes(Sheet("目标分解", rows[0], rows[1:]))
    return SimpleUploadedFile("targets.xlsx", content)


def test_a_form_goes_out_and_comes_back_unchanged(
    people: Cast, numbers: dict[str, object]
) -> None:
    browser = signed_in(account(people, "zheng"))
    form = browser.get(f"/targets/plans/{numbers['draft']}/form/")

    answer = browser.post(
        f"/targets/plans/{numbers['draft']}/import/",
        {"file": SimpleUploadedFile("f.xlsx", io.BytesIO(form.content).read())},
    )

    assert answer.status_code == HTTPStatus.OK
    assert "完全一致" in answer.content.decode()


def test_a_form_shows_every_fault_at_once_and_writes_nothing(
    people: Cast, numbers: dict[str, object]
) -> None:
    before = stored()
    rows = [
        ["序号", "项目", "指标", "目标值", "责任部门", "时限", "分值"],
        ["1", "督办事项", "NO1", "不少于8件", "第一检察部", "2027-12-31", "3"],
        ["2", "开放日", "", ">3次", "第一检察部", "2027-12-31", "3"],
        ["3", "批捕率", "", "不低于95%", "第九检察部", "2027-12-31", "3"],
        ["4", "提高起诉率", "", "不低于95%", "第一检察部", "2027-12-31", "3"],
    ]

    answer = signed_in(account(people, "zheng")).post(
        f"/targets/plans/{numbers['draft']}/import/", {"file": workbook(rows)}
    )

    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for words in ("指标库没有“NO1”", "本数算不算", "第九检察部", "不得用于考核"):
        assert words in text
    assert stored() == before


def test_a_form_says_what_it_would_change_then_changes_it(
    people: Cast, numbers: dict[str, object]
) -> None:
    browser = signed_in(account(people, "zheng"))
    rows = [
        ["序号", "项目", "指标", "目标值", "责任部门", "时限", "分值"],
        ["1", "督办事项", "", "不少于9件", "第一检察部", "2027-12-31", "3"],
        ["2", "开放日", "", "全年两次", "第一检察部", "2027-12-31", "3"],
    ]
    at = f"/targets/plans/{numbers['draft']}/import/"

    preview = browser.post(at, {"file": workbook(rows)})
    assert "将新增" in preview.content.decode()
    browser.post(f"{at}confirm/", {"rows": preview.context["rows"]})

    plan = TargetPlan.objects.get(pk=str(numbers["draft"]))
    assert [each.number for each in plan.targets.order_by("place")] == ["1", "2"]
    assert plan.targets.get(number="1").versions.get().aim == "9"


@pytest.mark.parametrize("rows", ["[" * 100_000, "{", "1"])
def test_preview_that_was_tampered_with_is_asked_for_again(
    people: Cast, numbers: dict[str, object], rows: str
) -> None:
    browser = signed_in(account(people, "zheng"))
    at = f"/targets/plans/{numbers['draft']}/import/confirm/"

    answer = browser.post(at, {"rows": rows})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "请重新选择文件" in answer.content.decode()


def test_the_tree_says_what_stands_how(
    people: Cast, numbers: dict[str, object]
) -> None:
    text = text_of(people.chen, f"/targets/?plan={numbers['plan']}&month=3")

    assert "由党组会审定（党组会2026年第2号）" in text
    assert "共 4 项，计分 4 项" in text

"""The inbox and the pages of matters: what they count, whom they ask, what they keep."""

from datetime import date
from http import HTTPStatus

import pytest

from hengjian.lib import clock
from hengjian.matters import drafts
from hengjian.matters.actions import allocating, pausing
from hengjian.matters.models import Draft, Matter
from tests.factories import matters as make
from tests.pages.asking import signed_in, text_of
from tests.unit.matters.conftest import World, _today, world  # noqa: F401 (fixtures)


def task(matter: Matter, element: str, act: str) -> str:
    return f"/matters/{matter.pk}/tasks/{make.item(matter, element).pk}/{act}/"


def test_inbox_counts_exactly_and_puts_the_most_urgent_first(world: World) -> None:  # noqa: F811
    for article in ("纸", "笔", "柜"):
        make.matter("supply_request", world.cast.chen, article=article)
    with clock.moved_to(date(2026, 10, 9)):
        make.matter("supply_request", world.cast.chen, article="灯")

    page = text_of(world.office, "/inbox/")

    assert page.index("灯") < page.index("纸")
    assert "逾期 9 天" in page  # Saturday 10 October was worked
    assert '<b class="figure">4</b>' in page


def test_role_above_is_not_asked_what_the_county_decides(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.zhao)
    make.done(matter, "check_stock", world.cast.zhao, in_stock="否")

    page = text_of(world.cast.liu, "/inbox/")  # chief of the city above

    assert "没有等您办的任务" in page


def test_registrant_sees_for_whom_they_wait(world: World) -> None:  # noqa: F811
    make.matter("supply_request", world.cast.chen)

    page = text_of(world.cast.chen, "/inbox/?scope=others")

    assert "A4 复印纸" in page
    assert "催办…" in page


def test_bulk_act_first_says_what_it_will_do(world: World) -> None:  # noqa: F811
    first = make.item(make.matter("supply_request", world.cast.chen), "check_stock")
    second = make.item(make.matter("supply_request", world.cast.chen), "check_stock")
    client = signed_in(world.office)
    ticked = {"item": [first.pk, second.pk]}

    asked = client.post("/inbox/urge/", ticked).content.decode()
    first.refresh_from_db()
    assert "确定后，下列每项任务的办理人" in asked
    assert first.times_urged == 0

    client.post("/inbox/urge/", {**ticked, "confirmed": "1"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.times_urged, second.times_urged) == (1, 1)


def test_draft_is_kept_shown_again_and_gone_when_registered(world: World) -> None:  # noqa: F811
    client = signed_in(world.cast.chen)
    address = "/matters/new/supply_request/"
    typed = {f"item.{name}": text for name, text in make.SUPPLIES.items()}

    kept = client.post(address + "draft/", {"item.article": "扫描仪"})
    shown = client.get(address).content.decode()
    registered = client.post(address, typed)

    assert "草稿已保存" in kept.content.decode()
    assert 'value="扫描仪"' in shown
    assert registered.status_code == HTTPStatus.FOUND
    assert not Draft.drafts.exists()


def test_field_that_hangs_on_another_appears_while_typing(world: World) -> None:  # noqa: F811
    client = signed_in(world.cast.chen)
    address = "/matters/new/supply_request/draft/"

    answer = client.post(address, {"item.is_urgent": "true", "outline": "other"})

    page = answer.content.decode()
    assert 'hx-swap-oob="true"' in page
    assert 'name="item.urgency"' in page


def test_form_that_cannot_stand_keeps_what_was_typed_and_says_why(world: World) -> None:  # noqa: F811
    client = signed_in(world.cast.chen)
    typed = {f"item.{name}": text for name, text in make.SUPPLIES.items()}

    answer = client.post(
        "/matters/new/supply_request/", typed | {"item.quantity": "十箱"}
    )

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="十箱"' in page
    assert "应是整数" in page
    assert not Matter.objects.exists()


def test_two_people_who_fill_the_same_form_lose_nothing(world: World) -> None:  # noqa: F811
    """The second sees both values side by side, and what was typed stays a draft."""
    matter = make.matter("task_follow_up", world.cast.wang)
    make.done(matter, "accept", world.cast.chen)
    report = {
        "item.progress_state": "on_course",
        "item.progress_percent": "40",
        "item.progress_words": "已完成四成",
    }
    matter.refresh_from_db()
    seen = str(matter.version)
    make.done(
        matter, "report", world.cast.chen, progress_state="on_course",
        progress_percent="30", progress_words="已完成三成",
    )  # fmt: skip
    make.done(matter, "review", world.cast.liu)
    second = signed_in(world.cast.chen)

    answer = second.post(task(matter, "report", "complete"), report | {"version": seen})

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "别人填的是：<b>30</b>" in page
    assert "您填的是：<b>40</b>" in page
    assert 'value="40"' in page
    kept = drafts.of(world.cast.chen, "task_follow_up", "progress", matter)
    assert kept is not None
    assert kept.texts["progress_words"] == "已完成四成"


def test_second_submission_after_a_conflict_is_taken(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)
    client = signed_in(world.office)
    given = {"item.in_stock": "true", "version": "99"}

    refused = client.post(task(matter, "check_stock", "complete"), given)
    matter.refresh_from_db()
    taken = client.post(
        task(matter, "check_stock", "complete"),
        given | {"version": str(matter.version)},
    )

    assert refused.status_code == HTTPStatus.CONFLICT
    assert taken.status_code == HTTPStatus.FOUND


def test_number_that_is_taken_is_told_on_the_form_that_keeps_what_was_typed(
    world: World,  # noqa: F811
) -> None:
    make.matter("petition", world.cast.chen)
    client = signed_in(world.cast.chen)
    typed = {f"item.{name}": text for name, text in make.PETITION.items()}

    answer = client.post(
        "/matters/new/petition/", typed | {"item.petitioner": "钱来迟"}
    )

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "已登记为" in page
    assert 'value="钱来迟"' in page
    assert 'value="钱来迟"' in client.get("/matters/new/petition/").content.decode()
    assert "钱来迟" not in str(Draft.drafts.get().texts)  # sealed beside the rest


def test_task_that_is_sent_twice_is_done_once_and_says_so(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)
    client = signed_in(world.office)
    address = task(matter, "check_stock", "complete")
    given = {"item.in_stock": "true", "version": str(matter.version)}

    first, second = client.post(address, given), client.post(address, given)

    assert first.status_code == HTTPStatus.FOUND
    assert second.status_code == HTTPStatus.CONFLICT
    assert "已经办完或撤回，没有再办一次" in second.content.decode()


def test_names_typed_into_a_conflict_are_sealed_as_a_draft(world: World) -> None:  # noqa: F811
    matter = make.matter("public_hearing", world.cast.chen)
    make.done(matter, "approve", world.cast.liu, approval="hold")
    client = signed_in(world.cast.chen)

    answer = client.post(
        task(matter, "invite", "complete"),
        {"item.invited_names": "孙密来、李听证", "version": "0"},
    )

    assert answer.status_code == HTTPStatus.CONFLICT
    kept = drafts.of(world.cast.chen, "public_hearing", "invitation", matter)
    assert kept is not None
    assert kept.texts["invited_names"] == "孙密来、李听证"
    assert "孙密来" not in str(Draft.drafts.get().texts)


@pytest.mark.parametrize("number", ["三", "²", "0", "-3", "999999"])
def test_extension_that_cannot_be_read_says_how_to_write_it(
    world: World,  # noqa: F811
    number: str,
) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    page = f"/matters/{matter.pk}/"

    answer = signed_in(world.office).post(
        task(matter, "check_stock", "extension"),
        {"number": number, "unit": "working_days", "reason": "等报价"},
        headers={"referer": f"http://testserver{page}"},
    )

    said = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "数字写正整数" in said
    assert "working_days" not in said
    assert f'href="{page}">返回刚才的页面' in said


def test_extension_is_told_in_words(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)
    signed_in(world.office).post(
        task(matter, "check_stock", "extension"),
        {"number": "3", "unit": "working_days", "reason": "等报价"},
    )

    page = text_of(world.office, f"/matters/{matter.pk}/")

    assert "申请延长3个工作日" in page
    assert "3 working_days" not in page


def test_nobody_is_asked_to_answer_by_a_day_that_is_over(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)
    asked = {"person": world.cast.lin.person.pk, "words": "请会签"}

    answer = signed_in(world.office).post(
        task(matter, "check_stock", "countersign"), asked | {"due_on": "2026-10-16"}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "2026-10-16 已经过去" in answer.content.decode()
    assert not matter.work_items.filter(kind="countersign").exists()


def test_page_tells_why_the_limit_ends_that_day(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)

    page = text_of(world.office, f"/matters/{matter.pk}/")

    assert "自2026-10-19的次日起算1个工作日，末日2026-10-20" in page


def test_suspended_matter_offers_no_form(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)
    pausing.suspend(matter=matter, reason="等报价", by=make.BY)

    page = text_of(world.office, f"/matters/{matter.pk}/")

    assert "办理完成" not in page
    assert "事项已中止" in page


def test_task_of_another_is_not_done_without_the_permission(world: World) -> None:  # noqa: F811
    cast = world.cast
    matter = make.matter("supply_request", cast.chen)
    allocating.allocate(
        item=make.item(matter, "check_stock"), person=world.office.person, by=make.BY
    )

    answer = signed_in(cast.zhou).post(
        task(matter, "check_stock", "complete"),
        {"item.in_stock": "true", "version": "1"},
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert make.item(matter, "check_stock")


def test_whole_request_is_handled_on_the_pages(world: World) -> None:  # noqa: F811
    cast = world.cast
    typed = {f"item.{name}": text for name, text in make.SUPPLIES.items()}
    signed_in(cast.chen).post("/matters/new/supply_request/", typed)
    matter = Matter.objects.get()

    for who, element, given in (
        (world.office, "check_stock", {"item.in_stock": "true"}),
        (
            world.office,
            "issue_from_stock",
            {
                "item.issued_quantity": "10",
                "item.received_by": "CHEN",
                "item.issued_on": "2026-10-19",
            },
        ),
    ):
        matter.refresh_from_db()
        address = task(matter, element, "complete")
        answer = signed_in(who).post(address, given | {"version": str(matter.version)})
        assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()[:3000]

    page = text_of(cast.chen, f"/matters/{matter.pk}/")
    assert "流程走完，办结" in page
    assert "已办结" in page


def test_list_is_taken_away_as_it_is_narrowed(world: World) -> None:  # noqa: F811
    make.matter("supply_request", world.cast.chen)
    client = signed_in(world.office)

    answer = client.get("/matters/?kind=supply_request&export=xlsx")
    inbox = client.get("/inbox/?export=xlsx")

    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert inbox["Content-Disposition"].startswith("attachment")


def test_kinds_that_are_handled_here_are_not_offered_for_import(world: World) -> None:  # noqa: F811
    page = text_of(world.cast.wang, "/imports/new/")

    assert "用品申领" not in page

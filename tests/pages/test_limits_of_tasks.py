"""事项任务期限: tasks of matters by span, place and person, exactly those one may see."""

import io
import re
from datetime import date
from http import HTTPStatus

import openpyxl
import pytest

from hengjian.lib import clock
from hengjian.limits.wording import task_limit_words
from hengjian.matters.actions import allocating, pausing
from tests.cast import Cast
from tests.factories import access
from tests.factories import matters as make
from tests.pages.asking import FRAGMENT, signed_in


REGISTERED = date(2026, 10, 12)
TODAY = date(2026, 10, 19)
BY = make.BY


@pytest.fixture
def office(cast: Cast) -> Cast:
    """A request a week old, one of today that is suspended, one in Donghu."""
    make.release_kinds()
    with clock.moved_to(REGISTERED):
        old = make.matter("supply_request", cast.chen, article="旧的打印纸")
        item = make.item(old, "check_stock")
        allocating.allocate(item=item, person=cast.person(cast.lin), by=BY)
    with clock.moved_to(TODAY):
        new = make.matter("supply_request", cast.chen, article="新的墨盒")
        make.matter("supply_request", cast.chen, unit=cast.donghu, article="东湖书柜")
        pausing.suspend(matter=new, reason="等报价", by=BY)
    access.grant(cast.wang, "leader", cast.jiangcheng)
    return cast


def page(cast: Cast, address: str = "/limits/tasks/") -> str:
    with clock.moved_to(TODAY):
        return signed_in(cast.wang).get(address).content.decode()


def test_page_opens_as_a_page_and_as_a_fragment(office: Cast) -> None:
    with clock.moved_to(TODAY):
        client = signed_in(office.wang)
        whole = client.get("/limits/tasks/")
        part = client.get("/limits/tasks/", headers=FRAGMENT)

    assert whole.status_code == part.status_code == HTTPStatus.OK
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_late_task_stands_with_who_has_it_and_why(office: Cast) -> None:
    shown = page(office, "/limits/tasks/?span=late")

    assert "旧的打印纸" in shown
    assert "林静" in shown
    assert "2026-10-12 起 1个工作日" in shown
    assert "新的墨盒" not in shown


def test_suspended_task_is_not_late_but_told_apart(office: Cast) -> None:
    assert "新的墨盒" in page(office, "/limits/tasks/?span=suspended")


def test_tasks_are_counted_by_place_person_and_kind(office: Cast) -> None:
    by_person = page(office, "/limits/tasks/?by=person")
    by_kind = page(office, "/limits/tasks/?by=kind")

    assert "林静" in by_person
    assert "(待领办)" in by_person
    assert "用品申领" in by_kind
    assert "旧的打印纸" not in page(office, "/limits/tasks/?person=0")
    assert "新的墨盒" in page(office, "/limits/tasks/?person=0")


def test_tasks_of_other_places_are_not_shown(office: Cast) -> None:
    with clock.moved_to(TODAY):
        there = signed_in(office.zhao).get("/limits/tasks/").content.decode()

    assert "旧的打印纸" not in there


def test_unknown_filters_narrow_nothing(office: Cast) -> None:
    shown = page(office, "/limits/tasks/?span=x&by=y&person=z&scope=q")

    assert "旧的打印纸" in shown
    assert "新的墨盒" in shown


def test_list_and_groups_are_exported_as_shown(office: Cast) -> None:
    with clock.moved_to(TODAY):
        client = signed_in(office.wang)
        listed = client.get("/limits/tasks/?span=late&export=xlsx")
        grouped = client.get("/limits/tasks/?by=person&export=xlsx")

    def cells(file: bytes) -> set[str]:
        book = openpyxl.load_workbook(io.BytesIO(file))
        rows = book.active.iter_rows(values_only=True)
        return {str(cell) for row in rows for cell in row if cell is not None}

    assert "旧的打印纸" in cells(listed.getvalue())
    assert "林静" in cells(grouped.getvalue())


def test_board_tells_the_tasks_beside_the_cards(office: Cast) -> None:
    shown = page(office, "/limits/")

    assert re.search(r"超期 <b class=\"figure\">1</b>", shown)


def test_limit_of_the_same_day_is_told_in_words() -> None:
    asked = {
        "start": "2026-10-19",
        "length": "0 calendar_days",
        "zh": "发放",
        "en": "x",
    }

    assert task_limit_words(asked).zh == "发放：2026-10-19 当日"


def test_nothing_open_is_said(cast: Cast) -> None:
    make.release_kinds()
    access.grant(cast.wang, "leader", cast.jiangcheng)

    assert "没有在办的任务" in page(cast)

"""期限看板: custody first, exactly what the reader may see, exported as it is shown."""

import io
import re
from http import HTTPStatus
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from hengjian.lib import clock
from hengjian.limits.models import CardLimit
from tests.cast import Cast
from tests.factories import access as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of
from tests.remembered import remembered
from tests.unit.limits import limits_office
from tests.unit.limits.limits_office import card, import_cards, limit_of


PAGES = ["/limits/", "/limits/summary/", "/limits/{limit}/"]


@pytest.fixture
def city(people: Cast, tmp_path: Path) -> Cast:
    """Chen's cards: late, due today, in custody; one of Zhao's in Donghu."""

    def build() -> Cast:
        limits_office.release(tmp_path)
        import_cards(
            card("late", accepted_on="2026-09-21"),
            card("today", accepted_on="2026-09-26"),
            card("held", accepted_on="2026-10-20", detained="是"),
            card("below", procuratorate="429901", handler="赵林"),
            card("asked", kind="", served_on="2026-10-08"),
        )
        return people

    return remembered("city_on_pages", build, tmp_path)


def address(page: str) -> str:
    return page.format(limit=limit_of("late").pk)


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_as_a_page_and_as_a_fragment(page: str, city: Cast) -> None:
    whole = signed_in(city.wang).get(address(page))
    part = signed_in(city.wang).get(address(page), headers=FRAGMENT)

    assert whole.status_code == part.status_code == HTTPStatus.OK
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_stranger_is_sent_to_the_door_and_administrators_refused(
    page: str, city: Cast
) -> None:
    assert Client().get(address(page)).status_code == HTTPStatus.FOUND
    refused = signed_in(city.system_administrator).get(address(page))
    assert refused.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("page", PAGES)
def test_wrong_method_changes_nothing(page: str, city: Cast) -> None:
    before = everything_but_the_journal()

    answer = signed_in(city.wang).post(address(page))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert everything_but_the_journal() == before


def test_limit_of_another_place_is_not_there(city: Cast) -> None:
    answer = signed_in(city.zhao).get(address("/limits/{limit}/"))
    elsewhere = signed_in(city.zhao).get("/limits/?unit=429900")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert elsewhere.status_code == HTTPStatus.NOT_FOUND


def test_board_lists_custody_first_and_says_each_state(city: Cast) -> None:
    page = text_of(city.wang, "/limits/?span=")

    assert (
        page.index("held <span") < page.index("late <span") < page.index("today <span")
    )
    assert "超期 5 天" in page
    assert "对方超期 3 天" in page
    assert "今天到期" in page


def test_who_oversees_opens_it_with_what_is_to_be_done_first(city: Cast) -> None:
    page = text_of(city.wang, "/limits/")

    assert 'value="near" selected' in page
    assert "其他 3 项已超期或五日内到期" in page
    assert page.index("late <span") < page.index("today <span")
    # the person in custody has weeks to go: on the board of all that run, first
    assert "held <span" not in page
    assert page.count("<tr>") == 1 + 3


def test_tiles_hold_exact_counts(city: Cast) -> None:
    page = text_of(city.wang, "/limits/")

    values = re.findall(r'tile-value">([^<]*)<', page)
    # first, in custody, late (one of them another organ's), today, this week, running
    assert values == ["3", "1", "2", "1", "1", "5"]


def test_handler_sees_the_own_limits_first(city: Cast) -> None:
    page = text_of(city.chen, "/limits/")

    assert "late <span" in page
    assert "below <span" not in page
    assert 'value="own" selected' in page


def test_filters_stand_in_the_address(city: Cast) -> None:
    assert "held <span" not in text_of(city.wang, "/limits/?span=late")
    assert "late <span" not in text_of(city.wang, "/limits/?custody=yes")
    assert "below <span" in text_of(city.wang, "/limits/?unit=429901")
    assert "late <span" not in text_of(city.wang, "/limits/?unit=429901")
    assert "不能判断是否适用" in text_of(city.wang, "/limits/?span=untold")
    assert "这个范围里没有期限" in text_of(city.wang, "/limits/?find=无此案")


@pytest.mark.parametrize(
    "asked",
    [
        "span=nonsense",
        "sort=-nonsense",
        "department=x",
        "page=99",
        "person=999999",
        "scope=x",
        "columns=nonsense",
        "acts=x",
    ],
)
def test_what_is_unknown_stands_for_all(asked: str, city: Cast) -> None:
    assert (
        "held <span" in text_of(city.wang, f"/limits/?acts=&{asked}")
        or "person" in asked
    )


def test_export_holds_the_shown_rows_and_columns_and_is_journaled(city: Cast) -> None:
    number = last_entry()

    answer = signed_in(city.wang).get(
        "/limits/?export=xlsx&span=late&columns=due,limit,key"
    )

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[1] == ("到期日", "期限", "案号")
    assert [row[2] for row in rows[2:]] == ["late 1", "asked 1"]
    assert events_since(number) == ["access.exported"]


def test_export_is_refused_to_who_may_not_export(city: Cast) -> None:
    answer = signed_in(city.chen).get("/limits/?export=xlsx")

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_page_of_a_limit_shows_steps_articles_and_a_masked_card(city: Cast) -> None:
    page = text_of(city.wang, address("/limits/{limit}/"))

    assert "自2026-09-21的次日起算1个月" in page
    assert "第172条〔V 已核对原文〕" in page
    assert "hengjian deadlines explain --start 2026-09-21" in page
    assert "张*" in page
    assert "张三" not in page


def test_page_of_a_limit_in_english(city: Cast) -> None:
    client = signed_in(city.wang)
    client.post("/language/", {"language": "en"})

    page = client.get(address("/limits/{limit}/")).content.decode()

    assert "art. 172 [V: read in the law" in page


def test_a_limit_that_cannot_be_told_says_why(city: Cast) -> None:
    limit = CardLimit.objects.get(card_key="asked|1", deadline="review")

    page = text_of(city.wang, f"/limits/{limit.pk}/")

    assert "判断所用的项没有填" in page


def test_a_limit_of_an_older_release_says_that_it_is_counted_anew(city: Cast) -> None:
    limit = limit_of("late")
    facts = {**limit.facts, "extended": ["gone"]}
    CardLimit.bookkeeping.filter(pk=limit.pk).update(facts=facts)

    page = text_of(city.wang, f"/limits/{limit.pk}/")

    assert "业务包已更新" in page


@pytest.mark.parametrize("by", ["unit", "department", "person", "limit", "nonsense"])
def test_summary_lines_lead_to_the_board(by: str, city: Cast) -> None:
    page = text_of(city.wang, f"/limits/summary/?by={by}")

    assert '"/limits/?scope=all' in page


def test_workbench_shows_the_own_limits_of_the_week(city: Cast) -> None:
    page = text_of(city.chen, "/")

    assert "本周到期的期限" in page
    assert "late <span" in page
    assert "在押，五日内到期或已超期" not in page


def test_case_manager_is_led_to_what_is_late(city: Cast) -> None:
    page = text_of(city.wang, "/")

    assert "已超期的期限" in page
    assert "span=late" in page


def test_api_gives_the_limits_and_their_steps(city: Cast) -> None:
    client = signed_in(city.wang)

    listed = client.get("/api/limits?span=late").json()
    one = client.get(f"/api/limits/{limit_of('late').pk}").json()

    assert {each["card_key"] for each in listed["items"]} == {"late|1", "asked|1"}
    assert one["due_on"] == "2026-10-21"
    assert one["steps"][-1]["on"] == one["due_on"]
    assert "第172条" in one["basis"]["zh"]
    assert client.get("/api/limits/999999").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/api/limits?span=x").status_code == 422


def test_api_of_another_place_says_nothing(city: Cast) -> None:
    listed = signed_in(city.zhao).get("/api/limits").json()

    assert [each["card_key"] for each in listed["items"]] == ["below|1"]
    stranger = signed_in(make.account(username="nobody")).get("/api/limits")
    assert stranger.status_code == HTTPStatus.FORBIDDEN
    assert clock.today().isoformat() == "2026-10-26"


def test_summary_is_exported_as_it_is_shown(city: Cast) -> None:
    client = signed_in(city.wang)

    page = client.get("/limits/summary/?by=person").content.decode()
    file = client.get("/limits/summary/?by=person&export=xlsx")

    book = openpyxl.load_workbook(io.BytesIO(file.getvalue()))
    rows = [
        [str(c or "") for c in row] for row in book.active.iter_rows(values_only=True)
    ]
    assert any("陈明" in row[0] for row in rows)
    assert any("进行中" in row for row in rows)
    assert "导出本表" in page

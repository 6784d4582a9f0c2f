"""流程监控 and 评查抽取: prompts decided by case management, draws that anyone can repeat."""

import io
from http import HTTPStatus
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from hengjian.access.permissions import Permission
from hengjian.matters.models import Matter
from hengjian.monitoring.models import Draw
from hengjian.monitoring.templatetags.monitoring_words import number_of
from tests.cast import Cast
from tests.factories import access as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of
from tests.remembered import remembered
from tests.unit.monitoring import monitoring_office
from tests.unit.monitoring.monitoring_office import card, import_cards, prompt_of


PAGES = [
    "/monitoring/",
    "/monitoring/summary/",
    "/monitoring/{prompt}/",
    "/monitoring/draws/",
    "/monitoring/draws/new/",
    "/monitoring/draws/{draw}/",
    "/monitoring/draws/{draw}/cases/1/",
]
ASKED = {
    "population": "arrest_review.concluded",
    "unit": "429900",
    "from": "2026-10-01",
    "until": "2026-10-31",
    "seed": "421",
    "size": "2",
}


@pytest.fixture
def city(people: Cast, tmp_path: Path) -> Cast:
    """Chen's cards: late, without a kind, concluded; one of Zhao's in Donghu; one draw."""

    def build() -> Cast:
        monitoring_office.release(tmp_path)
        ended = {"concluded_on": "2026-10-20", "outcome": "批准逮捕"}
        import_cards(
            card("late", accepted_on="2026-09-21"),
            card("blank", kind=""),
            card(
                "below",
                accepted_on="2026-09-21",
                procuratorate="429901",
                handler="赵林",
            ),
            *(card(f"C{number}", **ended) for number in range(3)),
            card("L1", **ended, handler="林涛"),
        )
        signed_in(people.wang).post("/monitoring/draws/new/", ASKED)
        return people

    return remembered("monitored_city_on_pages", build, tmp_path)


def address(page: str) -> str:
    return page.format(prompt=prompt_of("late").pk, draw=Draw.objects.get().pk)


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
    for account in (
        city.system_administrator,
        city.security_administrator,
        city.audit_administrator,
    ):
        refused = signed_in(account).get(address(page))
        assert refused.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("page", PAGES)
def test_wrong_method_changes_nothing(page: str, city: Cast) -> None:
    before = everything_but_the_journal()

    answer = signed_in(city.wang).put(address(page))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert everything_but_the_journal() == before


def test_list_says_rule_level_and_whose_it_is(city: Cast) -> None:
    page = text_of(city.wang, "/monitoring/")

    assert "审查超期" in page
    assert "没有写明类别" in page
    assert "通知并报检察长" in page
    assert "不计入任何人的考核" in page


def test_handler_sees_the_own_prompts_and_decides_nothing(city: Cast) -> None:
    page = text_of(city.chen, "/monitoring/")
    one = text_of(city.chen, address("/monitoring/{prompt}/"))
    asked = signed_in(city.chen).post(
        address("/monitoring/{prompt}/set-aside/"), {"reason": "我知道"}
    )

    assert "late <span" in page
    assert "below <span" not in page
    assert "登记流程监控" not in one
    assert asked.status_code == HTTPStatus.FORBIDDEN
    assert prompt_of("late").decision == "open"


def test_prompt_of_another_place_is_not_there(city: Cast) -> None:
    assert (
        signed_in(city.zhao).get(address("/monitoring/{prompt}/")).status_code
        == HTTPStatus.NOT_FOUND
    )
    assert (
        signed_in(city.zhao).get("/monitoring/draws/").status_code
        == HTTPStatus.FORBIDDEN
    )


def test_page_of_a_prompt_shows_rule_values_version_and_steps(city: Cast) -> None:
    late = text_of(city.wang, address("/monitoring/{prompt}/"))
    blank = text_of(city.wang, f"/monitoring/{prompt_of('blank', 'kind_missing').pk}/")

    assert "自2026-09-21的次日起算1个月" in late
    assert "第172条〔V 已核对原文〕" in late
    assert "案卡表第 1 版" in " ".join(late.split())
    assert "kind is null and as_of - accepted_on" in blank
    assert "张*" in late
    assert "张三" not in late


def test_page_of_a_prompt_in_english(city: Cast) -> None:
    client = signed_in(city.wang)
    client.post("/language/", {"language": "en"})

    page = client.get(address("/monitoring/{prompt}/")).content.decode()

    assert "What raised it" in page
    assert "Past its limit" in page


def test_filters_stand_in_the_address(city: Cast) -> None:
    assert "late <span" not in text_of(city.wang, "/monitoring/?level=oral")
    assert "late <span" in text_of(city.wang, "/monitoring/?ground=limit&unit=429900")
    empty = text_of(city.wang, "/monitoring/?find=无此案")
    assert "没有待处理的提示" in empty
    assert "monitoring.yaml" not in empty  # a clerk keeps no files of packs
    assert "这个范围里没有提示" in text_of(city.wang, "/monitoring/?span=raised")


@pytest.mark.parametrize(
    "asked", ["span=x", "sort=-x", "department=x", "page=99", "level=x", "ground=x"]
)
def test_what_is_unknown_stands_for_all(asked: str, city: Cast) -> None:
    assert "late <span" in text_of(city.wang, f"/monitoring/?{asked}")


@pytest.mark.parametrize("by", ["rule", "card", "unit", "department", "person", "x"])
def test_summary_lines_lead_to_the_list(by: str, city: Cast) -> None:
    assert '"/monitoring/?' in text_of(city.wang, f"/monitoring/summary/?by={by}")


def test_export_holds_the_shown_rows_and_columns_and_is_journaled(city: Cast) -> None:
    number = last_entry()

    answer = signed_in(city.wang).get(
        "/monitoring/?export=xlsx&level=oral&columns=rule,key,version"
    )

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[1] == ("提示", "案号", "案卡表版本")
    assert rows[2:] == [("没有写明类别", "blank 1", 1)]
    assert events_since(number) == ["access.exported"]


def test_case_management_raises_two_prompts_as_one_matter(city: Cast) -> None:
    other = prompt_of("blank", "kind_missing")
    page = text_of(city.wang, address("/monitoring/{prompt}/"))
    assert f'name="with" value="{other.pk}"' in page

    answer = signed_in(city.wang).post(
        address("/monitoring/{prompt}/raise/"),
        {"level": "written", "found": "", "with": [str(other.pk), "999999"]},
    )

    matter = Matter.objects.get()
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == f"/matters/{matter.pk}/"
    assert matter.values["level"] == "written"
    assert matter.prompts.count() == 2
    assert matter.number in text_of(city.wang, address("/monitoring/{prompt}/"))


def test_set_aside_and_taken_up_again(city: Cast) -> None:
    client = signed_in(city.wang)
    empty = client.post(address("/monitoring/{prompt}/set-aside/"), {"reason": ""})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    client.post(address("/monitoring/{prompt}/set-aside/"), {"reason": "延长在途"})
    assert "延长在途" in text_of(city.wang, address("/monitoring/{prompt}/"))
    assert "late <span" in text_of(city.wang, "/monitoring/?span=set_aside")

    client.post(address("/monitoring/{prompt}/take-up/"), {"reason": "手续未补"})
    assert prompt_of("late").decision == "open"


def test_draw_shows_its_seed_and_comes_out_the_same_again(city: Cast) -> None:
    page = text_of(city.wang, address("/monitoring/draws/{draw}/?again=1"))

    assert "421" in page
    assert Draw.objects.get().population_digest in page
    assert "重抽结果与记录相同" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"from": "2026-10-31", "until": "2026-10-01"}, "起止日期颠倒"),
        ({"from": "x"}, "请写明起止日期"),
        ({"size": "两"}, "件数应为整数"),
        ({"size": "0"}, "件数应在"),
        ({"population": "nothing"}, "没有评查总体"),
    ],
)
def test_draw_that_cannot_be_is_told_on_its_form(
    typed: dict[str, str], told: str, city: Cast
) -> None:
    answer = signed_in(city.wang).post("/monitoring/draws/new/", ASKED | typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in answer.content.decode()
    assert Draw.objects.count() == 1


def test_draw_is_exported_and_cancelled(city: Cast) -> None:
    answer = signed_in(city.wang).get(address("/monitoring/draws/{draw}/?export=xlsx"))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 2 + Draw.objects.get().drawn_count

    signed_in(city.wang).post(
        address("/monitoring/draws/{draw}/cancel/"), {"reason": "期间写错"}
    )
    assert "已作废" in text_of(city.wang, "/monitoring/draws/")


def test_review_of_a_drawn_case_is_registered(city: Cast) -> None:
    case = Draw.objects.get().cases.first()
    page = address("/monitoring/draws/{draw}/cases/1/")
    someone = city.person(city.zhou)
    asked = text_of(city.wang, page)
    assert case.case_number in asked
    nobody = signed_in(city.wang).post(page, {"reviewer": "", "national_number": "1"})
    assert nobody.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    signed_in(city.wang).post(
        page, {"reviewer": someone.number, "national_number": "评查1号"}
    )

    assert Matter.objects.get().values["national_number"] == "评查1号"
    gone = address("/monitoring/draws/{draw}/cases/99/")
    assert signed_in(city.wang).get(gone).status_code == HTTPStatus.NOT_FOUND


def test_api_gives_prompts_their_values_and_draws(city: Cast) -> None:
    client = signed_in(city.wang)

    listed = client.get("/api/monitoring/prompts?unit=429900").json()
    one = client.get(address("/api/monitoring/prompts/{prompt}")).json()
    draw = client.get(address("/api/monitoring/draws/{draw}")).json()

    keys = {each["card_key"] for each in listed["items"]}
    assert {"late|1", "blank|1"} <= keys
    assert one["due_on"] == "2026-10-21"
    assert "第172条" in one["basis"]["zh"]
    assert (draw["seed"], len(draw["cases"])) == ("421", 2)
    for gone in ("prompts", "draws"):
        answer = client.get(f"/api/monitoring/{gone}/999999")
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_api_of_others_says_nothing(city: Cast) -> None:
    own = signed_in(city.zhao).get("/api/monitoring/prompts").json()
    stranger = signed_in(make.account(username="nobody"))

    assert [each["card_key"] for each in own["items"]] == ["below|1"]
    assert stranger.get("/api/monitoring/prompts").status_code == HTTPStatus.FORBIDDEN
    assert Permission.PROMPT_DECIDE.value == "prompt.decide"


def test_number_of_a_matters_card_goes_without_the_code_of_its_office() -> None:
    assert number_of("990102|2026-0002") == "2026-0002"
    assert number_of("江检〔2026〕1号|01") == (
        '江检〔2026〕1号 <span class="soft">01</span>'
    )

"""案卡质量: the tiles count what was asked, the list holds what the reader may see."""

import io
from datetime import timedelta
from http import HTTPStatus

import openpyxl
import pytest

from hengjian.lib import clock
from hengjian.organisation.models import Department
from hengjian.warehouse.actions import findings, rechecking
from hengjian.warehouse.models import Finding
from tests.cast import Cast
from tests.factories import organisation
from tests.pages.asking import signed_in, text_of
from tests.unit.warehouse.card_files_in import brought, card, import_cards
from tests.unit.warehouse.conftest import TODAY


LATE = {"concluded_on": "2026-03-30"}  # decided after the limit
BLANK = {"outcome": ""}  # concluded without an outcome


@pytest.fixture
def three(people: Cast) -> Cast:
    """Chen's blank outcome, Lin's late decision, Zhao's blank outcome in Donghu."""
    brought(
        card("A1", **BLANK),
        card("A2", handler="林静", **LATE),
        card("B1", handler="赵林", procuratorate="429901", **BLANK),
        card("A3"),
    )
    return people


def keys_in(page: str) -> list[str]:
    return [key for key in ("A1|1", "A2|1", "B1|1") if f">{key}</td>" in page]


def exported(account, query: str) -> list[tuple]:
    answer = signed_in(account).get(f"/quality/?{query}&export=xlsx")
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)


def test_case_manager_sees_the_findings_of_all_places_below(three: Cast):
    assert keys_in(text_of(three.wang, "/quality/")) == ["A1|1", "A2|1", "B1|1"]


def test_head_sees_the_findings_of_the_own_department_alone(three: Cast):
    other = organisation.department(procuratorate=three.jiangcheng, name="第二检察部")
    import_cards(card("C1", department="第二检察部", handler="王案", **BLANK))

    page = text_of(three.lin, "/quality/?scope=all")

    assert Department.objects.filter(pk=other.pk, findings__isnull=False).exists()
    assert ">C1|1</td>" not in page
    assert keys_in(page) == ["A1|1", "A2|1"]


def test_who_only_answers_sees_the_own_findings_first(three: Cast):
    assert keys_in(text_of(three.chen, "/quality/")) == ["A1|1"]
    assert keys_in(text_of(three.chen, "/quality/?scope=all")) == ["A1|1", "A2|1"]


def test_own_finding_is_seen_wherever_its_card_lies(three: Cast):
    finding = Finding.objects.get(card_key="B1|1")
    findings.assign(finding=finding, person=three.person(three.chen), by=three.wang)

    assert keys_in(text_of(three.chen, "/quality/")) == ["A1|1", "B1|1"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("dimension=timely", ["A2|1"]),
        ("card=arrest_review&rule=outcome_when_concluded", ["A1|1", "B1|1"]),
        ("card=prosecution_review", []),
        ("find=赵林", ["B1|1"]),
        ("find=A2", ["A2|1"]),
        ("unit=429901", ["B1|1"]),
        ("state=closed", []),
        ("level=blocking", []),
        ("due=late", []),
        ("due=week", ["A1|1", "A2|1", "B1|1"]),
        ("scope=unassigned", []),
        ("dimension=nonsense&state=nonsense", ["A1|1", "A2|1", "B1|1"]),
    ],
)
def test_list_is_narrowed_as_the_address_says(
    query: str, shown: list[str], three: Cast
):
    assert keys_in(text_of(three.wang, f"/quality/?{query}")) == shown


def test_list_is_narrowed_to_a_department(three: Cast):
    page = text_of(
        three.wang, f"/quality/?unit=429900&department={three.first_department.pk}"
    )

    assert keys_in(page) == ["A1|1", "A2|1"]


def test_place_of_others_is_not_found(three: Cast):
    answer = signed_in(three.zhao).get("/quality/?unit=429902")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_late_findings_say_how_late_they_are(three: Cast):
    with clock.moved_to(TODAY + timedelta(days=10)):
        page = text_of(three.wang, "/quality/?due=late")

    assert keys_in(page) == ["A1|1", "A2|1", "B1|1"]
    due = Finding.objects.get(card_key="A1|1").due_on
    assert f"逾期 {(TODAY + timedelta(days=10) - due).days} 天" in page


def test_answered_finding_leaves_the_list_of_those_awaiting(three: Cast):
    finding = Finding.objects.get(card_key="A1|1")
    findings.answer(
        finding=finding, answer=findings.Answer.EXPLAINED, reason="x", by=three.chen
    )

    assert keys_in(text_of(three.wang, "/quality/")) == ["A2|1", "B1|1"]
    assert keys_in(text_of(three.wang, "/quality/?state=explained")) == ["A1|1"]
    rechecking.confirm_explanation(finding=finding, by=three.wang)
    assert keys_in(text_of(three.wang, "/quality/?state=explained")) == []
    assert keys_in(text_of(three.wang, "/quality/?state=confirmed")) == ["A1|1"]


def test_tiles_count_what_the_rules_were_asked_and_how_often_they_failed(three: Cast):
    answer = signed_in(three.wang).get("/quality/")

    tiles = {tile.dimension: tile for tile in answer.context["tiles"]}
    complete = tiles["complete"]
    assert (complete.checked, complete.failed, complete.awaiting) == (4, 2, 2)
    assert str(complete.rate) == "50.00"
    assert (tiles["timely"].checked, tiles["timely"].failed) == (4, 1)
    assert tiles["correct"].rate is None


def test_tiles_of_a_county_count_its_own_cards(three: Cast):
    answer = signed_in(three.zhao).get("/quality/")

    tiles = {tile.dimension: tile for tile in answer.context["tiles"]}
    assert (tiles["complete"].checked, tiles["complete"].failed) == (1, 1)


def test_dimension_never_asked_shows_a_dash_and_no_zero(three: Cast):
    page = text_of(three.wang, "/quality/")

    correct = page[page.index("准确：错误率") :]
    assert '<div class="tile-value">—</div>' in correct[:200]


def test_findings_come_in_pages_of_fifty_with_their_exact_count(people: Cast):
    import_cards(*(card(f"A{n:03}", **BLANK) for n in range(53)))

    first = text_of(people.wang, "/quality/?sort=card")
    second = text_of(people.wang, "/quality/?sort=card&page=2")

    assert '<b class="figure">53</b>' in first
    assert "A000|1" in first
    assert "A050|1" not in first
    assert "A050|1" in second


def test_heads_sort_both_ways(three: Cast):
    up = text_of(three.wang, "/quality/?sort=card")
    down = text_of(three.wang, "/quality/?sort=-card")

    assert up.index("A1|1") < up.index("B1|1")
    assert down.index("B1|1") < down.index("A1|1")


def test_export_holds_exactly_what_is_shown(three: Cast):
    rows = exported(three.wang, "dimension=complete&sort=-card")

    assert rows[1] == (
        *("期限", "问题", "怎么改", "案卡", "案卡键"),
        *("责任人", "单位", "部门", "状态"),
    )
    assert [row[4] for row in rows[2:]] == ["B1|1", "A1|1"]
    assert rows[2][1] == "已审结而未填审结情况"


def test_export_is_refused_without_the_permission(three: Cast):
    answer = signed_in(three.chen).get("/quality/?export=xlsx")

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_cards_to_mend_are_exported_without_personal_items(three: Cast):
    answer = signed_in(three.wang).get("/quality/?card=arrest_review&export=cards")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][:3] == ("行号", "问题", "怎么改")
    assert "姓名" not in rows[0]
    assert len(rows) == 4


def test_empty_list_says_why(people: Cast):
    assert "没有等您处理的问题" in text_of(people.chen, "/quality/")
    assert "强制规则的问题不进案卡表" in text_of(
        people.wang, "/quality/?level=blocking"
    )


def test_rules_are_listed_with_their_rates_most_broken_first(three: Cast):
    answer = signed_in(three.liu).get("/quality/rules/")

    rows = list(answer.context["page"])
    first = rows[0]
    assert (first.rule, first.checked, first.failed) == (
        "outcome_when_concluded",
        4,
        2,
    )
    assert str(first.rate) == "50.00"
    assert first.message.zh == "已审结而未填审结情况"
    assert first.awaiting == 2


def test_rule_opens_its_findings(three: Cast):
    page = text_of(three.wang, "/quality/rules/?card=arrest_review")

    assert "/quality/?card=arrest_review&amp;rule=outcome_when_concluded" in page


def test_rules_of_a_span_without_imports_are_none(three: Cast):
    page = text_of(three.wang, "/quality/rules/?from=2020-01-01&until=2020-12-31")

    assert "没有导入生效" in page


def test_rules_are_exported_as_shown(three: Cast):
    answer = signed_in(three.wang).get("/quality/rules/?dimension=timely&export=xlsx")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[5:8] for row in rows[2:]] == [(4, 1, 25)]


def test_daily_list_begins_with_what_there_is(three: Cast):
    raised = signed_in(three.liu).get("/quality/daily/")
    due = Finding.objects.get(card_key="A1|1").due_on
    on_the_day = signed_in(three.liu).get(f"/quality/daily/?on={due}")
    after = signed_in(three.liu).get(f"/quality/daily/?on={due + timedelta(days=1)}")

    assert raised.context["part"] == "raised"
    assert on_the_day.context["part"] == "due"
    assert after.context["part"] == "overdue"
    assert all(
        a.context["page"].paginator.count == 3 for a in (raised, on_the_day, after)
    )


def test_daily_list_holds_what_the_reader_sees(three: Cast):
    answer = signed_in(three.zhao).get("/quality/daily/?part=raised")

    assert [f.card_key for f in answer.context["page"]] == ["B1|1"]


def test_monthly_list_holds_the_months_and_what_was_left_over(three: Cast):
    october = signed_in(three.wang).get("/quality/monthly/?month=2026-10")
    november = signed_in(three.wang).get("/quality/monthly/?month=2026-11")
    before = signed_in(three.wang).get("/quality/monthly/?month=2026-09")

    assert october.context["page"].paginator.count == 3
    assert november.context["left_over"] == 3
    assert before.context["page"].paginator.count == 0


def test_monthly_list_counts_departments(three: Cast):
    answer = signed_in(three.wang).get("/quality/monthly/?month=2026-10")

    counts = {(c.place, c.department): c.total for c in answer.context["counts"]}
    assert counts == {
        ("江城市院", "第一检察部"): 2,
        ("东湖县人民检察院", "第一检察部"): 1,
    }


@pytest.mark.parametrize("address", ["daily", "monthly"])
def test_lists_are_exported(address: str, three: Cast):
    answer = signed_in(three.wang).get(f"/quality/{address}/?part=raised&export=xlsx")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 5


@pytest.mark.parametrize(
    "address", ["daily/?on=nonsense", "monthly/?month=2026-13", "rules/?from=x"]
)
def test_nonsense_in_the_address_falls_back_to_today(address: str, three: Cast):
    answer = signed_in(three.wang).get(f"/quality/{address}")

    assert answer.status_code == HTTPStatus.OK

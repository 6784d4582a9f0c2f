"""统计截止日: seen by readers, set and taken back by who keeps the definitions."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.audit.actors import System
from hengjian.indicators.actions import cut_offs
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import CutOffDay
from hengjian.indicators.queries.cut_offs import cut_off_days, days_of
from hengjian.indicators.queries.values import RunValues
from hengjian.jobs.models import Job
from hengjian.lib.faults import UserFault
from tests.cast import Cast
from tests.pages.asking import events_since, last_entry, signed_in, text_of
from tests.unit.indicators.conftest import office, working
from tests.unit.warehouse.card_files_in import card, import_cards


__all__ = ["office", "working"]
BY = System("test")
PAPER = "案管〔2026〕1号"
GIVEN = {"from_month": "2026-03", "day": "25", "basis": PAPER}


def test_day_is_set_with_its_paper_and_entered(office: Cast):
    before = last_entry()

    answer = signed_in(office.wang).post("/data/cut-off/set/", GIVEN)

    assert answer.status_code == HTTPStatus.FOUND
    [kept] = CutOffDay.objects.all()
    assert (kept.from_month, kept.day, kept.basis) == ("2026-03", 25, PAPER)
    assert "indicators.cut_off_set" in events_since(before)
    assert Job.objects.filter(task=cut_offs.STANDING_RUN).exists()
    assert PAPER in text_of(office.chen, "/data/cut-off/")


def test_reader_sees_the_days_and_may_not_set_them(office: Cast):
    answer = signed_in(office.chen).post("/data/cut-off/set/", GIVEN)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert not CutOffDay.objects.exists()
    page = text_of(office.chen, "/data/cut-off/")
    assert "每月最后一天" in page
    assert 'name="basis"' not in page


def test_stranger_is_sent_to_the_sign_in(office: Cast):
    assert Client().get("/data/cut-off/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"from_month": "2026-13"}, "月份应写作"),
        ({"day": "32"}, "截止日应为 1 至 31"),
        ({"basis": ""}, "请写明依据"),
        ({"basis": "无"}, "请写明依据"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_set(
    wrong: dict[str, str], told: str, office: Cast
):
    answer = signed_in(office.wang).post(
        "/data/cut-off/set/", {**GIVEN, **wrong}, follow=True
    )

    assert told in answer.content.decode()
    assert not CutOffDay.objects.exists()


def test_day_set_by_mistake_is_taken_back(office: Cast):
    kept = cut_offs.set_day(from_month="2026-03", day=25, basis=PAPER, by=BY)
    before = last_entry()

    signed_in(office.wang).post(f"/data/cut-off/{kept.pk}/withdraw/")

    assert cut_off_days() == []
    assert "indicators.cut_off_withdrawn" in events_since(before)


def test_same_day_again_changes_nothing(office: Cast):
    cut_offs.set_day(from_month="2026-03", day=25, basis=PAPER, by=BY)
    before = last_entry()

    cut_offs.set_day(from_month="2026-03", day=25, basis=PAPER, by=BY)

    assert events_since(before) == []


def test_day_that_is_none_is_refused(office: Cast):
    with pytest.raises(UserFault, match="1 至 31"):
        cut_offs.set_day(from_month="2026-03", day=0, basis=PAPER, by=BY)
    with pytest.raises(UserFault, match="2025-01"):
        cut_offs.set_day(from_month="三月", day=25, basis=PAPER, by=BY)


def test_cards_after_the_day_count_in_the_next_month(working: Cast):
    import_cards(card("A9", accepted_on="2026-03-20", concluded_on="2026-03-26"))
    whole_month = run_now(by=BY)
    cut_offs.set_day(from_month="2026-03", day=25, basis=PAPER, by=BY)

    run = run_now(by=BY)

    def quick(of):
        return RunValues(of).of_unit("429900", "month")

    before, after = quick(whole_month), quick(run)
    assert before["handlers", "2026-03"].value == 2
    assert after["days", "2026-04"].value == 6  # A9 alone
    assert days_of(run, "2026-03") == (date(2026, 3, 1), date(2026, 3, 25))
    assert days_of(run, "2026-04") == (date(2026, 3, 26), date(2026, 4, 25))
    assert days_of(whole_month, "2026-03") == (date(2026, 3, 1), date(2026, 3, 31))


def test_pages_show_the_days_that_a_value_covers(working: Cast):
    cut_offs.set_day(from_month="2026-03", day=25, basis=PAPER, by=BY)
    run = run_now(by=BY)

    table = text_of(working.wang, "/data/?kind=month&period=2026-04")
    one = text_of(working.wang, "/data/indicators/days/?kind=month&period=2026-04")
    about = text_of(working.wang, f"/data/runs/{run.pk}/")

    for page in (table, one):
        assert ">2026-03-26</time>" in page
        assert ">2026-04-25</time>" in page
    assert "2026-03 起 每月 25 日" in about

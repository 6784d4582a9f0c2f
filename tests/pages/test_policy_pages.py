"""Every refusal of policy has its page; the training page takes no real number in."""

import importlib
import io
import pkgutil
from datetime import date
from http import HTTPStatus
from pathlib import Path

import openpyxl
import pytest
from django.http import HttpResponse
from django.utils.html import escape

import hengjian
from hengjian.appraisal.faults import NeverScored
from hengjian.engines.policies.model import Use
from hengjian.indicators.models import Run
from hengjian.indicators.policy import PolicyRefused, address_of, policies
from hengjian.indicators.queries.policy_pages import days_of_period, explained
from hengjian.lib.bilingual import Text
from hengjian.targets.faults import TargetRefused
from hengjian.training import invented
from hengjian.ui.columns import TableColumns
from hengjian.ui.pages import FaultPages
from tests.cast import Cast
from tests.pages.asking import events_since, last_entry, signed_in, text_of
from tests.pages.indicator_office import run
from tests.unit.indicators.conftest import office, working


__all__ = ["office", "run", "working"]

TODAY = date(2026, 10, 26)
MARK = invented.MARK.zh


def test_refusal_says_what_was_asked_which_rule_since_when_and_what_instead(
    cast: Cast,
) -> None:
    page = text_of(cast.wang, address_of(Use.RANK_PLACES, "2026-09"))

    for said in (
        "对各院排名",
        "2026年9月",
        "“一取消三不再”以后",
        "2024-10-16",
        "最高人民检察院“一取消三不再”",
        "/data/compare/",
        "/analysis/",
        "/training/",
    ):
        assert said in page, said


def test_old_period_is_refused_today_by_the_rule_of_today(cast: Cast) -> None:
    found = explained(policies(), Use.RANK_PLACES, TODAY, "2023-09")

    assert not found.answer.allowed
    assert found.rule is not None
    assert found.rule.from_on == date(2024, 10, 16)


@pytest.mark.parametrize("use", list(Use))
def test_every_use_has_its_page(cast: Cast, use: Use) -> None:
    assert signed_in(cast.chen).get(address_of(use)).status_code == HTTPStatus.OK


def test_use_that_nobody_knows_has_no_page(cast: Cast) -> None:
    answer = signed_in(cast.chen).get("/policy/rank_everybody/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_never_scored_list_gives_reason_and_source(cast: Cast) -> None:
    page = text_of(cast.chen, "/policy/never-scored/")

    assert "arrest_rate" in page
    assert "中央政法工作会议(待核实)" in page
    assert "以信访数量考核会使群众的诉求被压下" in page


def test_offers_nothing_that_the_reader_may_not_open(cast: Cast) -> None:
    page = text_of(cast.security_administrator, address_of(Use.RANK_PLACES))

    assert "/data/compare/" not in page
    assert "/training/" in page


def test_program_is_told_the_page_of_the_rule(run: Run, working: Cast) -> None:
    number = last_entry()

    answer = signed_in(working.wang).get(
        "/api/comparisons/ranking?indicator=quick_rate&period=2026-03"
    )

    page = answer.json()["type"]
    assert page.endswith("/policy/rank_places/?period=2026-03")
    assert events_since(number) == ["indicators.policy_refused"]
    assert signed_in(working.wang).get(page).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "period",
    ["2026", "2026-09", "2026-Q3", "2026-H2", "2026-01..2026-09"],
)
def test_period_is_read_by_its_name(period: str) -> None:
    days = days_of_period(period)

    assert days is not None
    assert days[0] <= days[1]


@pytest.mark.parametrize("period", ["", "2026-13", "x", "2026-09..2026-01", "9999"])
def test_period_that_names_nothing_is_left_out(period: str) -> None:
    assert days_of_period(period) is None


def test_no_table_of_places_sorts_by_a_value() -> None:
    """A column that sorts, in a table whose rows are places, would be a ranking."""
    tables = [
        value
        for module in pkgutil.walk_packages(hengjian.__path__, "hengjian.")
        if module.name.endswith(".table_columns")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, TableColumns)
    ]
    ranked = [
        table.name
        for table in tables
        for row_is in [{c.name for c in table.columns if c.stays}]
        if row_is & {"unit", "place", "procuratorate"}
        and any(c.sort for c in table.columns if c.name not in row_is)
    ]

    assert len(tables) > 10
    assert ranked == []


def test_every_kind_of_refusal_leads_to_a_page_that_opens(cast: Cast) -> None:
    """Ranking and its like, and what may never be scored by target or scheme."""
    why = Text("不再排名", "no longer ranked")
    refusals = [
        *(PolicyRefused(why, use=use, period="2026-09") for use in Use),
        TargetRefused(why),
        NeverScored(why),
    ]
    client = signed_in(cast.wang)
    request = client.get("/training/").wsgi_request

    for refusal in refusals:
        shown = FaultPages(lambda asked: HttpResponse()).process_exception(
            request, refusal
        )

        assert shown is not None
        assert shown.status_code == HTTPStatus.FORBIDDEN
        assert f'href="{escape(refusal.explained_at)}"' in shown.content.decode()
        assert client.get(refusal.explained_at).status_code == HTTPStatus.OK


# Training -----------------------------------------------------------------------------


def test_training_page_and_its_file_are_marked(cast: Cast) -> None:
    client = signed_in(cast.wang)

    page = client.get("/training/?month=7").content.decode()
    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/training/?month=7&export=xlsx").content)
    )

    assert page.count(MARK) >= 5
    rows = [row for row in book.active.iter_rows(values_only=True) if row[1]]
    assert len(rows) == 1 + len(invented.PLACES)
    assert {str(row[0]) for row in rows} == {MARK}


def test_training_shows_positions_kept_raised_lost_and_escaped(cast: Cast) -> None:
    pages = {
        month: _table(text_of(cast.wang, f"/training/?month={month}"))
        for month in invented.MONTHS
    }

    for words in ("保位", "进位", "退位", "脱离后进"):
        assert any(words in page for page in pages.values()), words
    moved = {
        each.moved for month in invented.MONTHS for each in invented.standings(month)
    }
    assert moved == {None, *invented.Moved}
    for before, each in (
        (invented.standings(month - 1), one)
        for month in list(invented.MONTHS)[1:]
        for one in invented.standings(month)
    ):
        placed = {one.name: one.place for one in before}
        assert each.before == placed[each.name]


def test_training_takes_nothing_but_the_month(cast: Cast) -> None:
    client = signed_in(cast.wang)
    plain = _table(client.get("/training/?month=7").content.decode())

    for more in ("well=999", "unit=429900", "indicator=arrest_rate", "run=1"):
        shown = client.get(f"/training/?month=7&{more}").content.decode()
        assert _table(shown) == plain
    assert client.post("/training/", {"well": "1"}).status_code == 405
    assert _table(client.get("/training/?month=99").content.decode()) == _table(
        client.get("/training/?month=12").content.decode()
    )


def test_training_names_no_real_place(cast: Cast) -> None:
    page = _table(signed_in(cast.wang).get("/training/").content.decode())

    for place in (cast.jiangcheng, cast.donghu, cast.xishan):
        assert place.name not in page


def test_training_code_opens_no_file_and_no_database() -> None:
    sources = Path(invented.__file__).parent.glob("*.py")
    text = "\n".join(each.read_text("utf-8") for each in sources)

    for door in ("open(", "objects", "django.db", "connection", "read_text", "FILES"):
        assert door not in text, door


def test_year_of_the_training_is_the_same_everywhere() -> None:
    assert invented.moved_by_chance() == (75, 88)
    assert [each.well for each in invented.standings(1)] == [
        29,
        28,
        25,
        24,
        24,
        24,
        23,
        21,
    ]
    with pytest.raises(ValueError, match="13"):
        invented.standings(13)


def _table(page: str) -> str:
    return page[page.index("<table") : page.index("</table>")]

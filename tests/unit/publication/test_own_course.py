"""What the report says against the own course: signals, blank and lagging, questions."""

import re

import pytest

from hengjian.engines.documents.content import Paper, plain
from hengjian.indicators.actions import signals
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.models import Signal
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.publication.making import Wish, make_now
from hengjian.publication.queries.checking import paper_of
from tests.unit.publication.conftest import Office
from tests.unit.publication.report_world import BY, JIANGCHENG, XISHAN
from tests.unit.publication.test_making import text_of


def paper(office: Office, unit: str = XISHAN, period: str = "2026-Q3") -> Paper:
    return paper_of(make_now(office.run, unit, period, BY))


def rows_of(paper: Paper, caption: str) -> list[list[str]]:
    found = [t for t in paper.tables if caption in t.caption]
    return [[plain(cell) for cell in row] for table in found for row in table.rows]


def seen(office: Office, unit: str, period: str = "2026-08") -> Signal:
    signals.raise_signals(
        run=office.run,
        seen=[
            Seen(
                "withdrawals",
                "non_arrest_rate",
                period,
                unit,
                Text(
                    "不捕率回落而撤回增多,请看一眼", "fewer non-arrests, more withdrawn"
                ),
                {},
            )
        ],
        by=BY,
    )
    return Signal.objects.get(kind="withdrawals", unit=unit, period=period)


def test_month_beyond_the_own_limits_asks_for_an_explanation(office: Office) -> None:
    rows = rows_of(paper(office), "需要说明的变化")

    row = next(row for row in rows if row[0] == "不捕率")
    assert row[:3] == ["不捕率", "2026年8月", "90.00%"]
    assert "超出控制限" in row[4]


def test_quiet_course_says_so(office: Office) -> None:
    text = text_of(office.paper)

    assert "正常波动之内" in text
    assert rows_of(office.paper, "需要说明的变化") == []


def test_lagging_is_told_against_the_own_median(office: Office) -> None:
    (row,) = rows_of(paper(office), "后进项")

    assert row == ["民事审结率", "8.33%", "1/12", "100.00%", "越高越好"]


def test_blank_is_what_used_to_occur(office: Office) -> None:
    (row,) = rows_of(paper(office), "空白项")

    assert row[:2] == ["民事依职权件数", "民事检察"]
    assert int(row[2]) >= 7


def test_questions_follow_from_the_facts_and_leave_the_answers_to_people(
    office: Office,
) -> None:
    text = text_of(paper(office))

    assert "不捕率在2026年8月超出控制限" in text
    assert "民事审结率为8.33%，处于自身近期低位" in text
    assert "民事依职权件数本期空白" in text
    assert "对策建议：（由会商形成）" in text


def test_open_signal_is_told_as_not_explained(office: Office) -> None:
    seen(office, XISHAN)

    text = text_of(paper(office))
    assert "不捕率（2026年8月）：不捕率回落而撤回增多，请看一眼。尚未说明。" in text


def test_explanation_stands_beside_its_signal(office: Office) -> None:
    signals.explain(
        signal=seen(office, XISHAN), explanation="集中清理涉众案件", by=office.cast.wang
    )

    assert "说明：集中清理涉众案件" in text_of(paper(office))


def test_lapsed_signal_is_told_as_lapsed(office: Office) -> None:
    signal = seen(office, XISHAN)
    with clock.moved_to(signal.lapses_on):
        signals.let_lapse(by=BY)

    assert "到期未说明，已失效" in text_of(paper(office))


def test_signal_over_several_months_is_told_where_it_ends(office: Office) -> None:
    seen(office, XISHAN, "2026-04..2026-09")

    assert "2026年4至9月" in text_of(paper(office))
    assert "2026年4至9月" not in text_of(paper(office, period="2026-Q2"))


def test_signals_below_a_city_are_counted_and_not_named(office: Office) -> None:
    seen(office, XISHAN)
    seen(office, JIANGCHENG)

    text = text_of(paper(office, JIANGCHENG))

    assert "市院本院的异动提示" in text
    assert "辖区各院另有" in text
    assert "西山" not in text


def test_chart_of_the_course_stands_with_the_table_of_its_months(
    office: Office,
) -> None:
    found = paper(office)

    picture = next(p for p in found.pictures if "走势" in p.caption)
    assert picture.file.is_file()
    assert "数字见下表" in picture.alternative
    months = rows_of(found, "各月数值")
    assert months[-1][:2] == ["2026年9月", "—"] or months[-1][0] == "2026年8月"
    assert ["2026年8月", "90.00%"] in [row[:2] for row in months]


def test_unfinished_period_is_said_to_be_provisional(office: Office) -> None:
    text = text_of(paper(office, period="2026-H2"))

    assert "阶段性数字" in text


@pytest.mark.parametrize("unit", [XISHAN, JIANGCHENG])
def test_english_paper_tells_the_same(office: Office, unit: str) -> None:
    seen(office, XISHAN)
    report = make_now(office.run, unit, "2026-Q3", BY, Wish(language="en"))

    text = text_of(paper_of(report))

    assert "beyond the control limits" in text
    # besides the place, which has no English name here
    assert set(re.findall("[\u4e00-\u9fff]+", text)) == {report.unit.name}


def test_quarter_without_imports_says_so(office: Office) -> None:
    with clock.moved_to(clock.today().replace(year=2027)):
        text = text_of(paper(office, period="2025-Q3"))

    assert "导入的案卡共核对" in text or "没有导入案卡" in text

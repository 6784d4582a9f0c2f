"""业务数据, 指标, 背后的案卡, 运行, 异动提示, 具名表: what the pages show and export."""

import io
from decimal import Decimal
from http import HTTPStatus

import openpyxl

from hengjian.access.models import Account
from hengjian.indicators.models import NamedTable, Run, Signal
from tests.cast import Cast
from tests.factories import indicators as make
from tests.pages.asking import signed_in, text_of
from tests.pages.indicator_office import numbers, run
from tests.unit.indicators.conftest import office, working


__all__ = ["numbers", "office", "run", "working"]


def exported(account: Account, address: str) -> list[tuple]:
    answer = signed_in(account).get(address)
    assert answer.status_code == HTTPStatus.OK
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)


def test_before_the_first_run_the_page_says_what_to_do(office: Cast):
    assert "先导入案卡" in text_of(office.wang, "/data/")


def test_overview_shows_values_counts_and_comparisons(office: Cast):
    make.run(
        [
            make.value("quick_rate", "2026-09", 30, 40),
            make.value("quick_rate", "2026-08", 20, 40),
            make.value("accepted", "2026-09", number="1234"),
        ]
    )

    page = text_of(office.wang, "/data/?unit=429900")

    assert "2026年9月" in page
    assert "75.00%" in page
    assert '<td class="number soft">30</td>' in page
    assert '<td class="number soft">40</td>' in page
    assert "+25.00个百分点" in page
    assert "1,234" in page


def test_newest_month_that_has_ended_is_shown_first(office: Cast):
    make.run(
        [
            make.value("quick_rate", "2026-10", 1, 40, flags="provisional"),
            make.value("quick_rate", "2026-09", 30, 40),
        ]
    )

    page = text_of(office.wang, "/data/?unit=429900")

    assert "75.00%" in page
    assert "2.50%" not in page


def test_county_procurator_sees_the_own_place_only(run: Run, working: Cast):
    page = text_of(working.zhao, "/data/?period=2026-03")

    assert "东湖县" in page
    assert "江城市人民检察院</option>" not in page


def test_export_of_the_overview_is_what_is_shown(office: Cast):
    make.run(
        [
            make.value("quick_rate", "2026-09", 30, 40),
            make.value("quick_rate", "2026-08", 20, 40),
            make.value("refusal_rate", "2026-09", 0, 0),
        ]
    )

    note, heads, *rows = exported(
        office.wang, "/data/?unit=429900&period=2026-09&export=xlsx"
    )

    assert "运行" in note[0]
    by_code = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    quick = by_code["T02"]
    assert (quick["分子"], quick["分母"], Decimal(str(quick["数值"]))) == (
        30,
        40,
        Decimal(75),
    )
    assert quick["较上期"] == 25
    assert by_code["T01"]["数值"] is None
    page = text_of(office.wang, "/data/?unit=429900&period=2026-09")
    assert len(rows) == page.count('<td class="narrow soft">')


def test_export_needs_its_permission(run: Run, working: Cast):
    answer = signed_in(working.chen).get("/data/?export=xlsx")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "导出本表" not in text_of(working.chen, "/data/")


def test_filtered_export_holds_the_filtered_rows(office: Cast):
    months = [f"2025-{m:02}" for m in range(11, 13)] + [
        f"2026-{m:02}" for m in range(1, 10)
    ]
    counts = [(8, 10)] * 5 + [(9, 10)] * 5 + [(2, 10)]
    make.run(make.course("quick_rate", dict(zip(months, counts, strict=True))))

    rows = exported(office.wang, "/data/?unit=429900&only=lagging&export=xlsx")

    assert [row[0] for row in rows[2:]] == ["T02"]


def test_indicator_page_tells_value_definition_and_companions(run: Run, working: Cast):
    page = text_of(
        working.wang, "/data/indicators/quick_rate/?unit=429900&period=2026-03"
    )

    assert "66.67%" in page
    assert "quick / concluded" in page
    assert "五日内审结件数" in page
    assert "不捕率" in page  # read together with
    assert "第一检察部" in page
    assert "第二检察部" in page
    assert "越高越好" in page


def test_indicator_that_is_never_scored_says_so(run: Run, working: Cast):
    assert "永不计入考核" in text_of(working.wang, "/data/indicators/refusal_rate/")


def test_open_signal_stands_on_its_indicators_page(
    working: Cast, numbers: dict[str, int]
):
    page = text_of(working.wang, "/data/indicators/quick_rate/?unit=429900")

    assert "超出控制限" in page


def test_other_places_have_no_names_on_the_indicator_page(office: Cast):
    rates = {"429900": (6, 10), "429901": (9, 12), "429902": (3, 11), "429903": (5, 14)}
    make.run(
        [make.value("quick_rate", "2026-09", *r, unit=u) for u, r in rates.items()]
    )

    page = text_of(office.zhao, "/data/indicators/quick_rate/?period=2026-09")

    assert "其他院不具名" in page
    assert "429900" not in page
    assert "429902" not in page


def test_unknown_indicator_is_not_found(run: Run, working: Cast):
    answer = signed_in(working.wang).get("/data/indicators/nothing/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_run_written_as_no_number_is_the_newest(run: Run, working: Cast):
    page = "/data/indicators/quick_rate/"
    where = "?unit=429900&period=2026-03&run=²"

    assert "66.67%" in text_of(working.wang, f"{page}{where}")
    assert "A1" in text_of(working.wang, f"{page}cards/{where}&measure=concluded")


def test_cards_behind_are_shown_and_withheld_by_department(run: Run, working: Cast):
    address = (
        "/data/indicators/quick_rate/cards/?unit=429900&period=2026-03"
        "&measure=concluded"
    )

    manager, head = text_of(working.wang, address), text_of(working.lin, address)

    assert [key in manager for key in ("A1", "A2", "A3")] == [True, True, True]
    assert "另有" not in manager
    assert [key in head for key in ("A1", "A2", "A3")] == [True, True, False]
    assert "另有 1 张不予显示" in head


def test_export_of_cards_holds_what_the_viewer_may_see(run: Run, working: Cast):
    address = (
        "/data/indicators/quick_rate/cards/?unit=429900&period=2026-03"
        "&measure=concluded&export=xlsx"
    )

    assert [row[0] for row in exported(working.lin, address)[2:]] == ["A1", "A2"]
    assert len(exported(working.wang, address)) == 2 + 3


def test_cards_are_not_opened_by_who_may_only_read_indicators(run: Run, working: Cast):
    answer = signed_in(working.chen).get("/data/indicators/quick_rate/cards/")

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_run_page_names_its_pins_and_digests(run: Run, working: Cast):
    page = text_of(working.wang, f"/data/runs/{run.pk}/")

    assert run.result_digest in page
    assert "审查逮捕" in page
    assert "每月最后一天" in page


def test_signals_are_those_of_the_own_places(working: Cast, numbers: dict[str, int]):
    assert "超出控制限" in text_of(working.wang, "/data/signals/?state=all")
    assert "没有提示" in text_of(working.zhao, "/data/signals/?kind=ratchet")


def test_explained_signal_leaves_the_open_list(working: Cast, numbers: dict[str, int]):
    signed_in(working.wang).post(
        f"/data/signals/{numbers['signal']}/explain/", {"explanation": "案件集中审结"}
    )

    asked = "/data/signals/?kind=run_rule&unit=429900"
    assert "案件集中审结" not in text_of(working.wang, asked)
    assert "案件集中审结" in text_of(working.wang, f"{asked}&state=explained")


def test_export_of_signals_is_what_is_listed(working: Cast, numbers: dict[str, int]):
    rows = exported(working.wang, "/data/signals/?unit=429900&export=xlsx")

    listed = Signal.objects.filter(unit="429900", state=Signal.State.OPEN)
    assert len(rows) == 2 + listed.count()
    assert "不是结论" in rows[0][0]
    assert "超出控制限" in [row[4] for row in rows[2:]]


def test_named_table_shows_its_places_only(working: Cast, numbers: dict[str, int]):
    table = NamedTable.objects.get(pk=numbers["table"])

    page = text_of(working.wang, f"/data/compare/tables/{table.pk}/")

    assert "东湖县人民检察院" in page
    assert "西山县人民检察院" in page
    assert "江城市人民检察院</th>" not in page

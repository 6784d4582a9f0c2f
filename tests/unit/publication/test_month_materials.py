"""What the four weeks of a month begin with, from a run over hand-counted cards."""

from datetime import date

import pytest

from hengjian.indicators.models import Run
from hengjian.organisation.models import Procuratorate
from hengjian.publication import month_materials
from hengjian.publication.month_materials import prepared, weak_rows, weak_words
from tests.unit.publication import report_world
from tests.unit.publication.conftest import Office


OCTOBER = date(2026, 10, 1)


@pytest.fixture
def donghu(office: Office) -> Procuratorate:
    return Procuratorate.objects.get(code=report_world.DONGHU)


def test_materials_say_what_is_weak_promised_and_filled(donghu: Procuratorate) -> None:
    texts = prepared(unit=donghu, begins_on=OCTOBER)

    assert texts["promised"] == "上月没有登记四周工作。"
    assert texts["weak_count"].isdecimal()
    assert texts["filling"].startswith("核对 ")
    assert texts["sources"].startswith("2026-09 指标（第")


def test_month_without_a_run_says_so(donghu: Procuratorate) -> None:
    texts = prepared(unit=donghu, begins_on=date(2031, 5, 1))

    assert "weak_items" not in texts
    assert texts["sources"].startswith("2031-04 尚无统计结果")


def test_each_weak_item_names_the_line_that_answers_for_it(
    office: Office, donghu: Procuratorate
) -> None:
    run = Run.objects.get(pk=office.run.pk)
    packs = month_materials.run_inputs.packs_of(run)
    months = month_materials.RunValues(run).periods("month")
    found = [weak_rows(run, packs, donghu, month) for month in months]
    weakest = max(found, key=len)

    told = weak_words(packs, weakest[:2], [])

    for row in weakest[:2]:
        assert f"{row.indicator.code} {row.indicator.label.zh}" in told
    assert all("（责任条线：" in line for line in told.splitlines())
    assert weak_words(packs, [], []) == "没有弱项。"
    # and the department whose target of the year it is
    owned = {row.indicator.name: "第一检察部" for row in weakest[:2]}
    told = weak_words(packs, weakest[:2], [], owned)
    assert all("；目标责任部门：第一检察部）" in line for line in told.splitlines())


def test_what_is_weak_no_more_is_said(office: Office, donghu: Procuratorate) -> None:
    run = Run.objects.get(pk=office.run.pk)
    packs = month_materials.run_inputs.packs_of(run)
    rows = month_materials.overview(
        packs,
        month_materials.RunValues(run),
        unit=donghu.code,
        kind="month",
        period="2026-09",
    )

    words = weak_words(packs, rows[:1], rows[:2])

    assert words.splitlines()[-1] == (
        f"前一月的弱项中已改进：{rows[1].indicator.label.zh}。"
    )

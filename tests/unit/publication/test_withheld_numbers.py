"""A small count that may hold a sealed card is told nowhere; large ones stay right."""

from datetime import date

import pytest
from django.test import Client

from hengjian.engines.indicators.drilling import Cell
from hengjian.indicators.models import Signal
from hengjian.indicators.queries.behind import counted_cards
from hengjian.indicators.queries.told_signals import INSTEAD, told
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.publication.making import make_now
from hengjian.publication.queries.reports import ReportWithheld, report_seen
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.models import SealingKind
from hengjian.warehouse.sealing.resolving import resolve
from tests.unit.publication import report_world
from tests.unit.publication.conftest import Office


BY = report_world.BY
RATE, COUNT = "non_arrest_rate", "non_arrest_count"
DONGHU, XISHAN = report_world.DONGHU, report_world.XISHAN


def seal(office: Office, key: str) -> None:
    sealings.seal(
        resolved=resolve("arrest_review", key),
        kind=SealingKind.NON_PROSECUTION,
        basis=sealings.Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=office.cast.jiangcheng,
        sealed_on=date(2026, 10, 26),
        reason="相对不起诉",
        by=BY,
    )


def value(
    office: Office, unit: str, period: str = "2026-08", name: str = RATE
) -> Value:
    return RunValues(office.run).of_unit(unit, "month")[name, period]


def test_small_sides_and_their_rate_are_not_told(office: Office):
    before = value(office, DONGHU)
    seal(office, "2026-08-0")

    after = value(office, DONGHU)

    assert before.sides == ("3", "9")
    assert after.sides == ("<10", "<10")
    assert (after.value, after.is_withheld) == (None, True)


def test_small_numerator_takes_its_rate_with_it_and_leaves_the_whole(office: Office):
    seal(office, "x-2026-08-0")

    after = value(office, XISHAN)

    assert after.sides == ("<10", "10")
    assert after.value is None


def test_small_count_without_division_is_not_told(office: Office):
    seal(office, "2026-08-0")

    assert value(office, DONGHU, name=COUNT).value is None


def test_month_in_which_the_card_tells_of_no_day_stays(office: Office):
    before = value(office, DONGHU, "2026-05")

    seal(office, "2026-08-0")

    assert value(office, DONGHU, "2026-05") == before


def test_place_above_is_judged_on_the_safe_side(office: Office):
    seal(office, "2026-08-0")

    assert value(office, report_world.JIANGCHENG).is_withheld


def test_civil_cards_are_another_table(office: Office):
    before = value(office, DONGHU, name="civil_settlement_rate")

    seal(office, "2026-08-0")

    assert value(office, DONGHU, name="civil_settlement_rate") == before


def test_shown_and_withheld_make_the_number(office: Office):
    seal(office, "x-2026-08-0")

    found = counted_cards(
        office.run, RATE, Cell("2026-08", {"procuratorate": XISHAN}), office.cast.wang
    )
    arrests, non_arrests = sorted(found, key=lambda each: each.total)

    assert [(len(m.keys), m.withheld, m.total) for m in (arrests, non_arrests)] == [
        (1, 0, 1),
        (8, 1, 9),
    ]
    assert (arrests.is_small, non_arrests.is_small) == (False, True)


def test_page_and_api_say_less_than_ten(office: Office):
    seal(office, "2026-08-0")
    client = Client()
    client.force_login(
        office.cast.wang, backend="hengjian.access.backend.AccountBackend"
    )
    at = f"unit={DONGHU}&kind=month&period=2026-08"

    page = client.get(f"/data/indicators/{RATE}/?{at}").content.decode()
    cards = client.get(f"/data/indicators/{RATE}/cards/?{at}").content.decode()
    [told_value] = client.get(f"/api/indicators/values?{at}&indicator={RATE}").json()[
        "items"
    ]
    behind = client.get(f"/api/indicators/{RATE}/cards?{at}&measure=non_arrests").json()

    assert "&lt;10 / &lt;10" in page
    assert "3 / 9" not in page
    assert "其中有已封存的案卡,不予显示" in cards
    assert (told_value["numerator"], told_value["value"]) == ("<10", None)
    assert (behind["counted"], behind["withheld"]) == (None, None)


def test_report_of_before_is_withheld_and_made_anew(office: Office):
    report = office.quarter
    seal(office, "2026-08-0")

    with pytest.raises(ReportWithheld):
        report_seen(office.cast.wang, report.pk)
    anew = make_now(office.run, DONGHU, "2026-Q3", BY)

    assert anew.pk != report.pk
    assert report_seen(office.cast.wang, anew.pk) == anew


def test_signal_of_a_small_number_says_it_no_more(office: Office):
    signal = Signal(
        run=office.run,
        indicator=RATE,
        period="2026-08",
        unit=DONGHU,
        sentence_zh="本月 3/9",
        evidence={"numerator": "3"},
    )
    other = Signal(
        run=office.run, indicator=RATE, period="2026-05", unit=DONGHU, sentence_zh="2/8"
    )

    seal(office, "2026-08-0")
    told([signal, other])

    assert (signal.sentence_zh, signal.evidence) == (INSTEAD.zh, {})
    assert other.sentence_zh == "2/8"

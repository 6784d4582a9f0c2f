"""A small count that may hold a sealed card is told nowhere; large ones stay right."""

from datetime import date

import numpy as np
import pytest
from django.test import Client
from scipy.optimize import Bounds, LinearConstraint, milp

from hengjian.engines.indicators import drilling
from hengjian.engines.statistics.suppression import Kept
from hengjian.indicators.models import Signal
from hengjian.indicators.queries import keeping
from hengjian.indicators.queries.behind import counted_cards
from hengjian.indicators.queries.kept_cells import SCALE, Cell, Cells
from hengjian.indicators.queries.periods import kind_of
from hengjian.indicators.queries.told_signals import INSTEAD, told
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.organisation.models import Procuratorate
from hengjian.publication import files
from hengjian.publication.analysis.asked import asked_for
from hengjian.publication.analysis.contents import read_contents
from hengjian.publication.analysis.facts import gather
from hengjian.publication.making import make_now
from hengjian.publication.queries.reports import ReportWithheld, report_seen
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.models import SealingKind
from hengjian.warehouse.queries.sealed import sealed_places
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


def asked(office: Office) -> keeping.Asked:
    places = sealed_places()
    paths = tuple(Procuratorate.objects.values_list("code", "path", "level"))
    return keeping.Asked(office.run, places, paths, repr(sorted(places, key=repr)))


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


def test_small_numerator_takes_its_rate_with_it(office: Office):
    seal(office, "x-2026-08-0")

    after = value(office, XISHAN)

    assert after.sides is not None
    assert after.sides[0] == "<10"
    assert after.value is None


def test_small_count_without_division_is_not_told(office: Office):
    seal(office, "2026-08-0")

    assert value(office, DONGHU, name=COUNT).value is None


def test_card_is_counted_where_its_outcome_and_its_day_say(office: Office):
    seal(office, "2026-08-5")  # an arrest

    held = keeping.counted_of(asked(office))

    months = {key for key in held if kind_of(key[2]) == "month"}
    assert {name for name, _, _ in held} == {RATE}
    assert {period for _, _, period in months} == {"2026-08"}
    assert {place for _, place, _ in months} >= {DONGHU, f"{report_world.JIANGCHENG}+"}
    assert XISHAN not in {place for _, place, _ in months}
    part, whole = held[RATE, DONGHU, "2026-08"][:2]
    assert (part, whole) == (False, True)


def test_number_in_which_the_card_is_not_counted_is_told(office: Office):
    before = value(office, DONGHU, name=COUNT)

    seal(office, "2026-08-5")

    assert value(office, DONGHU).sides == ("3", "<10")
    assert value(office, DONGHU, name=COUNT) == before


def test_year_of_which_the_card_tells_no_day_stays(office: Office):
    before = value(office, DONGHU, "2025-08")

    seal(office, "2026-08-0")

    assert value(office, DONGHU, "2025-08") == before


def test_number_that_the_small_one_is_subtracted_from_is_not_told_alone(
    office: Office,
):
    seal(office, "2026-08-0")

    quarter = RunValues(office.run).of_unit(DONGHU, "quarter")[COUNT, "2026-Q3"]
    months = [value(office, DONGHU, f"2026-{m}", COUNT) for m in ("07", "08", "09")]

    assert value(office, DONGHU, name=COUNT).masks.value == "<10"
    assert quarter.is_withheld or any(each.masks.value == "*" for each in months)
    assert all(each.value is None for each in months if each.is_withheld)


@pytest.mark.parametrize("key", ["2026-08-0", "x-2026-08-0"])
def test_reader_of_all_places_and_periods_finds_no_small_number_again(
    office: Office, key: str
):
    seal(office, key)

    found = keeping.kept_of(asked(office))
    cells, kept = found.cells, found.kept

    assert kept.bounded
    for cell in kept.bounded:
        least, most = bounds_of(cells, kept, cell)
        assert least < most


def bounds_of(cells: Cells, kept: Kept, cell: Cell) -> tuple[int, int]:
    """What a reader knows of a cell who has every printed number and every sum."""
    unprinted = {c for c in cells.values if cells.table().unprinted(c)}
    unknown = sorted(kept.cells | unprinted)
    at = {each: number for number, each in enumerate(unknown)}
    sums = {each for c in kept.cells for each in cells.sums_of(c)}
    rows, known = [], []
    for each in sums:
        row, rest = np.zeros(len(unknown)), 0
        for one, sign in ((each.whole, 1), *((part, -1) for part in each.parts)):
            if one in at:
                row[at[one]] += sign
            else:
                rest -= sign * cells.values[one] // SCALE
        rows.append(row)
        known.append(rest)
    least = [1 if each in kept.bounded else 0 for each in unknown]
    most = [9 if each in kept.bounded else np.inf for each in unknown]
    asked = np.eye(len(unknown))[at[cell]]
    found = [
        milp(
            sign * asked,
            constraints=LinearConstraint(np.array(rows), known, known),
            bounds=Bounds(least, most),
            integrality=np.ones(len(unknown)),
        )
        for sign in (1, -1)
    ]
    assert all(each.success for each in found)
    return round(found[0].fun), -round(found[1].fun)


def test_city_with_all_below_is_kept_back_with_its_places(office: Office):
    seal(office, "2026-08-0")
    values = RunValues(office.run)

    city = values.of_unit(report_world.JIANGCHENG, "month", level="city")

    assert (
        city[COUNT, "2026-08"].is_withheld
        or value(office, XISHAN, name=COUNT).is_withheld
    )


def test_small_rest_of_a_share_takes_the_share_with_it(office: Office):
    seal(office, "x-2026-08-9")  # the one of ten that was arrested

    after = value(office, XISHAN)

    assert after.is_withheld


def test_civil_cards_are_another_table(office: Office):
    before = value(office, DONGHU, name="civil_settlement_rate")

    seal(office, "2026-08-0")

    assert value(office, DONGHU, name="civil_settlement_rate") == before


def test_shown_and_withheld_make_the_number(office: Office):
    seal(office, "x-2026-08-0")

    found = counted_cards(
        office.run,
        RATE,
        drilling.Cell("2026-08", {"procuratorate": XISHAN}),
        office.cast.wang,
    )
    arrests, non_arrests = sorted(found, key=lambda each: each.total)

    assert [(len(m.keys), m.withheld, m.total) for m in (arrests, non_arrests)] == [
        (1, 0, 1),
        (8, 1, 9),
    ]
    assert (arrests.told_as, non_arrests.told_as) == ("*", "<10")


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
    behind = client.get(
        f"/api/indicators/{RATE}/cards?unit={DONGHU}&period=2026-08&measure=non_arrests"
    ).json()

    assert "&lt;10" in page
    assert "3 / 9" not in page
    assert "为保护已封存的案卡，数字不予显示" in cards
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


def test_own_counts_of_a_report_are_kept_back_too(office: Office):
    asked = asked_for(office.run, office.cast.donghu, "2026-Q3")
    contents = read_contents(files.contents_path())
    before = gather(office.run, asked, contents)
    seal(office, "2026-08-0")

    after = gather(office.run, asked, contents)

    [criminal, civil] = after.functions
    assert before.functions[0].concluded.now.value == 9
    assert criminal.concluded.now.masks.value == "<10"
    assert criminal.concluded.now.value is None
    assert civil.concluded.now.value == before.functions[1].concluded.now.value
    total = after.total("concluded")
    assert total is None or total.now is None
    assert after.shares("concluded") is None


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
        run=office.run, indicator=RATE, period="2025-08", unit=DONGHU, sentence_zh="2/8"
    )

    seal(office, "2026-08-0")
    told([signal, other])

    assert (signal.sentence_zh, signal.evidence) == (INSTEAD.zh, {})
    assert other.sentence_zh == "2/8"

"""An indicator's own course with the limits of its noise; its place among peers."""

import pytest

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics.run_rules import Rule
from hengjian.indicators import charts, run_inputs
from hengjian.indicators.queries.limits import Course, course, funnel
from hengjian.indicators.queries.values import RunValues, Value
from tests.factories import indicators as make


pytestmark = pytest.mark.usefixtures("office")
MONTHS = [f"2025-{m:02}" for m in range(1, 13)]


def indicator(name: str) -> Indicator:
    return run_inputs.packs_of(make.asked()).indicators[name]


def read(rows) -> list[Value]:
    name = rows[0]["indicator"]
    return RunValues(make.run(rows)).series(name, "429900")


def course_of(name: str, counts: list[tuple[int, int]], **more) -> Course:
    rows = make.course(name, dict(zip(MONTHS, counts, strict=False)), **more)
    return course(indicator(name), read(rows))


def test_share_has_limits_around_its_own_rate():
    found = course_of("quick_rate", [(50, 100)] * 12)

    assert found.limits is not None
    low, centre, high = found.limits
    assert (low, centre, high) == pytest.approx((35, 50, 65))
    assert found.broken == {}
    assert found.sentences == []


def test_month_far_from_the_rate_asks_for_a_look():
    found = course_of("quick_rate", [(45, 100), (53, 100)] * 5 + [(50, 100), (20, 100)])

    assert found.broken == {"2025-12": frozenset({Rule.BEYOND_LIMITS})}
    assert "超出控制限" in found.sentences[0].zh
    assert found.marked == {"2025-12"}


def test_small_and_unfinished_months_are_not_judged():
    rows = make.course(
        "quick_rate",
        dict(zip(MONTHS, [(50, 100)] * 10 + [(0, 2), (0, 90)], strict=True)),
    )
    rows[10]["flags"], rows[11]["flags"] = "small", "provisional"

    found = course(indicator("quick_rate"), read(rows))

    assert found.broken == {}
    assert len(found.values) == 12


def test_short_course_has_no_limits():
    found = course_of("quick_rate", [(5, 10)] * 5)

    assert found.limits is None
    assert found.broken == {}


def test_what_is_no_share_has_limits_from_its_moving_range():
    rows = [
        make.value("days", month, number=str(5 + (number % 2)))
        for number, month in enumerate(MONTHS)
    ]

    found = course(indicator("days"), read(rows))

    assert found.limits is not None
    low, centre, high = found.limits
    assert centre == pytest.approx(5.5)
    assert high - centre == pytest.approx(2.66)
    assert low == pytest.approx(2.84)


def test_count_that_is_mostly_nothing_is_not_judged():
    rows = [make.value("accepted", month, number="0") for month in MONTHS[:-1]]
    rows.append(make.value("accepted", MONTHS[-1], number="1"))

    assert course(indicator("accepted"), read(rows)).broken == {}


def test_share_whose_other_side_hardly_happens_is_not_judged():
    found = course_of("quick_rate", [(30, 30)] * 11 + [(29, 30)])

    assert found.limits is not None
    assert found.broken == {}


def test_return_from_an_extreme_is_said_to_be_expected():
    found = course_of("quick_rate", [(50, 100), (52, 100)] * 5 + [(70, 100), (55, 100)])

    assert "自然回归" in found.sentences[-1].zh


def peers(*counts: tuple[int, int]) -> list[Value]:
    rows = [
        make.value("quick_rate", "2025-12", n, d, unit=f"4299{number:02}")
        for number, (n, d) in enumerate(counts)
    ]
    return RunValues(make.run(rows)).peers("quick_rate", "2025-12", "month")


def test_funnel_narrows_with_the_count():
    found = funnel(
        indicator("quick_rate"), peers((5, 10), (50, 100), (90, 200), (3, 6))
    )

    assert found is not None
    widths = [high - low for _, low, high in found.bands]
    assert widths == sorted(widths, reverse=True)
    assert found.centre == pytest.approx(100 * 148 / 316)


@pytest.mark.parametrize(
    "counts", [[(5, 10)] * 3, [(10, 10)] * 5, [(0, 10)] * 5, [(0, 0)] * 5]
)
def test_without_peers_or_scatter_there_is_no_funnel(counts):
    assert funnel(indicator("quick_rate"), peers(*counts)) is None


def test_what_is_no_share_has_no_funnel():
    assert funnel(indicator("days"), peers(*[(5, 10)] * 6)) is None


def test_chart_of_the_peers_tells_nobody_apart():
    others = peers((5, 10), (50, 100), (90, 200), (3, 6))
    own = others[0]
    bands = funnel(indicator("quick_rate"), others)
    assert bands is not None

    option = charts.funnel_option(
        indicator("quick_rate"), others, own, bands.bands, bands.centre
    )

    text = str(option)
    assert not [v.unit for v in others if v.unit in text]
    points = option["series"][0]["data"]
    assert [size for size, _ in points] == [6.0, 100.0, 200.0]


def test_axis_of_a_share_lies_between_round_tens():
    found = course_of("quick_rate", [(50, 100)] * 12)

    option = charts.course_option(
        indicator("quick_rate"), found.values, found.limits, found.marked
    )

    assert (option["yAxis"]["min"], option["yAxis"]["max"]) == (30, 70)

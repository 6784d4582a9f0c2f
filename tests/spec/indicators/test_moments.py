"""# Moments

A moment is the same wherever it is read; it becomes a date in the card's time zone.
"""

from tests.spec.indicators.drawing import Drawing


def card(zone: str) -> str:
    return f"""
        grain: event
        key: [number]
        timezone: {zone}
        items:
          number: {{label: number, type: text, required: true}}
          at: {{label: at, type: datetime}}
          until: {{label: until, type: datetime}}
    """


MEASURES = """
    events: {agg: count, dated_by: at}
    open_end: {agg: count, open: {from: at, until: until}, at: end}
    days: {agg: median, of: "elapsed_days(at, until)", dated_by: at}
"""
EVENTS = """
    number  at                    until
    1       2025-01-31T15:30:00Z  2025-02-01T15:29:59Z
    2       2025-01-31T16:30:00Z  2025-02-28T15:59:00Z
    3       2025-02-28T16:30:00Z  -
"""


def by_month(drawing: Drawing, indicator: str) -> list[str]:
    rows = drawing.rows(
        period="month", from_="2025-01", to="2025-03", indicator=indicator
    )
    return [row[4] for row in rows[1:]]


def test_a_moment_lies_in_the_month_that_its_own_zone_shows(drawing: Drawing) -> None:
    drawing.pack(
        "here",
        card=card("Asia/Shanghai"),
        measures=MEASURES,
        indicators={"events": "events; decimals: 0", "open": "open_end; decimals: 0"},
    ).cards("here", EVENTS)

    # 16:30 in London is already tomorrow in Shanghai
    assert by_month(drawing, "events") == ["1", "1", "1"]
    assert by_month(drawing, "open") == ["1", "0", "1"]


def test_the_same_moments_lie_elsewhere_in_another_zone(drawing: Drawing) -> None:
    drawing.pack(
        "there",
        card=card("Europe/London"),
        measures=MEASURES,
        indicators={"events": "events; decimals: 0"},
    ).cards("there", EVENTS)

    assert by_month(drawing, "events") == ["2", "1", "0"]


def test_elapsed_days_are_whole_days_between_moments(drawing: Drawing) -> None:
    drawing.pack(
        "here",
        card=card("Asia/Shanghai"),
        measures=MEASURES,
        indicators={"days": "days"},
    ).cards("here", EVENTS)

    # one second short of a day is no day
    assert by_month(drawing, "days") == ["0.00", "27.00", "-"]

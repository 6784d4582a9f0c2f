"""Which months are set against which."""

from hengjian.indicators.signalling.windows import Window, windows


MONTHS = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(30)]  # to 2026-06


def test_newest_months_are_set_against_the_same_of_the_year_before():
    half, year = windows(MONTHS, "2024-01")

    assert half.period == "2026-01..2026-06"
    assert half.before == tuple(MONTHS[12:18])
    assert year.after == tuple(MONTHS[18:])
    assert year.before[0] == "2024-07"


def test_window_needs_cards_from_its_first_month_on():
    [only] = windows(MONTHS, "2025-01")

    assert only.period == "2026-01..2026-06"
    assert list(windows(MONTHS, "2025-02")) == []


def test_short_series_has_no_windows():
    assert list(windows(MONTHS[:17], "2024-01")) == []


def test_one_month_is_called_by_its_own_name():
    assert Window((), ("2026-06",)).period == "2026-06"

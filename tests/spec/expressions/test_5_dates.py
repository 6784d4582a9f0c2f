"""# Dates

`date - date` is days, `date + n` a date. Months end where the calendar ends them.
"""

from tests.spec.expressions.tables import answer, answers


def test_days_between_two_dates() -> None:
    answers(
        "concluded_on - accepted_on",
        """
        accepted_on | concluded_on | answer
        2024-01-31  | 2024-03-01   | 30
        2024-03-01  | 2024-01-31   | -30
        2024-03-01  |              |
        """,
    )


def test_days_later_and_earlier() -> None:
    answer("date '2024-02-28' + 2", "2024-03-01")
    answer("date '2024-03-01' - 2", "2024-02-28")


def test_a_month_later_is_at_most_the_end_of_the_month() -> None:
    answer("add_months(date '2024-01-31', 1)", "2024-02-29")
    answer("add_months(date '2023-01-31', 1)", "2023-02-28")
    answer("add_months(date '2024-03-31', -1)", "2024-02-29")


def test_a_minor_is_under_eighteen_on_the_day() -> None:
    answers(
        "birth_on > add_months(accepted_on, -216)",
        """
        birth_on   | accepted_on | answer
        2006-03-02 | 2024-03-01  | yes
        2006-03-01 | 2024-03-01  | no
                   | 2024-03-01  |
        """,
    )


def test_parts_of_a_date() -> None:
    answer("year(date '2024-12-01')", "2024")
    answer("quarter(date '2024-12-01')", "4")
    answer("month(date '2024-12-01')", "12")
    answer("day(date '2024-12-01')", "1")
    answer("weekday(date '2024-12-01')", "7")


def test_a_date_beyond_the_calendar_is_unknown() -> None:
    answer("date '9999-12-31' + 1", "")
    answer("add_months(date '0001-01-01', -1)", "")


def test_the_period_of_a_measure_has_names() -> None:
    answers(
        "accepted_on between period_start and period_end",
        """
        accepted_on | answer
        2023-12-31  | no
        2024-03-31  | yes
        """,
    )

"""# Moments

A `datetime` is a moment, the same everywhere. It has a date only in the zone of the card
(here Asia/Shanghai, and the tables show a clock there).
"""

from tests.spec.expressions.tables import answer, answers


def test_the_date_of_a_moment_is_that_of_the_cards_zone() -> None:
    answers(
        "date(detained_at)",
        """
        detained_at      | answer
        2024-03-01 00:30 | 2024-03-01
        2024-03-01 23:30 | 2024-03-01
                         |
        """,
    )


def test_elapsed_days_are_whole_days() -> None:
    answers(
        "elapsed_days(detained_at, questioned_at)",
        """
        detained_at      | questioned_at    | answer
        2024-03-01 08:00 | 2024-03-02 07:59 | 0
        2024-03-01 08:00 | 2024-03-02 08:00 | 1
        2024-03-01 08:00 | 2024-03-01 07:59 | -1
        """,
    )


def test_elapsed_hours_are_whole_hours() -> None:
    answers(
        "elapsed_hours(detained_at, questioned_at)",
        """
        detained_at      | questioned_at    | answer
        2024-03-01 08:00 | 2024-03-02 08:59 | 24
        """,
    )


def test_a_limit_in_hours_is_kept_to_the_minute() -> None:
    answers(
        "questioned_at <= add_hours(detained_at, 24)",
        """
        detained_at      | questioned_at    | answer
        2024-03-01 08:00 | 2024-03-02 08:00 | yes
        2024-03-01 08:00 | 2024-03-02 08:01 | no
        2024-03-01 08:00 |                  |
        """,
    )


def test_a_moment_may_be_written_with_its_own_offset() -> None:
    answer("timestamp '2024-03-01 08:00' = timestamp '2024-03-01T00:00Z'", "yes")

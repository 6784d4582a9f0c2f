"""# Parameters

`param.name` is the value in force on the row's date (here the date of acceptance). Fractions
such as 2/3 stay exact.
"""

from tests.spec.expressions.tables import answers


def test_the_value_in_force_on_the_day_of_the_card() -> None:
    answers(
        "param.reply_days",
        """
        accepted_on | answer
        2018-12-31  |
        2019-01-01  | 7
        2022-12-31  | 7
        2023-01-01  | 10
                    |
        """,
    )


def test_a_limit_from_a_parameter() -> None:
    answers(
        "concluded_on - accepted_on > param.reply_days",
        """
        accepted_on | concluded_on | answer
        2022-01-01  | 2022-01-09   | yes
        2023-01-01  | 2023-01-09   | no
        """,
    )


def test_in_a_list() -> None:
    answers(
        "charge in param.violent",
        """
        accepted_on | charge   | answer
        2024-01-01  | 抢劫     | yes
        2024-01-01  | 盗窃     | no
        2024-01-01  |          |
        2018-01-01  | 抢劫     |
        """,
    )


def test_looked_up_in_a_map() -> None:
    answers(
        "lookup(param.points, charge)",
        """
        accepted_on | charge | answer
        2024-01-01  | 盗窃   | 1
        2024-01-01  | 抢劫   | 3/2
        2024-01-01  | 诈骗   | 1/3
        2024-01-01  | 危险驾驶 |
        2024-01-01  |        |
        """,
    )


def test_fractions_are_added_and_multiplied_exactly() -> None:
    answers(
        "persons * param.share + lookup(param.points, charge)",
        """
        accepted_on | persons | charge | answer
        2024-01-01  | 1       | 诈骗   | 1
        2024-01-01  | 3       | 抢劫   | 7/2
        """,
    )


def test_fractions_are_compared_exactly() -> None:
    answers(
        "param.share > 0.666666 and param.share < 0.666667",
        """
        accepted_on | answer
        2024-01-01  | yes
        """,
    )

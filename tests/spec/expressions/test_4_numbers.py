"""# Numbers

Integers and decimals are exact. A quotient has six decimals, halves rounded away from
zero; a division by nothing is unknown, not an error and not zero.
"""

from tests.spec.expressions.tables import answer, answers


def test_integers_stay_integers() -> None:
    answers(
        "persons * 2 + 1",
        """
        persons | answer
        3       | 7
                |
        """,
    )


def test_decimals_are_not_floating() -> None:
    answer("0.1 + 0.2", "0.3")
    answer("0.1 + 0.2 = 0.3", "yes")


def test_a_quotient_has_six_decimals() -> None:
    answers(
        "amount / persons",
        """
        amount | persons | answer
        1      | 8       | 0.125
        2      | 3       | 0.666667
        -2     | 3       | -0.666667
        1      | 0       |
        """,
    )


def test_the_remainder_has_the_sign_of_the_dividend() -> None:
    answer("7 % 3", "1")
    answer("-7 % 3", "-1")
    answer("7 % 0", "")


def test_halves_are_rounded_away_from_zero() -> None:
    answer("round(2.5)", "3")
    answer("round(-2.5)", "-3")
    answer("round(2.345, 2)", "2.35")


def test_floor_and_ceil_are_the_integers_beside() -> None:
    answer("floor(-1.5)", "-2")
    answer("ceil(-1.5)", "-1")


def test_what_does_not_fit_is_unknown() -> None:
    answer("9223372036854775807 + 1", "")
    answer("999999999999999999999999.0 * 10.0", "")

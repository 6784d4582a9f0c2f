"""The plain reading: one row, exact numbers, unknown stays unknown."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.row import RowContext, compile_row
from tests.engines.expressions.cards import PARAMETERS, SCOPE, answer


def test_missing_item_is_unknown() -> None:
    assert answer("persons + 1") is None
    assert answer("persons is null") is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null is null", True),
        ("is_minor and false", False),
        ("is_minor and true", None),
        ("is_minor or true", True),
        ("is_minor or false", None),
        ("not is_minor", None),
        ("is_minor is true", False),
        ("is_minor is not true", True),
        ("outcome in ('approved', 'withdrawn')", None),
        ("outcome = outcome", None),
        ("3 in (1, persons)", None),
        ("3 in (3, persons)", True),
        ("3 not in (1, persons)", None),
        ("3 between persons and 2", False),
        ("3 between persons and 4", None),
        ("case when is_minor then 1 else 2 end", 2),
        ("case when is_minor then 1 end", None),
    ],
)
def test_unknown_follows_three_valued_logic(text: str, value: Any) -> None:
    assert answer(text) is value or answer(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "9223372036854775807 + persons",
        "(0 - 9223372036854775807) - persons - persons",
        "9223372036854775807 * persons",
        "accepted_on + 9000000",
        "accepted_on + 9223372036854775807",
        "accepted_on - 9000000",
        "add_months(accepted_on, 200000)",
        "add_months(accepted_on, -9223372036854775807)",
        "add_hours(detained_at, 9223372036854775807)",
        "amount * 999999999999999999999999.0",
        "persons / 0",
        "persons % 0",
        "persons / 0.0",
        "round(999999999999999999999999.5)",
    ],
)
def test_result_out_of_range_is_unknown(text: str) -> None:
    found = answer(
        text,
        persons=2,
        amount=Decimal("7.5"),
        accepted_on=date(2024, 1, 31),
        detained_at=datetime(2024, 1, 31, tzinfo=UTC),
    )

    assert found is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 / 3", "0.666667"),
        ("-2 / 3", "-0.666667"),
        ("1 / 8", "0.125"),
        ("0.0000005 * 1.0", None),
        ("0.000001 / 2", "0.000001"),
        ("-0.000001 / 2", "-0.000001"),
        ("0.1 + 0.2", "0.3"),
        ("0.001 * 0.0005", "0.000001"),
        ("round(2.5, 0)", "3"),
        ("round(-2.345, 2)", "-2.35"),
    ],
)
def test_decimals_are_exact_and_round_half_away_from_zero(
    text: str, value: str | None
) -> None:
    if value is None:
        with pytest.raises(Exception, match="可用的数"):
            answer(text)
        return
    assert answer(text) == Decimal(value)


def test_fraction_is_exact() -> None:
    found = answer(
        "lookup(param.coefficients, case_number) + param.share", case_number="filing"
    )

    assert found == Fraction(1)
    assert isinstance(found, Fraction)


def test_money_given_as_a_whole_number_is_a_decimal() -> None:
    assert answer("amount + 0.5", amount=3) == Decimal("3.5")


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (date(2018, 12, 31), None),
        (date(2019, 1, 1), 7),
        (date(2022, 12, 31), 7),
        (date(2023, 1, 1), 10),
        (None, None),
    ],
)
def test_parameter_is_the_one_in_force_on_the_rows_date(
    on: date | None, days: int | None
) -> None:
    assert answer("param.reply_days", on=on) == days


@pytest.mark.parametrize(
    ("as_of", "days"), [(date(2020, 1, 1), 7), (None, 10), (date(2010, 1, 1), None)]
)
def test_parameter_of_a_card_without_dates_is_that_of_as_of_or_the_last(
    as_of: date | None, days: int | None
) -> None:
    compute = compile_row(parse("param.reply_days", SCOPE), PARAMETERS)

    assert compute({}, RowContext(dated=False, as_of=as_of)) == days


def test_date_of_a_moment_is_that_of_the_cards_zone() -> None:
    late_evening_in_utc = datetime(2024, 1, 31, 16, 30, tzinfo=UTC)

    assert answer("date(detained_at)", detained_at=late_evening_in_utc) == date(
        2024, 2, 1
    )


def test_moment_without_zone_is_taken_as_utc() -> None:
    naive = datetime(2024, 1, 31, 16, 30)  # noqa: DTZ001 (the point of the test)

    assert answer("date(detained_at)", detained_at=naive) == date(2024, 2, 1)


def test_moment_written_without_zone_is_in_the_cards_zone() -> None:
    moment = datetime(2024, 1, 31, 0, 30, tzinfo=UTC)

    assert answer("detained_at = '2024-01-31 08:30'", detained_at=moment) is True
    assert answer("detained_at = '2024-01-31T00:30Z'", detained_at=moment) is True


def test_moment_at_the_end_of_the_calendar_has_no_date_farther_east() -> None:
    last = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

    assert answer("date(detained_at)", detained_at=last) is None


def test_whole_number_in_a_parameter_of_decimals_is_a_decimal() -> None:
    found = answer("lookup(param.prices, 'first')")

    assert found == 2
    assert isinstance(found, Decimal)

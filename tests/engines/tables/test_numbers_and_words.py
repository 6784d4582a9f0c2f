"""Numbers, truth values and codes in the spellings that files hold."""

from decimal import Decimal

import pytest

from hengjian.engines.tables.conversion.numbers import decimal_reader, read_integer
from hengjian.engines.tables.conversion.problem import Problem
from hengjian.engines.tables.conversion.words import choice_reader, read_boolean
from tests.engines.tables.card_files import OUTCOMES


read_money = decimal_reader(18, 2)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("12.0", 12),
        ("１２", 12),
        ("-5", -5),
        (" 7 ", 7),
        ("9223372036854775807", 2**63 - 1),
    ],
)
def test_integer_is_read(text: str, number: int) -> None:
    assert read_integer(text) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.5", "整数"),
        ("3人", "整数"),
        ("1,20", "整数"),
        ("", "整数"),
        ("9223372036854775808", "超出范围"),
    ],
)
def test_other_integers_are_refused(text: str, said: str) -> None:
    problem = read_integer(text)

    assert isinstance(problem, Problem)
    assert said in problem.message.zh


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12.5", "12.50"),
        ("1,234,567.891", "1234567.89"),
        ("￥12", "12.00"),
        ("¥ 12.005", "12.01"),
        ("-0.005", "-0.01"),
        ("人民币12元", "12.00"),
        ("壹", None),
        ("1.2e3", "1200.00"),
        (".5", "0.50"),
    ],
)
def test_money_is_read_and_rounded_half_up(text: str, amount: str | None) -> None:
    found = read_money(text)

    if amount is None:
        assert isinstance(found, Problem)
    else:
        assert found == Decimal(amount)
        assert found.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.2万元", "以元为单位"),
        ("3亿", "以元为单位"),
        ("12%", "百分号"),
        ("12元左右", "应是数字"),
        ("9999999999999999.999", "超出范围"),
        ("10000000000000000", "超出范围"),
    ],
)
def test_other_amounts_are_refused_with_the_mend(text: str, said: str) -> None:
    problem = read_money(text)

    assert isinstance(problem, Problem)
    assert said in problem.message.zh


@pytest.mark.parametrize("text", ["是", "有", "true", "TRUE", "1", "１", "Y", "yes"])
def test_truth_is_read(text: str) -> None:
    assert read_boolean(text) is True


@pytest.mark.parametrize("text", ["否", "无", "false", "0", "N", "no", "没有"])
def test_untruth_is_read(text: str) -> None:
    assert read_boolean(text) is False


def test_doubt_is_not_truth() -> None:
    assert isinstance(read_boolean("不详"), Problem)


@pytest.mark.parametrize(
    "text",
    ["not_approved", "不批准逮捕", "Not approved", "NOT APPROVED", " 不批准 逮捕"],
)
def test_choice_is_read_by_code_and_by_shown_text(text: str) -> None:
    assert choice_reader(OUTCOMES)(text) == "not_approved"


def test_unknown_choice_names_the_nearest() -> None:
    problem = choice_reader(OUTCOMES)("批准逮铺")

    assert isinstance(problem, Problem)
    assert problem.rule == "code"
    assert "是否应为“批准逮捕”" in problem.message.zh


def test_unknown_choice_far_from_all_names_the_list() -> None:
    problem = choice_reader(OUTCOMES)("qq")

    assert isinstance(problem, Problem)
    assert "批准逮捕、不批准逮捕、撤回" in problem.message.zh

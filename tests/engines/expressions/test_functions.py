"""Every published function is documented by an example that is true."""

import pytest

from hengjian.engines.expressions.function_model import Function
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.functions_identity import is_valid
from hengjian.engines.expressions.operators import OPERATORS, Operator
from tests.engines.expressions.cards import answer


each_function = pytest.mark.parametrize(
    "function", FUNCTIONS.values(), ids=lambda function: function.name
)


@each_function
def test_example_gives_its_answer(function: Function) -> None:
    assert answer(function.example) == answer(function.answer)


@each_function
def test_example_uses_the_function(function: Function) -> None:
    assert function.example.startswith(f"{function.name}(")


@each_function
def test_function_is_described_in_both_languages(function: Function) -> None:
    assert function.description.zh
    assert function.description.en
    assert function.signatures


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda one: one.form)
def test_example_of_an_operator_gives_its_answer(operator: Operator) -> None:
    assert answer(operator.example) == answer(operator.answer)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),  # the example of GB 11643-1999
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),  # no thirteenth month
        ("1101051949123100", False),
        ("11010519491231002X ", False),
        ("１１0105194912310021", False),
        (
            "110105491231002",
            False,
        ),  # the old form of fifteen digits is not judged right
        ("", False),
    ],
)
def test_identity_number_is_right_by_form_birth_and_check_character(
    number: str, valid: bool
) -> None:
    assert is_valid(number) is valid


def test_one_wrong_digit_is_always_found() -> None:
    right = "440524188001010014"
    wrong = [
        right[:place] + digit + right[place + 1 :]
        for place in range(18)
        for digit in "0123456789"
        if digit != right[place]
    ]

    assert is_valid(right)
    assert not any(is_valid(number) for number in wrong)

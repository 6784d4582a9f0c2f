"""Formulas are read exactly, by the usual precedence, and refused with their place."""

from fractions import Fraction

import pytest

from hengjian.engines.pack_format.formulas import FormulaError, parse_formula


def measures_of_arrest(name: str, position: int) -> str:
    return name if "." in name else f"arrest.{name}"


def tree(text: str) -> tuple[object, ...]:
    return parse_formula(text, measures_of_arrest).tree


def test_ratio_of_a_part_and_its_whole() -> None:
    formula = parse_formula("a / (a + trial.b)", measures_of_arrest)

    assert formula.tree == (
        "/",
        ("measure", "arrest.a"),
        ("+", ("measure", "arrest.a"), ("measure", "trial.b")),
    )
    assert formula.measures == ("arrest.a", "trial.b")


def test_product_binds_closer_than_sum_and_both_go_from_the_left() -> None:
    a, b, c = (("measure", f"arrest.{name}") for name in "abc")

    assert tree("a + b * c") == ("+", a, ("*", b, c))
    assert tree("a - b - c") == ("-", ("-", a, b), c)
    assert tree("a / b / c") == ("/", ("/", a, b), c)
    assert tree("-a * --b") == ("*", ("negative", a), ("negative", ("negative", b)))


def test_numbers_are_exact() -> None:
    assert tree("0.1") == ("number", Fraction(1, 10))
    assert tree("2/3") == ("/", ("number", Fraction(2)), ("number", Fraction(3)))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("a b", 2),
        ("a +", 3),
        ("(a + b", 6),
        ("a ) b", 2),
        ("a / 0", 2),
        ("a × b", 2),
        ("\uff08a)", 0),
        ("a = b", 2),
        ("a % b", 2),
        ("1e5", 1),
        ("()", 1),
        ("a ** b", 3),
        ("__import__('os')", 11),
    ],
)
def test_refused_with_the_place(text: str, position: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text, measures_of_arrest)

    assert caught.value.position == position


def test_full_width_signs_are_answered_with_the_right_ones() -> None:
    with pytest.raises(FormulaError) as caught:
        tree("a ÷ b")

    assert caught.value.suggestion is not None
    assert caught.value.suggestion.en == "use “/”"


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "a", "-" * 5000 + "a", "a+" * 5000 + "a"]
)
def test_endless_formulas_are_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        tree(text)


@pytest.mark.parametrize("text", ["(" * 100 + "a" + ")" * 100, "-" * 100 + "a"])
def test_deep_formulas_are_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="太深"):
        tree(text)

"""The reference page of expressions says what the tables of the language say."""

from pathlib import Path

from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.reference import render_reference


PAGE = Path(__file__).parents[2] / "docs" / "reference" / "expressions.md"


def test_reference_of_expressions_is_current() -> None:
    assert PAGE.read_text("utf-8") == render_reference()


def test_every_function_is_in_the_reference() -> None:
    page = PAGE.read_text("utf-8")

    assert [name for name in FUNCTIONS if f"`{name}(" not in page] == []

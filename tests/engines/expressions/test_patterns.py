"""`like` patterns mean what SQL means by them, without regular expressions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.expressions.patterns import fits


@pytest.mark.parametrize(
    ("text", "pattern", "fitting"),
    [
        ("鄂A检刑诉", "鄂%", True),
        ("鄂A检刑诉", "%刑_", True),
        ("鄂A检刑诉", "_A", False),
        ("", "", True),
        ("", "%", True),
        ("a", "", False),
        ("a%b", "a\\%b", False),
        ("a\nb", "a_b", True),
    ],
)
def test_pattern_fits_whole_text(text: str, pattern: str, fitting: bool) -> None:
    assert fits(text, pattern) is fitting


@given(text=st.text("ab.*\n", max_size=12), pattern=st.text("ab.*%_\n", max_size=6))
def test_pattern_means_what_a_regular_expression_says(text: str, pattern: str) -> None:
    meanings = {"%": ".*", "_": "."}
    regular = "".join(meanings.get(one) or re.escape(one) for one in pattern)

    assert fits(text, pattern) is bool(re.fullmatch(regular, text, re.DOTALL))

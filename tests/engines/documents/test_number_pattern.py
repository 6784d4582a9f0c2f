"""How numbers of documents are written."""

import pytest

from hengjian.engines.documents.number_pattern import (
    NumberPatternFault,
    check_pattern,
    written,
)


def test_a_number_is_written_by_its_pattern() -> None:
    pattern = "{office}检建〔{year}〕{serial}号"

    check_pattern(pattern)

    assert written(pattern, office="云", year=2026, serial=3) == "云检建〔2026〕3号"


@pytest.mark.parametrize(
    "pattern",
    [
        "检建〔{year}〕号",
        "检建{serial}号",
        "{serial}{serial}{year}",
        "{year}{serial}{court}",
        "{year}{serial}{",
        "{year}{serial}" + "检" * 60,
    ],
)
def test_a_pattern_that_gives_no_number_of_its_own_is_refused(pattern: str) -> None:
    with pytest.raises(NumberPatternFault):
        check_pattern(pattern)

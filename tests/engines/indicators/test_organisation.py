"""From a procuratorate's code to its city, province and nation."""

import pytest

from hengjian.engines.indicators.organisation import NATION, Organisation
from hengjian.lib.faults import UserFault


def places(*rows: tuple[str, str | None, str]) -> Organisation:
    return Organisation.of_rows(
        [{"code": c, "name": c, "parent": p, "level": level} for c, p, level in rows]
    )


HUBEI = places(
    ("100000", None, "最高"),
    ("420000", "100000", "省"),
    ("420100", "420000", "3"),
    ("420101", "420100", "county"),
    ("429004", "420000", "4"),
)


@pytest.mark.parametrize(
    ("code", "level", "expected"),
    [
        ("420101", "city", "420100"),
        ("420101", "province", "420000"),
        ("420101", "nation", "100000"),
        ("420100", "city", "420100"),
        ("429004", "city", None),  # under the province itself
        ("429004", "province", "420000"),
        ("420199", "province", "420000"),  # unlisted: the one place with its digits
        ("110101", "province", "11"),
        ("11010", "province", None),
        (None, "province", None),
        (None, "nation", "100000"),
    ],
)
def test_a_place_is_found_by_climbing(
    code: str | None, level: str, expected: str | None
) -> None:
    assert HUBEI.above(code, level) == expected


def test_without_a_file_the_digits_speak() -> None:
    alone = Organisation()

    assert alone.above("420101", "province") == "42"
    assert alone.above("420101", "city") == "4201"
    assert alone.above("420101", "nation") == NATION


def test_a_circle_of_parents_ends() -> None:
    circle = places(("420101", "420102", "county"), ("420102", "420101", "county"))

    assert circle.above("420101", "province") is None
    assert circle.above("420101", "nation") == NATION


@pytest.mark.parametrize(
    "rows",
    [
        [("", None, "county")],
        [("420101", None, "village")],
        [("420101", None, "county"), ("420101", None, "county")],
    ],
)
def test_a_bad_row_is_named(rows: list[tuple[str, str | None, str]]) -> None:
    with pytest.raises(UserFault, match=f"第 {len(rows) + 1} 行"):
        places(*rows)

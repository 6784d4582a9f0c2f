"""Every check of every card, in one scan."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hengjian.engines.rules.checking import check_cards, check_rolled
from hengjian.engines.tables.card_table import MATCH_SUFFIX
from tests.engines.rules.packs import ORDER, card_of, check, packs, table


AS_OF = date(2025, 6, 30)
EARLY, LATE = date(2025, 2, 1), date(2025, 4, 1)


def failing(
    folder: Path, assertion: str, *rows: dict[str, Any], **linked: Any
) -> list[int]:
    loaded = packs(folder, check(assertion))
    card = card_of(loaded)
    there = {
        name: table(card_of(loaded, name), *found).drop_columns(["identity"])
        for name, found in linked.items()
    }
    failures = check_cards(table(card, *rows), card, loaded, AS_OF, there)
    return [failure.row for failure in failures]


def test_card_that_breaks_a_rule_is_named_by_its_row(tmp_path: Path) -> None:
    rows = [
        {"concluded_on": LATE},
        {"concluded_on": EARLY},
        {"concluded_on": date(2025, 3, 1)},
    ]

    assert failing(tmp_path, ORDER, *rows) == [3]


def test_unknown_passes(tmp_path: Path) -> None:
    assert failing(tmp_path, ORDER, {"concluded_on": None}) == []
    assert failing(tmp_path, "persons > 0 or amount > 0", {"persons": 0}) == []


def test_rule_may_ask_that_something_is_known(tmp_path: Path) -> None:
    asked = "outcome is null or concluded_on is not null"

    assert failing(tmp_path, asked, {"outcome": "approved"}, {}) == [2]


def test_failures_come_in_the_order_of_rules_then_rows(tmp_path: Path) -> None:
    loaded = packs(
        tmp_path,
        check(ORDER, "order"),
        check("persons = 1", "one_person", "prompting"),
    )
    card = card_of(loaded)
    rows = [{"persons": 2}, {"persons": 3, "concluded_on": EARLY}]

    failures = check_cards(table(card, *rows), card, loaded, AS_OF, {})

    assert [(f.check.name, f.row) for f in failures] == [
        ("order", 3),
        ("one_person", 2),
        ("one_person", 3),
    ]


def test_parameter_is_that_of_the_cards_date(tmp_path: Path) -> None:
    asked = "concluded_on - accepted_on <= param.longest"
    rows = [
        {"accepted_on": date(2025, 1, 31), "concluded_on": date(2025, 2, 10)},
        {"accepted_on": date(2025, 2, 1), "concluded_on": date(2025, 2, 11)},
    ]

    assert failing(tmp_path, asked, *rows) == [2]


def test_personal_items_may_be_checked(tmp_path: Path) -> None:
    rows = [{"identity": "p1"}, {"identity": "p"}]

    assert failing(tmp_path, "length(identity) > 1", *rows) == [3]


def test_moment_is_compared_on_its_local_day(tmp_path: Path) -> None:
    evening = datetime(2025, 2, 28, 16, 30, tzinfo=UTC)  # 1 March in Shanghai

    assert (
        failing(tmp_path, "date(heard_at) >= accepted_on", {"heard_at": evening}) == []
    )
    assert failing(tmp_path, "date(heard_at) > accepted_on", {"heard_at": evening}) == [
        2
    ]


def test_rule_across_cards_reads_the_first_that_matches(tmp_path: Path) -> None:
    asked = "prosecution.persons = persons"
    rows = [
        {"persons": 1},
        {"persons": 1, "identity": "p2"},
        {"persons": 1, "identity": "p3"},
    ]
    prosecution = [
        {"persons": 9, "accepted_on": date(2025, 2, 1)},  # before the arrest: no match
        {"persons": 1, "accepted_on": date(2025, 4, 1)},
        {"persons": 9, "accepted_on": date(2025, 5, 1)},
        {"persons": 2, "accepted_on": date(2025, 4, 1), "identity": "p2"},
    ]

    assert failing(tmp_path, asked, *rows, prosecution=prosecution) == [3]


def test_rule_across_cards_passes_where_nothing_matches(tmp_path: Path) -> None:
    assert failing(tmp_path, "prosecution.persons = persons", {"persons": 1}) == []


def test_card_without_a_digest_matches_nobody(tmp_path: Path) -> None:
    rows = [{"persons": 1, "identity": None}]
    prosecution = [{"persons": 2, "identity": None, "accepted_on": LATE}]

    asked = "prosecution.persons = persons"

    assert failing(tmp_path, asked, *rows, prosecution=prosecution) == []


def test_ties_of_a_link_are_broken_by_the_order_of_rows(tmp_path: Path) -> None:
    prosecution = [{"persons": n, "accepted_on": LATE} for n in (1, 2, 3)]

    asked = "prosecution.persons = persons"

    assert failing(tmp_path, asked, {"persons": 1}, prosecution=prosecution) == []
    assert failing(tmp_path, asked, {"persons": 3}, prosecution=prosecution) == [2]


def test_checks_ask_nothing_of_no_rows(tmp_path: Path) -> None:
    assert failing(tmp_path, ORDER) == []


@pytest.mark.parametrize(
    ("persons", "cases"), [((2, 2), []), ((3, 2), [("C1",)]), ((None, None), [])]
)
def test_rolled_card_is_checked_over_the_cards_of_its_case(
    tmp_path: Path, persons: tuple[int | None, ...], cases: list[tuple[str]]
) -> None:
    loaded = packs(tmp_path)
    rolled = loaded.packs["arrest"].rolled_cards["cases"]
    rows = [{"case_number": "C1", "persons": count} for count in persons]
    rows.append({"case_number": "C2", "persons": 1})
    cards = table(card_of(loaded), *rows).drop_columns(["identity"])

    failures = check_rolled(rolled, cards, loaded, "arrest", AS_OF)

    assert [failure.key for failure in failures] == cases
    assert MATCH_SUFFIX not in str(failures)


def test_rolled_card_without_cards_breaks_nothing(tmp_path: Path) -> None:
    loaded = packs(tmp_path)
    rolled = loaded.packs["arrest"].rolled_cards["cases"]
    none = table(card_of(loaded)).drop_columns(["identity"])

    assert check_rolled(rolled, none, loaded, "arrest", AS_OF) == []


def test_card_may_be_compared_with_another_of_its_own_kind(tmp_path: Path) -> None:
    earlier = "\n".join(
        [
            "  earlier:",
            "    to: arrest",
            "    on: {identity: identity}",
            '    where: "there.accepted_on < here.accepted_on"',
            "    order_by: accepted_on",
            "    take: last",
        ]
    )
    asked = check("earlier.concluded_on <= accepted_on")
    loaded = packs(tmp_path, asked, links=earlier)
    card = card_of(loaded)
    rows = table(
        card,
        {"accepted_on": date(2025, 1, 1), "concluded_on": date(2025, 3, 1)},
        {"accepted_on": date(2025, 2, 1)},
        {"accepted_on": date(2025, 2, 1), "identity": "p2"},
    )
    own = rows.drop_columns(["identity"])

    failures = check_cards(rows, card, loaded, AS_OF, {"arrest": own})

    assert [failure.row for failure in failures] == [3]

"""Asking all cards at once and asking one card at a time give the same failures.

The second way knows no SQL: it runs each assertion as a Python function of one row.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.expressions.row import compile_row
from hengjian.engines.expressions.row_context import RowContext
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.rules.checking import check_cards
from tests.engines.rules.packs import card_of, check, packs, table


AS_OF = date(2025, 6, 30)
ASSERTIONS = (
    "accepted_on <= concluded_on",
    "concluded_on - accepted_on <= param.longest",
    "outcome is null or concluded_on is not null",
    "not (outcome = 'approved' and is_minor)",
    "persons between 1 and 3",
    "amount >= persons * 100.5",
    "coalesce(amount, 0) < 1000",
    "date(heard_at) >= accepted_on",
    "elapsed_hours(heard_at, heard_at) > persons",
    "case when is_minor then persons = 1 else amount > 0 end",
    "length(identity) = 2 and number like 'A%'",
    "add_months(accepted_on, 2) > concluded_on",
    "as_of >= coalesce(concluded_on, accepted_on)",
    "outcome in ('approved') or procuratorate <> '320101'",
)

days = st.dates(date(2025, 1, 15), date(2025, 8, 15))
rows = st.fixed_dictionaries(
    {
        "identity": st.sampled_from([None, "p1", "long"]),
        "procuratorate": st.sampled_from([None, "320101", "320102"]),
        "accepted_on": days,
        "concluded_on": st.one_of(st.none(), days),
        "outcome": st.sampled_from([None, "approved", "refused"]),
        "persons": st.one_of(st.none(), st.integers(0, 4)),
        "amount": st.one_of(st.none(), st.decimals(-5, 2_000, places=2)),
        "heard_at": st.one_of(
            st.none(),
            st.datetimes(
                datetime(2025, 1, 15),  # noqa: DTZ001
                datetime(2025, 8, 15),  # noqa: DTZ001
                timezones=st.just(UTC),
            ),
        ),
        "is_minor": st.sampled_from([None, True, False]),
    }
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder: Path = tmp_path_factory.mktemp("packs")
    return packs(
        folder, *(check(text, f"rule{n}") for n, text in enumerate(ASSERTIONS))
    )


@settings(max_examples=40, deadline=None)
@given(cards=st.lists(rows, min_size=1, max_size=12))
def test_all_at_once_agrees_with_one_at_a_time(
    loaded: Loaded, cards: list[dict[str, Any]]
) -> None:
    card = card_of(loaded)
    rows_read = table(card, *cards)

    found = check_cards(rows_read, card, loaded, AS_OF, {})

    parameters = loaded.parameters_in("arrest")
    expected = []
    for rule in card.checks:
        holds = compile_row(rule.assertion, parameters)
        for one in rows_read.to_pylist():
            context = RowContext(row_on=one["accepted_on"], as_of=AS_OF)
            if holds(one, context) is False:
                expected.append((rule.name, one["_row"]))
    assert [(failure.check.name, failure.row) for failure in found] == expected


def test_the_drawn_cards_break_and_keep_every_rule(loaded: Loaded) -> None:
    """Else the agreement above would say nothing about a rule."""
    card = card_of(loaded)
    good = {"concluded_on": date(2025, 3, 2), "persons": 2, "amount": Decimal(500)}
    bad = {
        "identity": "long",
        "concluded_on": date(2025, 8, 1),
        "persons": 0,
        "amount": Decimal(-5),
        "outcome": "approved",
        "is_minor": True,
        "heard_at": datetime(2025, 1, 20, tzinfo=UTC),
    }
    others = [
        {"concluded_on": date(2025, 2, 1), "amount": Decimal(1_500)},
        {"outcome": "refused", "procuratorate": "320101"},
        {"outcome": "approved"},
    ]

    found = check_cards(table(card, good, bad, *others), card, loaded, AS_OF, {})

    broken = {failure.check.name for failure in found}
    assert broken == {rule.name for rule in card.checks}
    assert 2 not in {failure.row for failure in found}

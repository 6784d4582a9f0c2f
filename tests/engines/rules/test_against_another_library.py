"""Planted errors are found by our checks and by an independent library alike."""

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pointblank as pb

from hengjian.engines.rules.checking import check_cards
from tests.engines.rules.packs import card_of, check, packs, table


PLANTED = {
    "order": {17, 203, 340},
    "few_persons": {5, 17, 400},
    "amount_in_range": {99, 250},
    "outcome_given": {311},
}
RULES = {
    "order": "accepted_on <= concluded_on",
    "few_persons": "persons between 1 and 3",
    "amount_in_range": "amount >= 0",
    "outcome_given": "outcome is not null",
}


def cards() -> list[dict[str, Any]]:
    draw = random.Random(7)
    rows = []
    for place in range(500):
        accepted = date(2025, 1, 1) + timedelta(draw.randrange(100))
        concluded = accepted + timedelta(draw.randrange(30))
        if place in PLANTED["order"]:
            concluded = accepted - timedelta(1 + draw.randrange(9))
        rows.append(
            {
                "accepted_on": accepted,
                "concluded_on": concluded,
                "persons": 4
                if place in PLANTED["few_persons"]
                else 1 + draw.randrange(3),
                "amount": Decimal(-1 if place in PLANTED["amount_in_range"] else 9),
                "outcome": None if place in PLANTED["outcome_given"] else "approved",
            }
        )
    return rows


def ours(folder: Path, rows: list[dict[str, Any]]) -> dict[str, set[int]]:
    loaded = packs(folder, *(check(text, name) for name, text in RULES.items()))
    card = card_of(loaded)
    found: dict[str, set[int]] = {name: set() for name in RULES}
    for failure in check_cards(table(card, *rows), card, loaded, date(2025, 6, 30), {}):
        found[failure.check.name].add(failure.row - 2)
    return found


def theirs(rows: list[dict[str, Any]]) -> dict[str, set[int]]:
    frame = pd.DataFrame(rows)
    for name in ("accepted_on", "concluded_on"):
        frame[name] = pd.to_datetime(frame[name])
    frame["amount"] = frame["amount"].astype(float)
    asked = (
        pb.Validate(frame)
        .col_vals_ge("concluded_on", pb.col("accepted_on"))
        .col_vals_between("persons", 1, 3)
        .col_vals_ge("amount", 0)
        .col_vals_not_null("outcome")
        .interrogate()
    )
    return {
        name: {
            int(row) - 1
            for row in asked.get_data_extracts(i=step, frame=True)["_row_num_"]
        }
        for step, name in enumerate(RULES, 1)
    }


def test_both_find_exactly_what_was_planted(tmp_path: Path) -> None:
    rows = cards()

    assert ours(tmp_path, rows) == PLANTED
    assert theirs(rows) == PLANTED

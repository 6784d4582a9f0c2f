"""Rules over cards: what they hit, with the values they read; unknown is no hit."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from hengjian.engines.monitoring.hits import hits, needed_sources, rules_over
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load


CARD = """
grain: case
key: [number]
partition_date: accepted_on
items:
  number: {type: text, required: true}
  accepted_on: {type: date, required: true}
  allocated_on: {type: date}
  told: {type: boolean}
links:
  trial: {to: trial, on: {number: number}}
"""
TRIAL = """
grain: case
key: [number]
items:
  number: {type: text, required: true}
  outcome: {type: text}
"""
PARAMETERS = """
allocation_days:
  unit: calendar_days
  values: {2020-01-01: {value: 10}, 2026-10-01: {value: 3}}
"""
RULES = """
not_allocated: {label: 未分案, card: review, level: oral, ground: acceptance, when: allocated_on is null and as_of - accepted_on > param.allocation_days}
not_told: {label: 未告知, card: review, level: written, ground: litigation_rights, when: not told}
acquitted: {label: 无罪, card: review, level: report, ground: other, when: "trial.outcome = '无罪'"}
"""
AS_OF = date(2026, 10, 20)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("packs")
    for name, text in {
        "review/pack.yaml": "pack: review\nformat: 1\n",
        "review/case_card.yaml": CARD,
        "trial/pack.yaml": "pack: trial\nformat: 1\n",
        "trial/case_card.yaml": TRIAL,
        "watch/pack.yaml": "pack: watch\nformat: 1\n",
        "watch/parameters.yaml": PARAMETERS,
        "watch/monitoring.yaml": RULES,
    }.items():
        path = Path(folder / name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    loaded = load([folder])
    assert not loaded.faults
    return loaded


def found(
    packs: Loaded, *cards: dict[str, object]
) -> dict[str, list[dict[str, object]]]:
    """Rule → the rows it hits."""
    kinds = {
        "number": pa.string(),
        "accepted_on": pa.date32(),
        "allocated_on": pa.date32(),
        "told": pa.bool_(),
    }
    review = pa.table(
        {
            n: pa.array([card.get(n) for card in cards], kind)
            for n, kind in kinds.items()
        }
    )
    trial = pa.table({"number": ["3"], "outcome": ["无罪"]})
    sources = {"review": review, "trial": trial}
    asked = rules_over(packs, "review")
    return {
        rule.name: rows.to_pylist()
        for rule, rows in hits(packs, asked, sources, ["number"], AS_OF)
    }


def test_a_hit_brings_the_values_that_the_rule_read(packs: Loaded) -> None:
    late = {"number": "1", "accepted_on": date(2026, 10, 12), "told": True}

    assert found(packs, late)["not_allocated"] == [
        {"number": "1", "accepted_on": date(2026, 10, 12), "allocated_on": None}
    ]


def test_the_parameter_is_the_one_in_force_on_the_day_of_the_card(
    packs: Loaded,
) -> None:
    before = {"number": "1", "accepted_on": date(2026, 9, 30)}
    since = {"number": "2", "accepted_on": date(2026, 10, 16)}
    soon = {"number": "3", "accepted_on": date(2026, 10, 17)}

    rows = found(packs, before, since, soon)["not_allocated"]

    assert [row["number"] for row in rows] == ["1", "2"]


def test_what_the_card_does_not_say_is_no_hit(packs: Loaded) -> None:
    silent = {"number": "1", "accepted_on": AS_OF}

    assert found(packs, silent)["not_told"] == []
    assert found(packs, {**silent, "told": False})["not_told"] != []


def test_a_rule_reads_a_linked_card(packs: Loaded) -> None:
    rows = found(
        packs,
        {"number": "3", "accepted_on": AS_OF},
        {"number": "4", "accepted_on": AS_OF},
    )["acquitted"]

    assert [(row["number"], row["trial.outcome"]) for row in rows] == [("3", "无罪")]
    assert needed_sources(packs, "review") == {"review", "trial"}


def test_a_card_without_rules_asks_for_its_own_table_alone(packs: Loaded) -> None:
    assert rules_over(packs, "trial") == ()
    assert needed_sources(packs, "trial") == {"trial"}

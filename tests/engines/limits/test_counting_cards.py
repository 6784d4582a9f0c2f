"""The limits of cards: what the expressions let through, how their due days are counted."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.deadlines.work_calendar import DEFAULT
from hengjian.engines.limits.counting import Counted, count
from hengjian.engines.limits.facts import Facts, Untold, answer
from hengjian.engines.limits.reading import Window, running_rows
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load


LIMITS = """
T10:
  label: 审查起诉
  start: 受理
  lengths: {usual: {length: 1 months}, short: {length: 10 calendar_days}}
  custody: if_detained
  extensions: {complex: {length: 15 calendar_days}}
  basis: [{title: 刑事诉讼法, mark: V}]
  examples: [{words: 一个月}]
T67:
  label: 司法救助
  start: 受理
  values: {2000-01-01: {usual: {length: 10 working_days}}, 2026-01-01: {usual: {length: 5 working_days}}}
  basis: [{title: 细则, mark: M}]
  examples: [{words: 十个工作日}]
T01:
  label: 审查逮捕
  start: 收到
  lengths: {usual: {length: 7 calendar_days}}
  custody: always
  basis: [{title: 刑事诉讼法, mark: V}]
  examples: [{words: 七日}]
"""
CARD = """
grain: case
key: [number]
items:
  number: {type: text, required: true}
  accepted_on: {type: date, required: true}
  concluded_on: {type: date}
  replied_on: {type: date}
  detained: {type: boolean}
  short: {type: boolean}
  kind: {type: text}
  extended_on: {type: date}
  returned_on: {type: date}
  resubmitted_on: {type: date}
  excluded: {type: integer}
"""
DEADLINES = """
review:
  limit: T10
  applies: kind = 'review'
  start: accepted_on
  done: [concluded_on, replied_on]
  length: [{when: short, then: short}, {then: usual}]
  custody: detained
  extended: [{extension: complex, on: extended_on}, {extension: complex, on: replied_on}]
  suspended: [{from: returned_on, to: resubmitted_on}, {days: excluded}]
  reset: [resubmitted_on]
assistance:
  limit: T67
  applies: kind = 'assistance'
  start: accepted_on
  done: concluded_on
arrest:
  limit: T01
  applies: kind = 'arrest'
  start: accepted_on
  done: concluded_on
"""
AS_OF = date(2026, 10, 20)
COLUMNS = {
    "number": pa.string(),
    "accepted_on": pa.date32(),
    "concluded_on": pa.date32(),
    "replied_on": pa.date32(),
    "detained": pa.bool_(),
    "short": pa.bool_(),
    "kind": pa.string(),
    "extended_on": pa.date32(),
    "returned_on": pa.date32(),
    "resubmitted_on": pa.date32(),
    "excluded": pa.int64(),
}
PLAIN = {"kind": "review", "detained": False, "short": False}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("packs")
    for name, text in {
        "_shared/limits.yaml": LIMITS,
        "review/pack.yaml": "pack: review\nformat: 1\n",
        "review/case_card.yaml": CARD,
        "review/deadlines.yaml": DEADLINES,
    }.items():
        path = Path(folder / name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    loaded = load([folder])
    assert not loaded.faults
    return loaded


def counted(
    packs: Loaded, *cards: dict[str, object]
) -> Iterator[tuple[str, str, Counted, int]]:
    """(number, deadline, what was counted, place in it) of every limit that shows."""
    table = pa.table(
        {
            name: pa.array([card.get(name) for card in cards], kind)
            for name, kind in COLUMNS.items()
        }
    )
    window = Window(AS_OF, AS_OF - timedelta(days=30))
    for deadline, rows in running_rows(
        packs, "review", {"review": table}, ["number"], window
    ):
        found = count(rows, deadline, packs.limits[deadline.limit])
        for place, number in enumerate(rows["number"].to_pylist()):
            yield number, deadline.name, found, place


def due(packs: Loaded, **card: object) -> date | None:
    [(_, _, found, place)] = counted(packs, {"number": "1", **PLAIN, **card})
    day: date | None = found.due[place].astype(object)
    return day


def test_a_limit_runs_from_its_start_and_moves_over_holidays(packs: Loaded) -> None:
    # 2026-10-02 lies in the holidays; the first day worked after them is 10-08
    assert due(packs, accepted_on=date(2026, 9, 2)) == date(2026, 10, 8)


def test_for_a_person_in_custody_it_does_not_move(packs: Loaded) -> None:
    assert due(packs, accepted_on=date(2026, 9, 2), detained=True) == date(2026, 10, 2)


def test_where_the_card_does_not_say_custody_the_earlier_day_stands(
    packs: Loaded,
) -> None:
    [(_, _, found, place)] = counted(
        packs,
        {"number": "1", **PLAIN, "accepted_on": date(2026, 9, 2), "detained": None},
    )

    assert found.facts[place].custody is None
    assert found.due[place].astype(object) == date(2026, 10, 2)


def test_the_condition_of_a_length_chooses_it(packs: Loaded) -> None:
    assert due(packs, accepted_on=date(2026, 10, 12), short=True) == date(2026, 10, 22)


def test_an_extension_lengthens_the_count_it_falls_in_and_once_only(
    packs: Loaded,
) -> None:
    extended = {"accepted_on": date(2026, 9, 10), "extended_on": date(2026, 10, 9)}

    assert due(packs, **extended) == date(2026, 10, 26)  # 10-10 and 15 days: a Sunday
    again = {**extended, "resubmitted_on": date(2026, 10, 12)}
    assert due(packs, **again) == date(2026, 11, 12)  # counted anew, not extended yet


def test_days_that_do_not_count_are_added(packs: Loaded) -> None:
    assert due(packs, accepted_on=date(2026, 10, 12), excluded=5) == date(2026, 11, 17)


def test_a_limit_stands_still_while_the_case_is_returned(packs: Loaded) -> None:
    [(_, _, found, place)] = counted(
        packs,
        {
            "number": "1",
            **PLAIN,
            "accepted_on": date(2026, 9, 10),
            "returned_on": date(2026, 10, 8),
        },
    )

    assert found.standing[place]
    assert found.due[place].astype(object) is None


def test_the_length_is_the_one_in_force_when_the_limit_began(packs: Loaded) -> None:
    helped = {"kind": "assistance", "detained": None, "short": None}

    assert due(packs, accepted_on=date(2026, 10, 12), **helped) == date(2026, 10, 19)
    assert due(packs, accepted_on=date(2025, 12, 15), **helped) == date(2025, 12, 29)


def test_a_limit_for_those_detained_needs_no_word_of_the_card(packs: Loaded) -> None:
    [(_, _, found, place)] = counted(
        packs, {"number": "1", "kind": "arrest", "accepted_on": date(2026, 9, 25)}
    )

    assert found.facts[place].custody is True
    assert found.due[place].astype(object) == date(2026, 10, 2)


@pytest.mark.parametrize(
    ("card", "why"),
    [
        ({"kind": None}, Untold.APPLIES),
        ({"short": None}, Untold.LENGTH),
        ({"concluded_on": date(2026, 10, 1)}, Untold.DATES),
        ({"accepted_on": date(1926, 10, 12)}, Untold.DATES),
        (
            {"returned_on": date(2026, 10, 19), "resubmitted_on": date(2026, 10, 16)},
            None,
        ),
    ],
)
def test_what_cannot_be_told_says_why(
    packs: Loaded, card: dict[str, object], why: Untold | None
) -> None:
    asked = {"number": "1", **PLAIN, "accepted_on": date(2026, 10, 12), **card}

    told = {found.untold[place] for _, _, found, place in counted(packs, asked)}

    assert told == {why}


def test_what_does_not_apply_and_what_was_met_long_ago_is_not_read(
    packs: Loaded,
) -> None:
    shown = counted(
        packs,
        {"number": "other", **PLAIN, "kind": "other", "accepted_on": date(2026, 10, 1)},
        {
            "number": "old",
            **PLAIN,
            "accepted_on": date(2026, 8, 1),
            "concluded_on": date(2026, 9, 19),
        },
        {
            "number": "met",
            **PLAIN,
            "accepted_on": date(2026, 9, 1),
            "concluded_on": date(2026, 10, 19),
            "replied_on": date(2026, 9, 20),
        },
    )

    assert [(number, found.facts[place].done) for number, _, found, place in shown] == [
        ("met", date(2026, 9, 20))
    ]


days = st.dates(date(2024, 1, 1), date(2026, 10, 20))


@settings(max_examples=40, deadline=None)
@given(
    cards=st.lists(
        st.fixed_dictionaries(
            {
                "accepted_on": days,
                "detained": st.sampled_from([True, False, None]),
                "short": st.booleans(),
                "extended_on": st.none() | days,
                "returned_on": st.none() | days,
                "resubmitted_on": st.none() | days,
                "excluded": st.none() | st.integers(0, 40),
                "kind": st.just("review"),
            }
        ),
        min_size=1,
        max_size=12,
    )
)
def test_many_at_once_and_one_with_its_words_agree(
    packs: Loaded, cards: list[dict[str, object]]
) -> None:
    numbered = [{**card, "number": str(i)} for i, card in enumerate(cards)]

    for _, _, found, place in counted(packs, *numbered):
        facts = found.facts[place]
        if found.untold[place] is None and not found.standing[place]:
            told = answer(facts, packs.limits["T10"], DEFAULT)
            assert told.due == found.due[place].astype(object)
            assert told.provisional == found.provisional[place]
        assert Facts.from_json(facts.as_json()) == facts

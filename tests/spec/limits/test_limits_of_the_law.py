"""# The limits of the law

Every limit of ``packs/_shared/limits.yaml`` with its worked examples, each computed by the
engine that counts the cards' deadlines: start, facts, the day on which it ends.
"""

from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from hengjian.engines.deadlines.explaining import Answer, Question, Suspension, explain
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.engines.pack_format.limit_model import LimitExample, LimitLaw
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load


PACKS = Path(__file__).parents[3] / "packs"
NUMBERS = [n for n in range(1, 72) if n not in {47, 48, 49}]
# lengths of packs that are no limit of the law: conditions, habits of the office
OF_THE_OFFICE = {
    "enforcement_supervision.long_detention_months",  # from when a detention is overlong
    "juvenile.majority_months",
    "juvenile.sealing_months",  # the sentence up to which a record is sealed
    "trial.lesser_crime_months",
    "case_management.disposal_days",
    "case_management.inspection_days",
    "prosecution_review.allocation_days",
    "prosecution_review.long_pending_days",
    "prosecution_review.looked_back_days",  # in which prompts still look at a card
    "administrative.organ_reply_months",  # T55 for opinions too, to be confirmed
}
UNITS = {"calendar_days", "working_days", "months", "years", "hours"}


@cache
def packs() -> Loaded:
    return load([PACKS])


def examples() -> list[tuple[LimitLaw, LimitExample]]:
    return [(law, each) for law in packs().limits.values() for each in law.examples]


def counted(law: LimitLaw, example: LimitExample) -> Answer:
    lengths = {name: each for _, held in law.dated for name, each in held.items()}
    lengths = lengths or dict(law.lengths)
    length = lengths[example.length or next(iter(lengths))]
    return explain(
        Question(
            start=moment(example.start),
            length=parse_length(length.length),
            custody=example.custody,
            suspensions=[
                Suspension(*map(date.fromisoformat, span.split("..")))
                for span in example.suspended
            ],
            extensions=[
                parse_length(law.extensions[name].length) for name in example.extended
            ],
            reset_on=example.reset,
            done_on=moment(example.done) if example.done else None,
        )
    )


def moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def test_the_68_limits_stand_there_and_no_other() -> None:
    assert list(packs().limits) == [f"T{number:02d}" for number in NUMBERS]


@pytest.mark.parametrize(
    ("law", "example"),
    [
        pytest.param(law, each, id=f"{law.id} {each.length} {each.start}".strip())
        for law, each in examples()
        if each.words is None
    ],
)
def test_worked_example(law: LimitLaw, example: LimitExample) -> None:
    answer = counted(law, example)

    assert answer.due == moment(example.due)
    assert answer.late_days == example.late
    assert not answer.provisional


def test_every_limit_names_its_basis_and_how_sure_it_is() -> None:
    for law in packs().limits.values():
        assert law.basis, law.id
        assert all(each.mark in set("VSDMI") for each in law.basis), law.id
        assert law.label.zh != law.label.en, law.id
        assert law.start.zh != law.start.en, law.id


def test_every_length_and_every_extension_has_an_example_or_words() -> None:
    for law in packs().limits.values():
        assert law.examples, law.id
        if law.extensions:
            used = {name for each in law.examples for name in each.extended}
            assert used == set(law.extensions), law.id
        if len(law.lengths) <= 3:
            assert len(law.examples) >= len(law.lengths), law.id


def test_what_is_no_period_has_no_number_made_up_for_it() -> None:
    limits = packs().limits

    kinds = {law.id: law.kind for law in limits.values() if law.kind != "period"}
    assert kinds == {"T09": "restart", "T56": "duty", "T70": "duty", "T71": "duty"}
    assert not any(limits[number].lengths for number in ("T09", "T56", "T70"))


def test_a_length_written_in_a_pack_is_the_length_of_its_limit() -> None:
    """Each number of a pack that is a time is held by a limit, or is the office's own."""
    held = {
        ".".join(name.split(".")[:2])
        for law in packs().limits.values()
        for each in (
            *law.lengths.values(),
            *law.extensions.values(),
            *(length for _, lengths in law.dated for length in lengths.values()),
        )
        for name in each.held_by
    }
    handled = {p.name for p in packs().packs.values() if p.kind == "handled"}
    written = {
        f"{pack.name}.{name}"
        for pack in packs().packs.values()
        for name, parameter in pack.parameters.items()
        if parameter.unit in UNITS
    } | {
        f"{pack.name}.{item.name}"
        for pack in packs().packs.values()
        if pack.card is not None
        for item in pack.card.items.values()
        if item.limit is not None
    }
    # a matter's limits are named on its tasks; those of cards stand here, one by one
    of_cards = {name for name in written if name.split(".")[0] not in handled}

    assert of_cards - held == OF_THE_OFFICE
    assert held <= written  # and that they are equal is a rule of `packs check`


def test_a_person_in_custody_is_never_counted_into_a_holiday_rest() -> None:
    for law, example in examples():
        if law.custody == "always" and example.words is None:
            assert example.custody, law.id

"""Integrity gates of petitions: who keeps away, what is said before it goes on."""

import pytest

from hengjian.matters.gates.passing import MustAnswer, Stopped
from tests.journeys.office import Office
from tests.journeys.test_petition import ACCEPTED, ASSESSED, FREE, received


@pytest.fixture
def reception(office: Office) -> Office:
    """The office with the packs of petitions."""
    office.releases("complaint", "petition")
    return office


def test_who_handled_the_case_before_does_not_examine_the_petition(
    reception: Office,
) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)
    petition.does("chen", "assess", **ASSESSED | {"needs_leader": "否"})

    with pytest.raises(Stopped, match="应当回避"):
        petition.does("chen", "handle", answers={"tied_to_case": "yes"}, facts="清楚")

    assert petition.waits["chen"] == ["handle"]


def test_whose_conduct_is_complained_of_does_not_assess_it(reception: Office) -> None:
    petition = received(reception, about="conduct", petition_kind="accusation")
    petition.does("zhou", "screen", **ACCEPTED)

    with pytest.raises(MustAnswer, match="办案行为"):
        petition.does("chen", "assess", **ASSESSED)

    petition.does("chen", "assess", answers={"conduct_of_oneself": "no"}, **ASSESSED)
    assert petition.waits["liu"] == ["take_charge"]


def test_second_petition_about_one_act_is_no_first_one_without_a_word(
    reception: Office,
) -> None:
    received(reception).does("zhou", "screen", **ACCEPTED)
    second = received(reception, national_number="江检信访〔2026〕32")

    with pytest.raises(MustAnswer, match="为何不是重复信访"):
        second.does("zhou", "screen", **ACCEPTED)

    words = {"same_case_as_first": "另一名被害人提出"}
    second.does("zhou", "screen", answers=words, **ACCEPTED)
    assert second.waits["chen"] == ["assess"]


def test_who_proposed_the_answer_does_not_decide_on_it(reception: Office) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED | {"handler": "LIN"})
    petition.does(
        "lin", "assess", **ASSESSED | {"needs_hearing": "否", "needs_leader": "否"}
    )
    petition.does("lin", "handle", answers=FREE, facts="清楚")
    petition.does("lin", "propose", proposal="维持")

    with pytest.raises(Stopped, match="不审批"):
        petition.does("lin", "decide_head", decision="agreed")


def test_withdrawal_says_how_it_was_free(reception: Office) -> None:
    petition = received(reception)
    petition.does("zhou", "screen", **ACCEPTED)
    petition.does(
        "chen", "assess", **ASSESSED | {"needs_hearing": "否", "needs_leader": "否"}
    )
    petition.does("chen", "handle", answers=FREE, facts="清楚")
    petition.does("chen", "propose", proposal="答复释明")
    petition.does("lin", "decide_head", decision="agreed")
    petition.does(
        "chen", "result_reply", result_replied_on="2026-10-19", explanation="说明"
    )
    closing = {
        "settlement": "accepted",
        "resolved_on": "2026-10-19",
        "outcome": "withdrawn",
    }

    with pytest.raises(MustAnswer, match="自愿撤回"):
        petition.does("chen", "settle", **closing)

    told = {"withdrawn_freely": "当面书面撤回"}
    petition.does("chen", "settle", answers=told, **closing)
    assert petition.waits == {"zhou": ["procedural_reply"]}  # not yet replied to

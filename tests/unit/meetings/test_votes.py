"""Votes of a committee of nine: recorded, counted by the rule of the day, corrected."""

from datetime import date
from typing import Any

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.engines.voting.ballots import Voice, Votes
from hengjian.engines.voting.bodies import DatedRule, SpeakingOrder
from hengjian.engines.voting.rules import Base, ShareOf, VotingRule, parse_share
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies, referrals, votes
from hengjian.meetings.actions.votes import Heard
from hengjian.meetings.faults import MeetingFault, RecordedMeanwhile
from hengjian.meetings.models import (
    Body,
    ItemState,
    Presence,
    ReferredTo,
    Vote,
    VoteState,
)
from hengjian.meetings.queries.agenda import agenda_of, counted, item_counts, seats_of
from tests.cast import Cast
from tests.factories import meetings as make


BY = make.BY


def test_five_there_and_five_for_are_enough(committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "fffff....")

    vote.item.refresh_from_db()
    assert (vote.result, vote.needed, vote.is_adopted) == ("passed", 5, True)
    assert vote.item.state == ItemState.DECIDED
    assert "全体组成人员 9 人的过半数" in vote.reason_zh


def test_a_majority_of_those_present_is_none_of_the_members(committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "ffffaa...")

    vote.item.refresh_from_db()
    assert (vote.result, vote.needed, vote.is_adopted) == ("not_passed", 5, False)
    assert vote.item.state == ItemState.UNDECIDED


def test_a_majority_against_decides_as_well(committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "ffffaaaaa")

    vote.item.refresh_from_db()
    assert (vote.result, vote.item.state) == ("not_passed", ItemState.DECIDED)


def test_without_a_quorum_nothing_is_voted_on(committee: Body) -> None:
    begun = make.vote(make.scheduled(committee))
    four = [None] * 9
    away = dict.fromkeys(range(4, 9), Presence.ABSENT)
    begun = votes.record(
        vote=begun, version=0, heard=make.heard(begun, four, away), by=BY
    )

    vote = votes.close(vote=begun, version=1, by=BY)

    vote.item.refresh_from_db()
    assert vote.result == "no_quorum"
    assert vote.item.state == ItemState.UNDECIDED


def test_voices_without_a_quorum_are_refused(committee: Body) -> None:
    with pytest.raises(MeetingFault, match="不足法定人数"):
        make.recorded(make.scheduled(committee), "ffff.....")


def test_no_result_before_everybody_present_is_recorded(committee: Body) -> None:
    begun = make.vote(make.scheduled(committee))
    heard = make.heard(begun, [Voice.FOR] * 7 + [None, Voice.ABSTAIN])
    begun = votes.record(vote=begun, version=0, heard=heard, by=BY)

    with pytest.raises(MeetingFault, match="还有 1 位"):
        votes.close(vote=begun, version=1, by=BY)

    begun.refresh_from_db()
    assert (begun.state, begun.result) == (VoteState.TAKING, "")


def test_recused_members_leave_the_base_and_say_why(committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "ffffa..rr")

    assert (vote.members, vote.recused, vote.needed) == (9, 2, 4)
    assert vote.result == "passed"
    reasons = {seat.reason for seat in vote.attendance.filter(presence="recused")}
    assert reasons == {"与当事人有亲属关系"}


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ({"presence": Presence.RECUSED}, "请写明理由"),
        ({"presence": Presence.ABSENT, "voice": Voice.FOR}, "不能投票"),
        ({"member": 999_999}, "名单里没有"),
    ],
)
def test_what_cannot_be_recorded_is_refused(
    committee: Body, heard: dict[str, Any], words: str
) -> None:
    begun = make.vote(make.scheduled(committee))
    member = make.seats_of(begun)[0].member_id

    with pytest.raises(MeetingFault, match=words):
        votes.record(
            vote=begun, version=0, heard=[Heard(**{"member": member, **heard})], by=BY
        )

    begun.refresh_from_db()
    assert begun.version == 0


def test_of_two_clerks_who_record_at_once_one_wins_and_the_other_is_told(
    committee: Body,
) -> None:
    begun = make.vote(make.scheduled(committee))
    first = Vote.objects.get(pk=begun.pk)
    second = Vote.objects.get(pk=begun.pk)
    everybody = make.heard(begun, [Voice.FOR] * 9)
    votes.record(vote=first, version=first.version, heard=everybody, by=BY)

    with pytest.raises(RecordedMeanwhile):
        votes.record(
            vote=second,
            version=second.version,
            heard=make.heard(begun, [Voice.AGAINST] * 9),
            by=BY,
        )
    with pytest.raises(RecordedMeanwhile):
        votes.close(vote=second, version=second.version, by=BY)

    voices = set(begun.attendance.values_list("voice", flat=True))
    assert voices == {"for"}


def test_a_counted_ballot_keeps_numbers_alone(committee: Body) -> None:
    begun = make.vote(make.scheduled(committee), is_open=False)
    begun = votes.record(vote=begun, version=0, heard=[], counted=Votes(6, 2, 1), by=BY)

    vote = votes.close(vote=begun, version=1, by=BY)

    assert (vote.ayes, vote.noes, vote.abstentions) == (6, 2, 1)
    assert vote.result == "passed"
    assert not vote.attendance.exclude(voice="").exists()


def test_a_correction_keeps_the_old_vote_and_its_reason(committee: Body) -> None:
    wrong = make.recorded(make.scheduled(committee), "ffffaaaaa")

    right = votes.correct(vote=wrong, reason="一票误记为反对", by=BY)
    heard = make.heard(right, [Voice.FOR] * 5 + [Voice.AGAINST] * 4)
    right = votes.record(vote=right, version=0, heard=heard, by=BY)
    right = votes.close(vote=right, version=1, by=BY)

    wrong.refresh_from_db()
    assert (wrong.state, wrong.result) == (VoteState.CORRECTED, "not_passed")
    assert (right.result, right.correction_reason) == ("passed", "一票误记为反对")
    [point] = agenda_of(right.meeting)
    assert len(point.votes) == 2
    assert point.standing is not None
    assert point.standing.vote == right


def test_a_vote_with_a_resolution_is_not_corrected(cast: Cast, committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "fffffffff")
    make.resolution(vote, cast.person(cast.lin), date(2026, 12, 1))

    with pytest.raises(MeetingFault, match="已经形成决议"):
        votes.correct(vote=vote, reason="重算", by=BY)


def test_a_vote_keeps_the_rule_that_counted_it(committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "fffff....")

    assert vote.rule["quorum"] == {"of": "members", "share": ">1/2"}
    assert vote.rule_digest == catalogue.digest_of(vote.rule)
    assert "检察委员会工作规则" in vote.rule_basis_zh


def test_an_own_rule_holds_from_its_day_and_not_before(
    committee: Body, today: date
) -> None:
    two_thirds = ShareOf(Base.MEMBERS, parse_share(">=2/3"))
    dated = DatedRule(
        today,
        VotingRule(two_thirds, two_thirds),
        SpeakingOrder.FREE,
        False,
        bodies.own_basis("本院议事规则", "第六条"),
    )
    bodies.set_rule(body=committee, dated=dated, by=BY)

    before = catalogue.rule_in_force(committee, date(2026, 10, 25))
    now = catalogue.rule_in_force(committee, today)
    vote = make.recorded(make.scheduled(committee), "fffffaaaa")

    assert (before.is_own, now.is_own) == (False, True)
    assert (vote.result, vote.needed) == ("not_passed", 6)
    assert "本院议事规则 第六条" in vote.rule_basis_zh


def test_the_chief_decides_only_after_the_consultation(cast: Cast, today: date) -> None:
    liu = cast.person(cast.liu)
    office = make.seated(cast.jiangcheng, liu, 3, "office_meeting")
    begun = make.vote(make.scheduled(office))
    heard = make.heard(begun, [Voice.FOR, *[Voice.AGAINST] * 3])
    begun = votes.record(vote=begun, version=0, heard=heard, by=BY)
    with pytest.raises(MeetingFault, match="商量"):
        votes.close(vote=begun, version=1, by=BY)

    begun = votes.consult(
        vote=begun, deputies=[cast.person(cast.lin)], opinion="同意", by=BY
    )
    vote = votes.close(vote=begun, version=begun.version, by=BY)

    assert (vote.result, vote.is_adopted) == ("chair_decides", True)
    assert "已与副检察长取得一致" in vote.reason_zh


def test_a_committee_has_no_consultation(cast: Cast, committee: Body) -> None:
    begun = make.vote(make.scheduled(committee))

    with pytest.raises(MeetingFault, match="由检察长决定"):
        votes.consult(
            vote=begun, deputies=[cast.person(cast.lin)], opinion="同意", by=BY
        )


def test_a_case_is_referred_to_the_procuratorate_above_alone(
    committee: Body, today: date
) -> None:
    item = make.scheduled(committee, scope="committee_cases", is_case=True)
    vote = make.recorded(item, "affffffff")
    asked = {"vote": vote, "reason": "认识不同", "referred_on": today, "by": BY}
    with pytest.raises(MeetingFault, match="案件只报"):
        referrals.refer_up(to=ReferredTo.STANDING_COMMITTEE, **asked)

    referrals.refer_up(to=ReferredTo.HIGHER_PROCURATORATE, **asked)

    item.refresh_from_db()
    assert vote.may_refer_up
    assert item.state == ItemState.REFERRED_UP


def test_a_vote_with_the_chair_is_not_referred_up(committee: Body, today: date) -> None:
    vote = make.recorded(make.scheduled(committee), "ffffffffa")

    with pytest.raises(MeetingFault, match="不能报请"):
        referrals.refer_up(
            vote=vote,
            to=ReferredTo.HIGHER_PROCURATORATE,
            reason="x",
            referred_on=today,
            by=BY,
        )


def test_junior_members_speak_first_and_the_minority_is_kept(committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "fffffffaa")

    names = [seat.member.seniority for seat in seats_of(vote)]
    minority = [seat.member.seniority for seat in counted(vote).minority]
    assert names == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert minority == [9, 8]


def test_a_vote_stays_with_the_meeting_that_took_it(committee: Body) -> None:
    item = make.scheduled(committee)
    first = item.meeting
    assert first is not None
    make.recorded(item, "ffffaa...")
    second = make.meeting(committee)
    make.meetings.schedule(meeting=second, item=item, by=BY)

    assert [len(point.votes) for point in agenda_of(first)] == [1]
    assert [len(point.votes) for point in agenda_of(second)] == [0]
    assert item_counts([first, second]) == {first.pk: 1, second.pk: 1}


def test_the_journal_keeps_numbers_and_never_what_was_said(committee: Body) -> None:
    item = make.scheduled(committee, title="绝不外传的题目")
    make.recorded(item, "ffffrffff")

    kept = " ".join(
        f"{each.new}{each.detail}"
        for each in JournalEntry.objects.filter(event__startswith="meetings.")
    )
    assert '"result":"passed"' in kept
    assert "绝不外传" not in kept
    assert "亲属关系" not in kept

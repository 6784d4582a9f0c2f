"""The vote on the nominees: who votes, who does not count, what a round loses."""

import pytest

from hengjian.engines.voting.ballots import Voice
from hengjian.honours.actions import balloting, nominating, voting
from hengjian.honours.faults import HonourFault, NotYours
from hengjian.honours.models import HonourBallot, Stage
from hengjian.meetings.models import Body
from hengjian.notices.models import Notice
from tests.factories import honours as make
from tests.factories import meetings
from tests.journeys.honour_group import (
    candidate,
    committee,
    group,
    opened,
    round_of,
    voted,
)
from tests.journeys.office import Office
from tests.journeys.walking import Journey


__all__ = ["group"]


def voting_on(group: Office, *names: str) -> tuple[Journey, Body]:
    """A round whose nominees wait for the leadership group to vote."""
    matter, body = opened(group), committee(group)
    for name in names:
        nominating.nominate(
            candidate=candidate(matter, name),
            words="带头办案",
            by=group.account("liu"),
        )
    found = round_of(matter)
    nominating.close_nomination(honour_round=found, by=group.account("zheng"))
    return matter, body


def test_only_members_vote_and_in_person_on_every_nominee(group: Office) -> None:
    matter, body = voting_on(group, "陈明", "林静")
    found = round_of(matter)
    chen, lin = candidate(matter, "陈明"), candidate(matter, "林静")
    balloting.begin(honour_round=found, body=body, by=group.account("zheng"))
    group.hears()
    [notice] = Notice.objects.filter(account=group.account("liu"))
    assert notice.sentence_zh == "请对“党员先锋岗”（2026-Q3）的提名对象投票"

    for other in (group.account("zheng"), make.BY):
        with pytest.raises(NotYours, match="本人可以投票"):
            balloting.cast(honour_round=found, voices={chen.pk: Voice.FOR}, by=other)
    with pytest.raises(HonourFault, match="每个提名对象"):
        balloting.cast(
            honour_round=found, voices={chen.pk: Voice.FOR}, by=group.account("liu")
        )
    balloting.cast(
        honour_round=found,
        voices={chen.pk: Voice.FOR, lin.pk: Voice.ABSTAIN},
        by=group.account("liu"),
    )
    with pytest.raises(HonourFault, match="还没有投票"):
        voting.close_vote(honour_round=found, by=group.account("zheng"))


def test_nominee_who_sits_in_the_body_is_recused_and_not_counted(
    group: Office,
) -> None:
    matter, body = voting_on(group, "陈明", "林静")
    meetings.member(body, group.person("lin"))
    voted(group, matter, body)
    voting.close_vote(honour_round=round_of(matter), by=group.account("zheng"))

    votes = {name: candidate(matter, name).vote for name in ("陈明", "林静")}
    assert (votes["陈明"].present, votes["陈明"].recused) == (6, 0)
    assert (votes["林静"].present, votes["林静"].recused) == (5, 1)


def test_absent_member_is_told_with_a_reason_and_a_lost_quorum_counts_nothing(
    group: Office,
) -> None:
    matter, body = voting_on(group, "陈明")
    found, chen = round_of(matter), candidate(matter, "陈明")
    balloting.begin(honour_round=found, body=body, by=group.account("zheng"))
    balloting.cast(
        honour_round=found, voices={chen.pk: Voice.FOR}, by=group.account("liu")
    )
    for seat in HonourBallot.objects.filter(voice="").select_related("member"):
        with pytest.raises(HonourFault, match="缺席原因"):
            balloting.mark_absent(
                honour_round=found, member=seat.member, reason=" ", by=make.BY
            )
        balloting.mark_absent(
            honour_round=found, member=seat.member, reason="出差", by=make.BY
        )

    with pytest.raises(HonourFault, match="陈明"):
        voting.close_vote(honour_round=found, by=group.account("zheng"))
    assert round_of(matter).stage == Stage.VOTE


def test_body_in_which_the_chief_decides_takes_no_such_vote(group: Office) -> None:
    matter, _ = voting_on(group, "陈明")
    body = meetings.seated(
        group.cast.jiangcheng, group.person("liu"), 2, "office_meeting"
    )

    with pytest.raises(HonourFault, match="由检察长决定"):
        balloting.begin(honour_round=round_of(matter), body=body, by=make.BY)

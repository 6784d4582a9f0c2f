"""Examples of the actions of meetings."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from hengjian.audit.actors import System
from hengjian.engines.voting.bodies import DatedRule, SpeakingOrder
from hengjian.engines.voting.rules import Base, ShareOf, VotingRule, parse_share
from hengjian.lib import clock
from hengjian.meetings import catalogue
from hengjian.meetings.actions import (
    bodies,
    following,
    half_years,
    invitations,
    items,
    meetings,
    minutes,
    referrals,
    resolutions,
    votes,
)
from hengjian.meetings.actions.items import Wording
from hengjian.meetings.actions.meetings import When
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    BodyMember,
    Duty,
    HalfYearReport,
    Meeting,
    Minutes,
    Presence,
    ReferredTo,
    ResolutionTask,
    ReviewResult,
    Vote,
)
from hengjian.meetings.queries.half_year import HalfYear
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import matters as matter_of
from tests.factories import meetings as make


BY = System("test")
AT = "hengjian.meetings.actions"
WORDING = Wording("审议工作情况", "提请审议工作情况。", "committee_guidance")


def _body(cast: Cast) -> Body:
    return make.seated(cast.jiangcheng, cast.person(cast.liu), others=2)


def _member(cast: Cast) -> BodyMember:
    return make.member(_body(cast), cast.person(cast.lin), Duty.SECRETARY)


def _rule(cast: Cast) -> Callable[[], object]:
    half = ShareOf(Base.MEMBERS, parse_share(">=2/3"))
    dated = DatedRule(
        clock.today(),
        VotingRule(half, half),
        SpeakingOrder.JUNIOR_FIRST,
        False,
        bodies.own_basis("本院议事规则", "第五条"),
    )
    return partial(bodies.set_rule, body=_body(cast), dated=dated, by=BY)


def _put(cast: Cast) -> Callable[[], object]:
    return partial(
        items.put,
        body=_body(cast),
        wording=WORDING,
        papers=make.PAPERS,
        bodies=catalogue.bodies(),
        person=cast.person(cast.chen),
        by=BY,
    )


def _item(cast: Cast) -> AgendaItem:
    return make.item(_body(cast))


def _returned(cast: Cast) -> AgendaItem:
    return items.review(
        item=_item(cast),
        result=ReviewResult.RETURNED,
        opinion="请补充数据",
        bodies=catalogue.bodies(),
        by=BY,
    )


def _scheduled(cast: Cast) -> AgendaItem:
    return make.scheduled(_body(cast))


def _meeting(cast: Cast) -> Meeting:
    return make.meeting(_body(cast))


def _vote(cast: Cast) -> Vote:
    return make.vote(_scheduled(cast))


def _close_vote(cast: Cast) -> Callable[[], object]:
    vote = _vote(cast)
    told = [
        votes.Heard(seat.member_id, Presence.ABSENT) for seat in make.seats_of(vote)
    ]
    vote = votes.record(vote=vote, version=0, heard=told, by=BY)
    return partial(votes.close, vote=vote, version=vote.version, by=BY)


def _consult(cast: Cast) -> Callable[[], object]:
    office = make.seated(cast.jiangcheng, cast.person(cast.liu), 2, "office_meeting")
    vote = make.vote(make.scheduled(office))
    return partial(
        votes.consult,
        vote=vote,
        deputies=[cast.person(cast.lin)],
        opinion="一致同意",
        by=BY,
    )


def _counted(cast: Cast, voices: str = "fff") -> Vote:
    return make.recorded(_scheduled(cast), voices)


def _refer(cast: Cast) -> Callable[[], object]:
    return partial(
        referrals.refer_up,
        vote=_counted(cast, "aff"),
        to=ReferredTo.HIGHER_PROCURATORATE,
        reason="对多数意见有不同认识",
        referred_on=clock.today(),
        by=BY,
    )


def _answer(cast: Cast) -> Callable[[], object]:
    return partial(
        referrals.answer,
        referral=_refer(cast)(),  # type: ignore[arg-type]
        answer="同意多数意见",
        answered_on=clock.today(),
        by=BY,
    )


def _task(cast: Cast) -> ResolutionTask:
    due_on = clock.today() + timedelta(days=30)
    return make.task(_counted(cast), cast.person(cast.lin), due_on)


def _executed(cast: Cast) -> ResolutionTask:
    return resolutions.execute(task=_task(cast), executed_on=clock.today(), by=BY)


def _fed_back(cast: Cast) -> ResolutionTask:
    return resolutions.feed_back(
        task=_executed(cast), feedback="已全部执行", by=System("owner")
    )


def _minutes(cast: Cast) -> Callable[[], object]:
    held = meetings.close(meeting=_meeting(cast), by=BY)
    return partial(
        minutes.keep,
        meeting=held,
        stored_as="x.docx",
        digest="0" * 64,
        template_digest="1" * 64,
        by=BY,
    )


def _new_member(cast: Cast) -> Callable[[], object]:
    meeting = _meeting(cast)
    make.member(meeting.body, cast.person(cast.chen))
    return partial(invitations.invite_members, meeting=meeting, by=BY)


def _answered(cast: Cast) -> Callable[[], object]:
    invitation = _meeting(cast).invitations.first()
    assert invitation is not None
    return partial(
        invitations.answer, invitation=invitation, comes=False, reason="出差", by=BY
    )


def _confirm(cast: Cast) -> Callable[[], object]:
    made = _minutes(cast)()
    assert isinstance(made, Minutes)
    chair = cast.person(cast.liu)
    return partial(minutes.confirm, minutes=made, person=chair, by=BY)


def _object(cast: Cast) -> Callable[[], object]:
    made = _minutes(cast)()
    assert isinstance(made, Minutes)
    person = cast.person(cast.liu)
    words = "漏记一人发言"
    return partial(minutes.object_to, minutes=made, person=person, words=words, by=BY)


def _follow(cast: Cast) -> Callable[[], object]:
    task = _task(cast)  # before its kind is in use: no matter follows it
    matter_of.release_kinds()
    return partial(following.follow, task=task, rhythm=following.Rhythm(), by=BY)


def _report_back(cast: Cast) -> Callable[[], object]:
    matter_of.release_kinds()
    task = _task(cast)
    assert task.matter is not None
    return partial(following.report_back, matter=task.matter, by=BY)


def _below(cast: Cast) -> Body:
    return make.seated(cast.donghu, cast.person(cast.zhao), others=2)


def _half_year(cast: Cast) -> HalfYearReport:
    return half_years.send_up(body=_below(cast), half=HalfYear(2025, 1), by=BY)


EXAMPLES: dict[str, Example] = {
    f"{AT}.half_years.send_up": lambda cast: partial(
        half_years.send_up, body=_below(cast), half=HalfYear(2025, 1), by=BY
    ),
    f"{AT}.half_years.receive": lambda cast: partial(
        half_years.receive, report=_half_year(cast), by=BY
    ),
    f"{AT}.invitations.invite_members": _new_member,
    f"{AT}.invitations.invite": lambda cast: partial(
        invitations.invite,
        meeting=_meeting(cast),
        people=[cast.person(cast.chen)],
        by=BY,
    ),
    f"{AT}.invitations.answer": _answered,
    f"{AT}.meetings.send_papers": lambda cast: partial(
        meetings.send_papers, meeting=_scheduled(cast).meeting, by=BY
    ),
    f"{AT}.minutes.confirm": _confirm,
    f"{AT}.minutes.object_to": _object,
    f"{AT}.following.follow": _follow,
    f"{AT}.following.report_back": _report_back,
    f"{AT}.bodies.set_up": lambda cast: partial(
        bodies.set_up,
        procuratorate=cast.donghu,
        plan="office_meeting",
        set_up_on=date(2026, 1, 1),
        bodies=catalogue.bodies(),
        by=BY,
    ),
    f"{AT}.bodies.add_member": lambda cast: partial(
        bodies.add_member,
        body=_body(cast),
        person=cast.person(cast.chen),
        duty=Duty.SECRETARY,
        from_on=date(2026, 1, 1),
        by=BY,
    ),
    f"{AT}.bodies.end_member": lambda cast: partial(
        bodies.end_member,
        member=_member(cast),
        until_on=date(2026, 3, 1),
        reason="工作调动",
        by=BY,
    ),
    f"{AT}.bodies.set_rule": _rule,
    f"{AT}.items.put": _put,
    f"{AT}.items.add_paper": lambda cast: partial(
        items.add_paper,
        item=make.item(_body(cast), papers=make.PAPERS[:1]),
        paper=make.PAPERS[1],
        bodies=catalogue.bodies(),
        by=BY,
    ),
    f"{AT}.items.put_again": lambda cast: partial(
        items.put_again,
        item=_returned(cast),
        wording=WORDING,
        bodies=catalogue.bodies(),
        by=BY,
    ),
    f"{AT}.items.withdraw": lambda cast: partial(
        items.withdraw, item=_item(cast), reason="情况已变", by=BY
    ),
    f"{AT}.items.review": lambda cast: partial(
        items.review,
        item=_item(cast),
        result=ReviewResult.AGREED,
        opinion="",
        bodies=catalogue.bodies(),
        by=BY,
    ),
    f"{AT}.meetings.call": lambda cast: partial(
        meetings.call,
        body=_body(cast),
        when=When(date(2026, 9, 1), date(2026, 8, 28)),
        chair=cast.person(cast.liu),
        by=BY,
    ),
    f"{AT}.meetings.schedule": lambda cast: partial(
        meetings.schedule,
        item=make.accepted(body := _body(cast)),
        meeting=make.meeting(body),
        by=BY,
    ),
    f"{AT}.meetings.unschedule": lambda cast: partial(
        meetings.unschedule, item=_scheduled(cast), reason="材料未齐", by=BY
    ),
    f"{AT}.meetings.cancel": lambda cast: partial(
        meetings.cancel, meeting=_meeting(cast), reason="改期", by=BY
    ),
    f"{AT}.meetings.close": lambda cast: partial(
        meetings.close, meeting=_meeting(cast), by=BY
    ),
    f"{AT}.votes.begin": lambda cast: partial(
        votes.begin,
        item=(item := _scheduled(cast)),
        proposal="同意",
        rule=catalogue.rule_in_force(item.body, clock.today()),
        by=BY,
    ),
    f"{AT}.votes.record": lambda cast: partial(
        votes.record, vote=_vote(cast), version=0, heard=[], by=BY
    ),
    f"{AT}.votes.consult": _consult,
    f"{AT}.votes.close": _close_vote,
    f"{AT}.votes.correct": lambda cast: partial(
        votes.correct, vote=_counted(cast), reason="漏记一票", by=BY
    ),
    f"{AT}.referrals.refer_up": _refer,
    f"{AT}.referrals.answer": _answer,
    f"{AT}.minutes.keep": _minutes,
    f"{AT}.resolutions.make": lambda cast: partial(
        resolutions.make, vote=_counted(cast), text="同意", tasks=[], by=BY
    ),
    f"{AT}.resolutions.tell_progress": lambda cast: partial(
        resolutions.tell_progress, task=_task(cast), text="已完成一半", by=BY
    ),
    f"{AT}.resolutions.execute": lambda cast: partial(
        resolutions.execute, task=_task(cast), executed_on=clock.today(), by=BY
    ),
    f"{AT}.resolutions.feed_back": lambda cast: partial(
        resolutions.feed_back, task=_executed(cast), feedback="已执行", by=BY
    ),
    f"{AT}.resolutions.send_back": lambda cast: partial(
        resolutions.send_back, task=_fed_back(cast), reason="请写明结果", by=BY
    ),
    f"{AT}.resolutions.close_task": lambda cast: partial(
        resolutions.close_task, task=_fed_back(cast), by=BY
    ),
}

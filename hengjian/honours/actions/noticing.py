"""The public notice: objections, their answers, and its end."""

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.honours.actions.locking import at_stage, nominees, one_of
from hengjian.honours.actors import people_behind
from hengjian.honours.completing import finish
from hengjian.honours.faults import HonourFault, NotYours, words_given
from hengjian.honours.models import (
    Candidate,
    HonourRound,
    NoticeObjection,
    Stage,
)
from hengjian.honours.queries.concerned import people_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def raise_objection(*, candidate: Candidate, words: str, by: Actor) -> NoticeObjection:
    """Object during the notice; the award waits until it is answered.

    Raises ``HonourFault`` outside the days of the notice.
    """
    found = at_stage(candidate.round, Stage.NOTICE)
    against = one_of(found, candidate)
    if found.notice_is_over(clock.today()) or not against.is_nominated:
        raise HonourFault(
            Text(
                "公示期已满，或该对象不在公示中",
                "the notice is over, or does not name this candidate",
            )
        )
    made = NoticeObjection(
        round=found,
        candidate=against,
        words=words_given(words, Text("异议内容", "what is objected to")),
        raised_by=by.journal_name,
        raised_person_id=by.duty_person_id if isinstance(by, Account) else None,
        raised_on=clock.today(),
        raised_at=clock.now(),
    )
    made.save()
    journal.enter(
        "honours.objection_raised",
        subject=made,
        new={"round": found.pk, "candidate": against.pk},
        detail={"words": journal.Personal(made.words)},
    )
    return made


@journal.action
def answer_objection(
    *, objection: NoticeObjection, answer: str, is_upheld: bool, by: Actor
) -> NoticeObjection:
    """Answer an objection; one that is upheld strikes the candidate out.

    Neither who raised it nor whom it concerns answers it: raises ``NotYours``.
    """
    honour_round = at_stage(objection.round, Stage.NOTICE)
    found = NoticeObjection.objects.select_for_update().get(pk=objection.pk)
    candidate = one_of(honour_round, found.candidate)
    acting = people_behind(by)
    if found.raised_by == by.journal_name or acting & (
        people_of(candidate) | {found.raised_person_id or 0}
    ):
        raise NotYours(
            Text(
                "提出异议的人和被异议的人不能答复这项异议",
                "neither who objects nor whom it concerns answers an objection",
            )
        )
    if not found.is_open:
        raise HonourFault(Text("已经答复", "it is answered already"))
    found.answer = words_given(answer, Text("答复", "the answer"))
    found.is_upheld = is_upheld
    found.answered_by, found.answered_at = by.journal_name, clock.now()
    found.save()
    if is_upheld:
        strike(candidate, Text.same(found.answer), by)
    journal.enter(
        "honours.objection_answered",
        subject=found,
        new={"upheld": is_upheld},
        detail={"answer": journal.Personal(found.answer)},
    )
    return found


@journal.action
def close_notice(*, honour_round: HonourRound, by: Actor) -> HonourRound:
    """End the notice and go on to the decision.

    Raises ``HonourFault`` before the last day is over and while an objection is open.
    """
    found = at_stage(honour_round, Stage.NOTICE)
    if not found.notice_is_over(clock.today()):
        raise HonourFault(
            Text(
                f"公示到 {found.notice_until_on} 为止，期满后才能结束",
                f"the notice runs until {found.notice_until_on} and is closed after it",
            )
        )
    objections = list(NoticeObjection.objects.filter(round=found))
    if waiting := sum(each.is_open for each in objections):
        raise HonourFault(
            Text(
                f"还有 {waiting} 项异议没有答复，评选暂停",
                f"{waiting} objections are not answered: the award waits",
            )
        )
    found.stage = Stage.DECIDE
    found.save(update_fields=["stage"])
    upheld = sum(bool(each.is_upheld) for each in objections)
    journal.enter(
        "honours.notice_closed",
        subject=found,
        new={"objections": len(objections), "upheld": upheld},
    )
    finish(
        found,
        Stage.NOTICE,
        {
            "objections": str(len(objections)),
            "upheld": str(upheld),
            "notice_closed_on": clock.today().isoformat(),
        },
        by=by,
    )
    return found


def strike(candidate: Candidate, reason: Text, by: Actor) -> None:
    """Take a candidate out of its round, with the reason; inside an action."""
    candidate.struck_by, candidate.struck_at = by.journal_name, clock.now()
    candidate.struck_reason = reason.zh
    candidate.save()


def in_notice(honour_round: HonourRound) -> list[Candidate]:
    """Who passed the vote and is not struck out."""
    return [
        each
        for each in nominees(honour_round)
        if getattr(each, "vote", None) and each.vote.is_passed
    ]

"""Acts on referrals: an item goes up against the majority, and the answer comes."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.lib.bilingual import Text
from hengjian.meetings.answering import Answered
from hengjian.meetings.answering import answer as tell_matter
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import (
    AgendaItem,
    ItemState,
    Referral,
    ReferredTo,
    Resolution,
    Vote,
    VoteState,
)


@journal.action
def refer_up(
    *, vote: Vote, to: ReferredTo, reason: str, referred_on: date, by: Actor
) -> Referral:
    """Refer an item up where the rule and the vote let the chair (Organic Law 30 to 34).

    A case goes to the procuratorate above alone; a major matter also to the standing
    committee. Raises ``MeetingFault``.
    """
    vote = Vote.objects.select_for_update().get(pk=vote.pk)
    if vote.state != VoteState.CLOSED or not vote.may_refer_up:
        raise MeetingFault(
            Text(
                "依规则这次表决不能报请上级",
                "by the rule this vote is not referred up",
            )
        )
    if hasattr(vote, "referral") or Resolution.objects.filter(vote=vote).exists():
        raise MeetingFault(
            Text("已经报请或已形成决议", "referred up or resolved already")
        )
    if vote.item.is_case and to != ReferredTo.HIGHER_PROCURATORATE:
        raise MeetingFault(
            Text(
                "案件只报上一级人民检察院决定",
                "a case goes to the procuratorate above alone",
            ),
            status=422,
        )
    refuse_marked_words(reason)
    if not reason.strip():
        raise MeetingFault(Text("请写明理由", "say the reason"), status=422)
    referral = Referral(
        vote=vote,
        to=to,
        reason=reason.strip(),
        referred_on=referred_on,
        referred_by=by.journal_name,
    )
    referral.save()
    item = AgendaItem.objects.select_for_update().get(pk=vote.item_id)
    item.state = ItemState.REFERRED_UP
    item.save()
    journal.enter(
        "meetings.item_referred_up",
        subject=referral,
        new={"vote": vote.pk, "to": to, "referred_on": referred_on},
        detail={"reason": Personal(referral.reason)},
    )
    return referral


@journal.action
def answer(
    *, referral: Referral, answer: str, answered_on: date, by: Actor
) -> Referral:
    """Enter the answer from above, once; the item is decided by it."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.answered_on is not None:
        raise MeetingFault(Text("答复已经登记", "the answer is entered already"))
    refuse_marked_words(answer)
    if not answer.strip() or answered_on < referral.referred_on:
        raise MeetingFault(
            Text(
                "请写明答复，答复日期不早于报请日期",
                "say the answer, on or after the day of the referral",
            ),
            status=422,
        )
    referral.answer, referral.answered_on = answer.strip(), answered_on
    referral.save()
    item = AgendaItem.objects.select_for_update().get(pk=referral.vote.item_id)
    item.state = ItemState.DECIDED
    item.save()
    journal.enter(
        "meetings.referral_answered",
        subject=referral,
        new={"answered_on": answered_on},
        detail={"answer": Personal(referral.answer)},
    )
    told = Answered("decided", "referred_up", referral.answer, answered_on)
    tell_matter(item, told, by=by)
    return referral

"""Acts on prompts about one person's sheet: raised, answered by the person, lapsed."""

from collections.abc import Sequence
from datetime import timedelta

from hengjian.access.models import Account
from hengjian.appraisal.fairness_seeing import Seen
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import AppraisalRound, FairnessSignal
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


# the person alone sees a prompt for so long, unless answered before
ANSWER_FIRST = timedelta(days=14)
LAPSES_AFTER = timedelta(days=90)
LONGEST = 2000
_State = FairnessSignal.State


@journal.action
def raise_signals(
    *, round_: AppraisalRound, seen: Sequence[Seen], by: Actor
) -> list[FairnessSignal]:
    """Ask people about their own sheets, each thing once; what is gone lapses.

    A sheet under objection is left alone: its person has spoken already. The journal
    keeps how many were asked, never who.
    """
    sheets = {
        sheet.person.number: sheet
        for sheet in round_.sheets.filter(current__isnull=False, frozen_for="")
        .select_related("person", "current")
        .order_by("pk")
    }
    standing = {
        (each.person.number, each.about, each.item): each
        for each in FairnessSignal.objects.filter(round=round_)
        .select_related("person")
        .order_by("pk")
    }
    wanted = {(each.person, each.about.value, each.item) for each in seen}
    gone = [
        each.pk
        for key, each in standing.items()
        if key not in wanted and key[0] in sheets and each.state == _State.ASKED
    ]
    fresh = [
        each
        for each in seen
        if each.person in sheets
        and (each.person, each.about.value, each.item) not in standing
    ]
    if not fresh and not gone:
        journal.nothing_changed()
        return []
    _erase(gone)
    today = clock.today()
    raised = FairnessSignal.objects.bulk_create(
        FairnessSignal(
            round=round_,
            version=sheets[each.person].version,
            person=sheets[each.person].person,
            about=each.about,
            item=each.item,
            sentence_zh=each.sentence.zh,
            sentence_en=each.sentence.en,
            raised_on=today,
            answer_until=today + ANSWER_FIRST,
            lapses_on=today + LAPSES_AFTER,
        )
        for each in fresh
    )
    journal.enter(
        "appraisal.fairness_asked",
        subject=round_,
        new={"asked": len(fresh), "gone": len(gone)},
    )
    return list(raised)


@journal.action
def answer(*, signal: FairnessSignal, words: str, by: Account) -> FairnessSignal:
    """Keep what the person asked says. Raises ``NotTheirs``, ``AppraisalFault``."""
    held = FairnessSignal.objects.select_for_update().get(pk=signal.pk)
    if (
        by.person_id is None
        or by.person_id != held.person_id
        or by.acting_for is not None
    ):
        raise NotTheirs
    if not words.strip():
        raise AppraisalFault(Text("请写明情况", "say what happened"), status=422)
    if held.state != _State.ASKED or held.lapses_on <= clock.today():
        raise AppraisalFault(
            Text("这条提示已说明或已失效", "it is answered already, or has lapsed")
        )
    held.state, held.answer = _State.ANSWERED, words.strip()[:LONGEST]
    held.answered_on = clock.today()
    held.save()
    journal.enter(
        "appraisal.fairness_answered", subject=held, new={"words": len(held.answer)}
    )
    return held


@journal.action
def let_lapse(*, by: Actor) -> int:
    """Erase the prompts whose day has come, answered or not; returns how many."""
    due = (
        FairnessSignal.objects.filter(lapses_on__lte=clock.today())
        .exclude(state=_State.LAPSED)
        .order_by("pk")
    )
    keys = list(due.values_list("pk", flat=True))
    if not keys:
        journal.nothing_changed()
        return 0
    _erase(keys)
    journal.enter(
        "appraisal.fairness_lapsed", subject="fairness:", new={"lapsed": len(keys)}
    )
    return len(keys)


def _erase(keys: Sequence[int]) -> None:
    FairnessSignal.objects.filter(pk__in=keys).update(
        state=_State.LAPSED, sentence_zh="", sentence_en="", answer=""
    )

"""Decide a round, certify its awards, withdraw one."""

from collections.abc import Collection

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.documents.actions import issuing
from hengjian.documents.models import Document
from hengjian.honours.actions.locking import at_stage, named
from hengjian.honours.actions.noticing import in_notice
from hengjian.honours.actors import people_behind
from hengjian.honours.catalogue import honour_named
from hengjian.honours.completing import finish
from hengjian.honours.faults import HonourFault, NotYours, words_given
from hengjian.honours.models import Award, AwardState, Candidate, HonourRound, Stage
from hengjian.honours.queries.concerned import people_of
from hengjian.honours.queries.vetoes import barring
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def decide(
    *, honour_round: HonourRound, chosen: Collection[int], words: str = "", by: Actor
) -> HonourRound:
    """Award the honour to the chosen candidates (their keys), or to nobody with grounds.

    A veto in force today bars, whatever was found before. Who is concerned does not
    decide: raises ``NotYours``; ``HonourFault`` for somebody who was not in the notice.
    """
    found = at_stage(honour_round, Stage.DECIDE)
    standing = in_notice(found)
    picked = [each for each in standing if each.pk in set(chosen)]
    if len(picked) != len(set(chosen)):
        raise HonourFault(
            Text("有的对象不在公示之列", "somebody was not in the notice"), status=422
        )
    _refuse_concerned(standing, by)
    _refuse_barred(picked)
    honour = honour_named(found.honour)
    if honour.rolls and len(picked) > 1:
        raise HonourFault(
            Text("流动红旗每轮只有一面", "there is one red flag a round"), status=422
        )
    if not picked:
        words_given(words, Text("不授予的意见", "why nobody is awarded"))
    today = clock.today()
    found.stage = Stage.CERTIFY if picked else Stage.ENDED
    found.decided_by, found.decided_on = by.journal_name, today
    found.decision_words = words.strip()[:2000]
    found.save()
    if honour.rolls and picked:
        _pass_on(found)
    for each in picked:
        Award(round=found, candidate=each, awarded_on=today).save()
    journal.enter(
        "honours.decided",
        subject=found,
        new={"awarded": [each.pk for each in picked], "stage": found.stage},
        detail={"words": journal.Personal(found.decision_words)},
    )
    finish(
        found,
        Stage.DECIDE,
        {
            "outcome": "awarded" if picked else "not_awarded",
            "recipient": named(picked),
            "decision_words": found.decision_words,
        },
        by=by,
    )
    return found


@journal.action
def keep_certificate(*, award: Award, document: Document, by: Actor) -> Award:
    """Note which issued document is the certificate of an award; once.

    With the last one the round is done. Raises ``HonourFault``.
    """
    honour_round = at_stage(award.round, Stage.CERTIFY)
    found = Award.objects.select_for_update().get(pk=award.pk)
    if found.certificate is not None or not document.is_issued:
        raise HonourFault(
            Text("证书已经登记，或还没有签发", "noted already, or not issued")
        )
    found.certificate = document.pk
    found.save(update_fields=["certificate"])
    journal.enter(
        "honours.certificate_kept", subject=found, new={"document": document.pk}
    )
    waiting = Award.objects.filter(round=honour_round, certificate__isnull=True)
    if not waiting.exists():
        honour_round.stage = Stage.DONE
        honour_round.save(update_fields=["stage"])
        count = Award.objects.filter(round=honour_round).count()
        finish(
            honour_round,
            Stage.CERTIFY,
            {
                "certificates": str(count),
                "certified_on": clock.today().isoformat(),
            },
            by=by,
        )
    return found


@journal.action
def withdraw(*, award: Award, reason: str, by: Actor) -> Award:
    """Take an honour and its certificate back with the reason; both stay in the record.

    Raises ``HonourFault`` for one that is withdrawn, ``NotYours`` for the holder.
    """
    found = (
        Award.objects.select_for_update(of=("self",))
        .select_related("candidate__round", "candidate__pair")
        .get(pk=award.pk)
    )
    said = words_given(reason, Text("撤销的理由", "why it is withdrawn"))
    if found.is_withdrawn:
        raise HonourFault(Text("已经撤销", "it is withdrawn already"))
    if people_of(found.candidate) & people_behind(by):
        raise NotYours(
            Text("当事人不能办理撤销", "the holder does not withdraw the own honour")
        )
    old = found.state
    found.state = AwardState.WITHDRAWN
    found.withdrawn_by, found.withdrawn_on = by.journal_name, clock.today()
    found.withdrawal_reason = said
    found.save()
    journal.enter(
        "honours.award_withdrawn",
        subject=found,
        old={"state": old},
        new={"state": found.state},
        detail={"reason": journal.Personal(said)},
    )
    certificate = Document.objects.filter(pk=found.certificate or 0).first()
    if certificate is not None and certificate.is_issued:
        issuing.withdraw(document=certificate, reason=said, by=by)
    return found


def _refuse_concerned(standing: list[Candidate], by: Actor) -> None:
    acting = people_behind(by)
    if any(people_of(each) & acting for each in standing):
        raise NotYours(
            Text(
                "您是公示对象或其成员，不能决定这一轮评选",
                "you are in the notice yourself: another leader decides this round",
            )
        )


def _refuse_barred(picked: list[Candidate]) -> None:
    barred = [each for each in picked if barring(people_of(each), clock.today())]
    if barred:
        raise HonourFault(
            Text(
                f"{named(barred)}有生效的一票否决，不能授予",
                f"a veto stands against {named(barred)}: it cannot be awarded",
            )
        )


def _pass_on(honour_round: HonourRound) -> None:
    """The flag leaves whoever holds it."""
    held = Award.objects.filter(
        round__procuratorate=honour_round.procuratorate_id,
        round__honour=honour_round.honour,
        state=AwardState.STANDING,
    ).select_for_update()
    for each in held:
        each.state, each.passed_on_on = AwardState.PASSED_ON, clock.today()
        each.save(update_fields=["state", "passed_on_on"])

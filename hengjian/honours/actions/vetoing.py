"""Vetoes (一票否决): proposed on a basis, heard, decided by another person, lifted."""

from dataclasses import dataclass
from datetime import date, timedelta

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.honours.actors import people_behind
from hengjian.honours.faults import HonourFault, NotYours, words_given
from hengjian.honours.models import Veto, VetoState
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate


HEARING_DAYS = 5
"""Days that the person concerned has to be heard before anybody decides."""
LONGEST_DAYS = 366
TOLD = "honours.veto_moved"


@dataclass(frozen=True)
class Cited:
    """What a veto rests on: document, article, where that is found, and the facts."""

    basis: str
    article: str
    reference: str
    facts: str


@journal.action
def propose(
    *,
    person: Person,
    unit: Procuratorate,
    cited: Cited,
    from_on: date,
    until_on: date,
    by: Actor,
) -> Veto:
    """Propose a veto; the person concerned is told at once and may be heard.

    Raises ``HonourFault`` (422) without document, article, reference or facts, or for a
    span that is no span or longer than a year; ``NotYours`` against oneself.
    """
    if person.pk in people_behind(by):
        raise NotYours(Text("不能对自己提出", "nobody proposes one against themself"))
    if until_on < from_on or (until_on - from_on).days > LONGEST_DAYS:
        raise HonourFault(
            Text(
                "起止日期不对，最长一年",
                "the span begins before it ends and lasts a year at most",
            ),
            status=422,
        )
    made = Veto(
        procuratorate=unit,
        person=person,
        basis=words_given(cited.basis, Text("依据的文件", "the document"))[:200],
        article=words_given(cited.article, Text("条款", "the article"))[:200],
        reference=words_given(cited.reference, Text("出处", "the reference"))[:300],
        facts=words_given(cited.facts, Text("事实", "the facts")),
        from_on=from_on,
        until_on=until_on,
        hear_until_on=clock.today() + timedelta(days=HEARING_DAYS),
        proposed_by=by.journal_name,
        proposed_at=clock.now(),
    )
    made.save()
    journal.enter(
        "honours.veto_proposed",
        subject=made,
        new={
            "person": person.number,
            "basis": made.basis,
            "article": made.article,
            "from_on": from_on,
            "until_on": until_on,
        },
        detail={"facts": journal.Personal(made.facts)},
    )
    _tell(made, by)
    return made


@journal.action
def hear(*, veto: Veto, words: str, by: Actor) -> Veto:
    """Keep what the person concerned says, in that person's own words.

    Raises ``NotYours`` for anybody else, ``HonourFault`` once it is decided.
    """
    found = _locked(veto)
    if found.person_id not in people_behind(by):
        raise NotYours(
            Text("只有本人可以陈述意见", "only the person concerned is heard here")
        )
    if found.state not in (VetoState.PROPOSED, VetoState.HEARD):
        raise HonourFault(Text("已经决定", "it is decided already"))
    found.heard_words = words_given(words, Text("陈述意见", "what there is to say"))
    found.heard_at = clock.now()
    found.state = VetoState.HEARD
    found.save()
    journal.enter(
        "honours.veto_heard",
        subject=found,
        detail={"words": journal.Personal(found.heard_words)},
    )
    return found


@journal.action
def decide(*, veto: Veto, stands: bool, words: str, by: Actor) -> Veto:
    """Decide whether a veto stands. A person decides, never who proposed it or whom it
    concerns (``NotYours``), and not before the person was heard or the days to be heard
    are over (``HonourFault``).
    """
    found = _locked(veto)
    said = words_given(words, Text("决定的理由", "the grounds"))
    if found.state not in (VetoState.PROPOSED, VetoState.HEARD):
        raise HonourFault(Text("已经决定", "it is decided already"))
    acting = people_behind(by)
    if not acting:
        raise NotYours(
            Text("一票否决由人决定，不由系统作出", "a person decides, never the system")
        )
    if found.proposed_by == by.journal_name or found.person_id in acting:
        raise NotYours(
            Text(
                "提出的人和本人不能决定，请由另一位领导决定",
                "neither who proposed it nor whom it concerns decides: another leader does",
            )
        )
    if found.heard_at is None and clock.today() <= found.hear_until_on:
        raise HonourFault(
            Text(
                f"本人可在 {found.hear_until_on} 前陈述意见，现在不能决定",
                f"the person may be heard until {found.hear_until_on}: not yet",
            )
        )
    found.state = VetoState.DECIDED if stands else VetoState.REFUSED
    found.decided_by, found.decided_on = by.journal_name, clock.today()
    found.decision_words = said
    found.save()
    journal.enter(
        "honours.veto_decided",
        subject=found,
        new={"state": found.state},
        detail={"words": journal.Personal(said)},
    )
    _tell(found, by)
    return found


@journal.action
def lift(*, veto: Veto, reason: str, by: Actor) -> Veto:
    """Lift a veto from today on, with its reason.

    Raises ``HonourFault`` for one that is not in force, ``NotYours`` for one's own.
    """
    found = _locked(veto)
    said = words_given(reason, Text("解除的理由", "why it is lifted"))
    if found.person_id in people_behind(by):
        raise NotYours(Text("不能解除对自己的否决", "nobody lifts the own veto"))
    if found.state != VetoState.DECIDED or clock.today() > found.until_on:
        raise HonourFault(Text("没有生效或已经失效", "not in force"))
    found.state = VetoState.LIFTED
    found.lifted_by, found.lifted_on = by.journal_name, clock.today()
    found.lifting_reason = said
    found.save()
    journal.enter(
        "honours.veto_lifted",
        subject=found,
        new={"state": found.state, "lifted_on": found.lifted_on},
        detail={"reason": journal.Personal(said)},
    )
    _tell(found, by)
    return found


def _locked(veto: Veto) -> Veto:
    found: Veto = Veto.objects.select_for_update().get(pk=veto.pk)
    return found


def _tell(veto: Veto, by: Actor) -> None:
    jobs.tell(
        event=TOLD,
        event_id=f"{veto.pk}:{veto.state}",
        payload={"veto": veto.pk},
        by=by,
    )

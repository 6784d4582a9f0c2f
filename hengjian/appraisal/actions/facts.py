"""Acts on typed facts: entered, confirmed or refused by another, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from hengjian.appraisal.actions.oneself import is_about
from hengjian.appraisal.canonical import value_of
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.gathering.typed import read_value
from hengjian.appraisal.item_sources import SourceKind, sources_of
from hengjian.appraisal.models import AppraisalFact, AppraisalRound
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.scoring.checking import facts_problems
from hengjian.engines.scoring.model import Person as Scored
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person


OF_AN_ENTRY = 500  # facts that one entry of the journal tells


@dataclass(frozen=True)
class Typed:
    """One row of a list of facts."""

    person: Person
    item: str
    value: str
    evidence: str
    evidence_link: str = ""


@journal.action
def enter(
    *,
    round_: AppraisalRound,
    person: Person,
    item: str,
    value: str,
    evidence: str,
    evidence_link: str = "",
    by: Actor,
) -> AppraisalFact:
    """Enter a value of a typed item with its evidence; it counts once confirmed.

    Raises ``AppraisalFault`` without evidence, for an item that has another source, a
    value its rule cannot take, one's own sheet, or a second one beside one that stands.
    """
    held = _open(round_)
    row = Typed(person, item, value, evidence, evidence_link)
    fact = _entered(held, row, _standing(held), by)
    fact.save()
    journal.enter(
        "appraisal.fact_entered",
        subject=fact,
        new={"person": person.number, "item": item, "value": fact.value},
    )
    return fact


@journal.action
def enter_many(
    *, round_: AppraisalRound, rows: Sequence[Typed], by: Actor
) -> list[AppraisalFact]:
    """Enter a list of facts: all of them, or none. Raises as ``enter`` does."""
    held = _open(round_)
    standing = _standing(held)
    made = [_entered(held, row, standing, by) for row in rows]
    AppraisalFact.objects.bulk_create(made)
    for start in range(0, len(made), OF_AN_ENTRY):
        part = made[start : start + OF_AN_ENTRY]
        told = [[one.person.number, one.item, one.value] for one in part]
        journal.enter("appraisal.facts_entered", subject=held, new={"facts": told})
    return made


@journal.action
def confirm_many(
    *, round_: AppraisalRound, facts: Sequence[AppraisalFact], by: Actor
) -> int:
    """Confirm a list of a round's facts that another entered: all of them, or none.

    Raises as ``decide`` does.
    """
    held = _open(round_)
    keys = [fact.pk for fact in facts]
    found = list(held.facts.select_for_update().filter(pk__in=keys).order_by("pk"))
    for fact in found:
        _require_undecided(fact, by)
    held.facts.filter(pk__in=[fact.pk for fact in found]).update(
        state=AppraisalFact.State.CONFIRMED,
        decided_by=by.journal_name,
        decided_at=clock.now(),
    )
    for start in range(0, len(found), OF_AN_ENTRY):
        part = [fact.pk for fact in found[start : start + OF_AN_ENTRY]]
        journal.enter("appraisal.facts_confirmed", subject=held, new={"facts": part})
    return len(found)


def _standing(round_: AppraisalRound) -> set[tuple[int, str]]:
    """Person and item of the facts that stand."""
    states = [AppraisalFact.State.ENTERED, AppraisalFact.State.CONFIRMED]
    found = round_.facts.filter(state__in=states).order_by("pk")
    return set(found.values_list("person_id", "item"))


def _entered(
    round_: AppraisalRound, row: Typed, standing: set[tuple[int, str]], by: Actor
) -> AppraisalFact:
    """A fact as it is to be kept; it stands from now on."""
    _require_takes(round_, row.person, row.item, row.value)
    if not row.evidence.strip():
        raise AppraisalFault(Text("写明依据", "say what it rests on"), where="evidence")
    if is_about(row.person.pk, by):
        raise AppraisalFault(
            Text("不能给自己填报事实", "nobody enters facts about themself")
        )
    if (row.person.pk, row.item) in standing:
        raise AppraisalFault(
            Text("已有一条，先撤回", "one stands already: withdraw it first")
        )
    standing.add((row.person.pk, row.item))
    return AppraisalFact(
        round=round_,
        person=row.person,
        item=row.item,
        value=row.value.strip()[:1000],
        evidence=row.evidence.strip()[:1000],
        evidence_link=row.evidence_link.strip()[:200],
        entered_by=by.journal_name,
        entered_at=clock.now(),
    )


def _require_takes(
    round_: AppraisalRound, person: Person, item: str, value: str
) -> None:
    version = round_.scheme.version
    scheme = scheme_of(version.text)
    source = sources_of(version.sources, [one.item for one in scheme.items]).get(item)
    if source is None or source.kind is not SourceKind.TYPED:
        raise AppraisalFault(
            Text("该项不由人工填报", "this item is not typed in"), where="item"
        )
    try:
        read = value_of(read_value(value))
    except (ValueError, ZeroDivisionError) as error:
        raise AppraisalFault(
            Text(f"“{value}”不是数", f"“{value}” is no number"), where="value"
        ) from error
    told = Scored(person.number, "-", {item: read})
    for problem in facts_problems(scheme, [told]):
        raise AppraisalFault(problem.message, where="value")


@journal.action
def decide(
    *, fact: AppraisalFact, confirmed: bool, reason: str = "", by: Actor
) -> AppraisalFact:
    """Confirm or refuse somebody else's fact; a refusal has a reason.

    Raises ``AppraisalFault`` for one's own, or one that is decided.
    """
    held = (
        AppraisalFact.objects.select_for_update()
        .select_related("round")
        .get(pk=fact.pk)
    )
    _open(held.round)
    _require_undecided(held, by)
    if not confirmed and not reason.strip():
        raise AppraisalFault(Text("写明理由", "say why"), where="reason")
    held.state = (
        AppraisalFact.State.CONFIRMED if confirmed else AppraisalFact.State.REFUSED
    )
    held.decided_by, held.decided_at = by.journal_name, clock.now()
    held.reason = reason.strip()[:500]
    held.save()
    journal.enter(
        "appraisal.fact_decided",
        subject=held,
        new={"state": held.state},
        detail={"reason": held.reason},
    )
    return held


def _require_undecided(fact: AppraisalFact, by: Actor) -> None:
    """Raise ``AppraisalFault`` for what is decided, was entered by oneself or is about oneself."""
    if fact.state != AppraisalFact.State.ENTERED:
        raise AppraisalFault(Text("已经处理过", "it is decided already"))
    if fact.entered_by == by.journal_name:
        raise AppraisalFault(
            Text("不能核对自己填报的事实", "one does not confirm what one entered")
        )
    if is_about(fact.person_id, by):
        raise AppraisalFault(
            Text("不能核对关于自己的事实", "one does not confirm what is about oneself")
        )


@journal.action
def withdraw(*, fact: AppraisalFact, reason: str, by: Actor) -> AppraisalFact:
    """Take a fact back while its round is open, with the reason.

    Raises ``AppraisalFault`` without one, and for what is about oneself.
    """
    held = (
        AppraisalFact.objects.select_for_update()
        .select_related("round")
        .get(pk=fact.pk)
    )
    _open(held.round)
    if is_about(held.person_id, by):
        raise AppraisalFault(
            Text(
                "不能撤回关于自己的事实", "one does not withdraw what is about oneself"
            ),
            status=403,
        )
    if held.state not in (AppraisalFact.State.ENTERED, AppraisalFact.State.CONFIRMED):
        raise AppraisalFault(Text("已经不在", "it does not stand any more"))
    if not reason.strip():
        raise AppraisalFault(Text("写明理由", "say why"), where="reason")
    held.state, held.reason = AppraisalFact.State.WITHDRAWN, reason.strip()[:500]
    held.save(update_fields=["state", "reason"])
    journal.enter("appraisal.fact_withdrawn", subject=held, detail={"reason": reason})
    return held


def _open(round_: AppraisalRound) -> AppraisalRound:
    held = AppraisalRound.objects.select_related("scheme__adopted_version").get(
        pk=round_.pk
    )
    if held.state != AppraisalRound.State.OPEN:
        raise AppraisalFault(Text("这一期已经关闭", "this period is closed"))
    return held

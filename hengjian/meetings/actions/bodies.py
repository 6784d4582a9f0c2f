"""Acts on bodies: set up, members from when until when, an office's own rule."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.voting.bodies import Basis, Bodies, DatedRule
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.catalogue import RuleInForce, digest_of
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import VOTING, Body, BodyMember, BodyRule, Duty
from hengjian.organisation.models import Person, Procuratorate


@journal.action
def set_up(
    *,
    procuratorate: Procuratorate,
    plan: str,
    set_up_on: date,
    bodies: Bodies,
    name: str = "",
    by: Actor,
) -> Body:
    """Set a body up in a procuratorate. Raises ``MeetingFault``."""
    if plan not in bodies.plans:
        raise MeetingFault(
            Text(f"没有会议种类“{plan}”", f"there is no kind of body “{plan}”"),
            status=422,
        )
    if Body.objects.filter(procuratorate=procuratorate, plan=plan).exists():
        raise MeetingFault(
            Text("本院已设立这个会议", "this procuratorate has that body already")
        )
    body = Body(
        procuratorate=procuratorate,
        plan=plan,
        name=name.strip()[:60],
        set_up_on=set_up_on,
    )
    body.save()
    journal.enter(
        "meetings.body_set_up",
        subject=body,
        new={"plan": plan, "unit": procuratorate.code, "set_up_on": set_up_on},
    )
    return body


@journal.action
def add_member(
    *,
    body: Body,
    person: Person,
    duty: Duty,
    from_on: date,
    seniority: int = 100,
    until_on: date | None = None,
    by: Actor,
) -> BodyMember:
    """Add a duty of a person from a day on. Raises ``MeetingFault`` for one too many."""
    Body.objects.select_for_update().get(pk=body.pk)
    if until_on is not None and until_on < from_on:
        raise MeetingFault(
            Text("终止日不能早于起始日", "the last day lies before the first"),
            status=422,
        )
    _refuse_overlap(body, person, duty, from_on, until_on)
    member = BodyMember(
        body=body,
        person=person,
        duty=duty,
        seniority=seniority,
        from_on=from_on,
        until_on=until_on,
    )
    member.save()
    journal.enter(
        "meetings.body_member_added",
        subject=member,
        new={
            "body": body.pk,
            "person": person.number,
            "duty": duty,
            "from_on": from_on,
            "until_on": until_on,
        },
    )
    return member


@journal.action
def end_member(
    *, member: BodyMember, until_on: date, reason: str, by: Actor
) -> BodyMember:
    """End a duty with its last day and the reason. Raises ``MeetingFault``."""
    member = BodyMember.objects.select_for_update().get(pk=member.pk)
    if not reason.strip():
        raise MeetingFault(Text("请写明理由", "say the reason"), status=422)
    if until_on < member.from_on or member.until_on is not None:
        raise MeetingFault(
            Text(
                "已经终止，或终止日早于起始日",
                "ended already, or the last day lies before the first",
            )
        )
    member.until_on = until_on
    member.save()
    journal.enter(
        "meetings.body_member_ended",
        subject=member,
        new={"until_on": until_on},
        detail={"reason": reason.strip()[:500]},
    )
    return member


@journal.action
def set_rule(*, body: Body, dated: DatedRule, by: Actor) -> BodyRule:
    """Enter the office's own rule from a day on; earlier days keep the rule they had.

    Raises ``MeetingFault`` for a rule without its day or basis, from the past, or there
    already.
    """
    basis = dated.basis
    if dated.from_on is None or not basis.title.zh.strip():
        raise MeetingFault(
            Text(
                "本院规则须写明自何日起和依据",
                "an own rule says its first day and basis",
            ),
            status=422,
        )
    if dated.from_on < clock.today():
        raise MeetingFault(
            Text(
                "本院规则不能自过去的日子起生效",
                "an own rule does not begin in the past",
            ),
            status=422,
        )
    kept = RuleInForce(dated, is_own=True).as_json()
    scopes = sorted(dated.scopes)
    digest = digest_of({"rule": kept, "scopes": scopes})
    if BodyRule.objects.filter(
        body=body, from_on=dated.from_on, scopes=scopes
    ).exists():
        raise MeetingFault(
            Text("这一天起已有本院规则", "an own rule begins on that day already")
        )
    rule = BodyRule(
        body=body,
        from_on=dated.from_on,
        rule=kept,
        scopes=scopes,
        basis=basis.title.zh.strip()[:200],
        article=basis.article[:100],
        mark=basis.mark or "M",
        digest=digest,
        set_by=by.journal_name,
        set_at=clock.now(),
    )
    rule.save()
    journal.enter(
        "meetings.body_rule_set",
        subject=rule,
        new={"from_on": dated.from_on, "rule": kept, "scopes": scopes},
        detail={"basis": rule.basis, "article": rule.article},
    )
    return rule


def own_basis(title: str, article: str, mark: str = "M") -> Basis:
    """The basis of an own rule as it was typed."""
    return Basis(Text.same(title.strip()), article.strip(), None, mark)


def _refuse_overlap(
    body: Body, person: Person, duty: Duty, from_on: date, until_on: date | None
) -> None:
    """One voting duty of a person at a time, and one chair of a body at a time."""
    standing = BodyMember.objects.filter(body=body).exclude(until_on__lt=from_on)
    if until_on is not None:
        standing = standing.exclude(from_on__gt=until_on)
    same = VOTING if duty in VOTING else (duty,)
    if standing.filter(person=person, duty__in=same).exists():
        raise MeetingFault(
            Text("此人这段时间已在该会议任职", "this person has that duty already then")
        )
    if duty == Duty.CHAIR and standing.filter(duty=Duty.CHAIR).exists():
        raise MeetingFault(
            Text(
                "这段时间已有主持人，请先终止其任职",
                "there is a chair then: end that duty first",
            )
        )

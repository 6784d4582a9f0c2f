"""Votes on the grades of a closed year: put, said by each member, counted, decided."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hengjian.appraisal.actions.grades import decide_grades, require_grades
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import (
    AppraisalRound,
    GradeBallot,
    GradeDecision,
    GradeVoice,
)
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.voting.ballots import Ballot, Result, Voice, Votes
from hengjian.engines.voting.rules import ChairPart, rule_from_json
from hengjian.engines.voting.tallying import tally
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.catalogue import digest_of, plan_of, rule_in_force
from hengjian.meetings.models import Body
from hengjian.meetings.queries.duties import members_on
from hengjian.organisation.models import Person


@journal.action
def put(
    *,
    round_: AppraisalRound,
    body: Body,
    grades: Mapping[int, str],
    reasons: Mapping[int, str] | None = None,
    by: Actor,
) -> GradeBallot:
    """Put grades (sheet → grade) of a closed year to the vote of the body's members.

    Raises ``AppraisalFault`` where ``decide_grades`` would, while another vote is being
    taken, or where the body has no members today.
    """
    held = AppraisalRound.objects.select_for_update().get(pk=round_.pk)
    if held.ballots.filter(state=GradeBallot.State.TAKING).exists():
        raise AppraisalFault(
            Text("已有一次表决在进行", "a vote is being taken already")
        )
    if body.procuratorate_id != held.scheme.procuratorate_id or not grades:
        raise AppraisalFault(
            Text("没有提付表决的等次", "no grade was put, or another office's body")
        )
    told = {key: (reasons or {}).get(key, "").strip() for key in grades}
    require_grades(held, body.plan, grades, told)
    today = clock.today()
    members = [one.person_id for one in members_on(body, today)]
    if not members:
        raise AppraisalFault(
            Text("会议没有登记组成人员", "the body has no members today")
        )
    rule = rule_in_force(body, today)
    kept, basis = rule.as_json(), rule.dated.basis.in_words()
    if rule.dated.rule.chair is ChairPart.DECIDES:
        raise AppraisalFault(
            Text(
                "这一组织不以表决作出决定，请登记会议决议",
                "this body does not decide by a vote: enter its resolution",
            )
        )
    ballot = GradeBallot(
        round=held,
        body=body,
        put={str(key): [grade, told[key][:500]] for key, grade in grades.items()},
        members=members,
        rule=kept,
        rule_digest=digest_of(kept),
        rule_basis_zh=basis.zh[:300],
        rule_basis_en=basis.en[:300],
        held_on=today,
        opened_by=by.journal_name,
        opened_at=clock.now(),
    )
    ballot.save()
    journal.enter(
        "appraisal.grades_put",
        subject=ballot,
        new={
            "round": held.pk,
            "grades": {str(key): grade for key, grade in grades.items()},
            "members": len(members),
            "rule_digest": ballot.rule_digest,
        },
    )
    return ballot


@journal.action
def put_another(
    *, ballot: GradeBallot, sheet: int, grade: str, reason: str = "", by: Actor
) -> GradeBallot:
    """Put another grade for one person while the vote is being taken.

    What was said of that person's former grade is void and told in the journal; all
    other voices stand. Raises ``AppraisalFault`` as ``put`` does, for a counted vote,
    a sheet that was not put, or the very grade that stands.
    """
    held, key = _taking(ballot), str(sheet)
    if key not in held.put:
        raise AppraisalFault(
            Text("这次没有提付此人的等次", "no grade of this person was put")
        )
    former = held.put[key][0]
    if grade == former:
        raise AppraisalFault(
            Text("提付表决的就是这一等次", "this is the grade that was put"),
            where="grade",
        )
    grades = {int(one): told[0] for one, told in held.put.items()} | {sheet: grade}
    reasons = {int(one): told[1] for one, told in held.put.items()} | {sheet: reason}
    require_grades(held.round, held.body.plan, grades, reasons)
    held.put[key] = [grade, reason.strip()[:500]]
    held.save(update_fields=["put"])
    void, _ = held.voices.filter(sheet=sheet).delete()
    journal.enter(
        "appraisal.another_grade_put",
        subject=held,
        old={"sheet": sheet, "grade": former},
        new={"sheet": sheet, "grade": grade},
        detail={"voices_void": void},
    )
    return held


@journal.action
def vote(
    *, ballot: GradeBallot, member: Person, voices: Mapping[int, Voice], by: Actor
) -> int:
    """Say for, against or abstain for people (by sheet); what is said again replaces it.

    Nobody votes on the own grade. Raises ``NotTheirs`` for who is no member,
    ``AppraisalFault`` for a counted vote or a sheet that is not put.
    """
    held = _taking(ballot)
    if member.pk not in held.members:
        raise NotTheirs
    owners = _owners(held)
    known = {one.sheet_id: one for one in held.voices.filter(member=member)}
    for sheet, voice in voices.items():
        if sheet not in owners or owners[sheet] == member.pk:
            raise AppraisalFault(
                Text("不表决自己的等次", "nobody votes on the own grade"), status=403
            )
        said = known.get(sheet) or GradeVoice(
            ballot=held, sheet_id=sheet, member=member
        )
        said.voice, said.said_at = voice.value, clock.now()
        said.save()
    journal.enter(
        "appraisal.grades_voted",
        subject=held,
        new={"member": member.number, "voices": len(voices)},
    )
    return len(voices)


@journal.action
def count(*, ballot: GradeBallot, by: Actor) -> list[GradeDecision]:
    """Count every vote by the body's rule; what is carried is entered as decided.

    Who said nothing took no part. What is not carried stays undecided and may be put
    again. Raises ``AppraisalFault`` while nobody has voted, or where what is carried
    would exceed a quota.
    """
    held = _taking(ballot)
    if not held.voices.exists():
        raise AppraisalFault(Text("还没有人表决", "nobody has voted yet"))
    rule, owners = rule_from_json(held.rule), _owners(held)
    said: dict[int, Counter[str]] = {sheet: Counter() for sheet in owners}
    for sheet, voice in held.voices.values_list("sheet_id", "voice"):
        said[sheet][voice] += 1
    results: dict[str, dict[str, Any]] = {}
    carried: dict[int, str] = {}
    for sheet, owner in owners.items():
        votes = Votes(*(said[sheet][voice.value] for voice in Voice))
        outcome = tally(
            rule,
            Ballot(
                members=len(held.members),
                present=votes.cast,
                votes=votes,
                recused=int(owner in held.members),
            ),
        )
        results[str(sheet)] = {
            "result": outcome.result.value,
            "for": votes.ayes,
            "against": votes.noes,
            "abstain": votes.abstentions,
            "recused": int(owner in held.members),
            "zh": outcome.reason.zh,
            "en": outcome.reason.en,
        }
        if outcome.result is Result.PASSED:
            carried[sheet] = held.put[str(sheet)][0]
    held.results, held.state = results, GradeBallot.State.COUNTED
    held.counted_by, held.counted_at = by.journal_name, clock.now()
    held.save()
    journal.enter(
        "appraisal.grades_counted",
        subject=held,
        new={"carried": len(carried), "put": len(owners)},
        detail={"results": {key: one["result"] for key, one in results.items()}},
    )
    if not carried:
        return []
    return decide_grades(
        round_=held.round,
        grades=carried,
        reasons={sheet: held.put[str(sheet)][1] for sheet in carried},
        body=held.body.plan,
        decided_on=held.held_on,
        decided_as=f"{plan_of(held.body).label.zh} {held.held_on} 表决",
        ballot=held,
        by=by,
    )


def _owners(ballot: GradeBallot) -> dict[int, int]:
    """Whose each sheet is that was put, in the order of staff numbers."""
    found = ballot.round.sheets.filter(pk__in=[int(key) for key in ballot.put])
    return dict(found.order_by("person__number").values_list("pk", "person_id"))


def _taking(ballot: GradeBallot) -> GradeBallot:
    held: GradeBallot = (
        GradeBallot.objects.select_for_update(of=("self",))
        .select_related("round", "body__procuratorate")
        .get(pk=ballot.pk)
    )
    if held.state != GradeBallot.State.TAKING:
        raise AppraisalFault(Text("这次表决已经计票", "this vote is counted already"))
    return held

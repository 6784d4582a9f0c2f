"""Grades as people decide them, on what the scheme's thresholds proposed."""

from collections.abc import Mapping
from datetime import date

from hengjian.appraisal.actions.oneself import is_about
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import (
    AppraisalRound,
    GradeBallot,
    GradeDecision,
    ScoreSheet,
)
from hengjian.appraisal.models.scheme import StaffClass
from hengjian.appraisal.queries.correcting import scheme_of_round
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.scoring.grading import places_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import Resolution


COMMITTEE = "procurator_appraisal_committee"
NO_GRADE = "不定等次"  # new staff, long leave, under investigation (M: to be confirmed)


@journal.action
def decide_grades(
    *,
    round_: AppraisalRound,
    grades: Mapping[int, str],
    body: str,
    decided_on: date,
    resolution: Resolution | None = None,
    decided_as: str = "",
    reasons: Mapping[int, str] | None = None,
    ballot: GradeBallot | None = None,
    by: Actor,
) -> list[GradeDecision]:
    """Enter grades (sheet → grade) of a closed round as a body decided them.

    A grade other than the proposed one has a reason. Raises ``AppraisalFault`` for an
    open round, a grade the scheme does not have, more people than a quota allows,
    procurators' grades from any but the procurator appraisal committee, and for the own
    grade, unless a ballot was counted that carried it.
    """
    held = AppraisalRound.objects.select_for_update().get(pk=round_.pk)
    _require_decision(body, resolution, decided_as)
    told = {key: (reasons or {}).get(key, "").strip() for key in grades}
    sheets, earlier = require_grades(held, body, grades, told)
    if ballot is None and any(is_about(sheets[key].person_id, by) for key in grades):
        raise AppraisalFault(
            Text(
                "不能登记自己的等次，请由他人登记",
                "nobody enters the own grade: another person does",
            ),
            status=403,
        )
    made = []
    for key, grade in grades.items():
        decision = GradeDecision(
            sheet=sheets[key],
            version=sheets[key].current,
            grade=grade,
            proposed=sheets[key].grade,
            reason=told[key][:500],
            body=body,
            resolution=resolution,
            ballot=ballot,
            decided_as=decided_as.strip()[:300],
            decided_on=decided_on,
            entered_by=by.journal_name,
            entered_at=clock.now(),
        )
        made.append(_entered(decision, earlier.get(key)))
    journal.enter(
        "appraisal.grades_decided",
        subject=held,
        new={"grades": {str(one.sheet_id): one.grade for one in made}},
        detail={
            "body": body,
            "resolution": resolution.pk if resolution else None,
            "decided_as": decided_as[:300],
        },
    )
    return made


def require_grades(
    round_: AppraisalRound,
    body: str,
    grades: Mapping[int, str],
    reasons: Mapping[int, str],
) -> tuple[dict[int, ScoreSheet], dict[int, GradeDecision]]:
    """The sheets and the decisions that stand, if the body may give these grades.

    Raises ``AppraisalFault`` as ``decide_grades`` does.
    """
    _require_body(round_, body)
    sheets = {
        sheet.pk: sheet
        for sheet in round_.sheets.select_related("current").order_by("pk")
    }
    standing = GradeDecision.objects.filter(
        sheet__round=round_, superseded_by__isnull=True
    )
    earlier = {one.sheet_id: one for one in standing.order_by("pk")}
    _require_quotas(
        round_, sheets, {k: v.grade for k, v in earlier.items()} | dict(grades)
    )
    for key, grade in grades.items():
        if key not in sheets:
            raise AppraisalFault(Text("不是本期的考评表", "no sheet of this round"))
        if grade != sheets[key].grade and not reasons.get(key, "").strip():
            raise AppraisalFault(
                Text(
                    f"“{grade}”与按分数线得出的不同，写明理由",
                    f"“{grade}” is not what the thresholds give: say why",
                ),
                where=f"reason-{key}",
            )
    return sheets, earlier


def _require_body(round_: AppraisalRound, body: str) -> None:
    if round_.state != AppraisalRound.State.CLOSED or not round_.is_year:
        raise AppraisalFault(
            Text("年度考核关闭以后才定等次", "grades are given to a closed year")
        )
    if round_.scheme.staff_class == StaffClass.PROCURATORS and body != COMMITTEE:
        raise AppraisalFault(
            Text(
                "检察官的等次由检察官考评委员会决定",
                "procurators' grades are the procurator appraisal committee's to decide",
            ),
            where="body",
        )


def _require_decision(
    body: str, resolution: Resolution | None, decided_as: str
) -> None:
    if resolution is not None and resolution.body.plan != body:
        raise AppraisalFault(
            Text("决议不是这一组织作出的", "that body did not make this resolution"),
            where="resolution",
        )
    if resolution is None and not decided_as.strip():
        raise AppraisalFault(
            Text("写明是哪次会议决定的", "say which meeting decided it"),
            where="decided_as",
        )


def _require_quotas(
    round_: AppraisalRound, sheets: Mapping[int, ScoreSheet], grades: Mapping[int, str]
) -> None:
    known = {grade.grade: grade for grade in scheme_of_round(round_).grades}
    for name in sorted(set(grades.values()) - set(known) - {NO_GRADE}):
        raise AppraisalFault(
            Text(f"方案没有等次“{name}”", f"the scheme has no grade “{name}”")
        )
    for name, grade in known.items():
        given = sum(1 for each in grades.values() if each == name)
        if grade.quota is not None and given > places_of(grade, len(sheets)):
            places = places_of(grade, len(sheets))
            raise AppraisalFault(
                Text(
                    f"“{name}”至多 {places} 人（按比例向下取整），现为 {given} 人",
                    f"“{name}” has {places} places (share floored), not {given}",
                )
            )


def _entered(decision: GradeDecision, earlier: GradeDecision | None) -> GradeDecision:
    """Keep a decision; the one before it stays and names it."""
    decision.save()
    if earlier is not None:
        earlier.superseded_by = decision
        earlier.save(update_fields=["superseded_by"])
    return decision

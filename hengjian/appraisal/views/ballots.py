"""The vote of a body on grades: put by the appraisal office, said by each member."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.actions import ballots
from hengjian.appraisal.actions.grades import COMMITTEE, NO_GRADE
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import GradeBallot, ScoreSheet
from hengjian.appraisal.models.scheme import StaffClass
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.correcting import scheme_of_round
from hengjian.appraisal.queries.sight import round_worked
from hengjian.appraisal.views.grades_typed import typed_grades
from hengjian.engines.voting.ballots import Result, Voice
from hengjian.lib.bilingual import Text
from hengjian.meetings.catalogue import plan_of
from hengjian.meetings.models import Body
from hengjian.organisation.models import Person
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


VOICES = {
    Voice.FOR: Text("赞成", "for"),
    Voice.AGAINST: Text("反对", "against"),
    Voice.ABSTAIN: Text("弃权", "abstain"),
}
RESULTS = {
    "passed": (Text("通过", "carried"), "green"),
    "not_passed": (Text("未通过", "not carried"), "amber"),
    "no_quorum": (Text("不足法定人数", "no quorum"), "amber"),
    "chair_decides": (Text("由主持人决定", "the chair decides"), "amber"),
}
LINES = TableColumns(
    "grade-ballot",
    (
        Column("person", Text("人员", "Person"), stays=True),
        Column("total", Text("总分", "Total"), "number"),
        Column("grade", Text("提付表决的等次", "Grade put"), "narrow"),
        Column("reason", Text("与分数线不同的理由", "Why another")),
        Column("result", Text("结果", "Result"), "narrow"),
        Column("why", Text("计票", "Count")),
    ),
)


@dataclass(frozen=True)
class Line:
    """One person's grade as it was put, how the viewer voted, what was counted."""

    sheet: ScoreSheet
    grade: str
    reason: str
    own: str  # the viewer's voice
    is_own: bool
    result: Text | None
    colour: str
    votes: Text | None
    why: Text | None


@door(Permission.SHEET_READ_ALL)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The grades put to the vote; one's own voices; the count once it was made."""
    ballot = _seen(request, number, Permission.SHEET_READ_ALL)
    lines = _lines(ballot, request.user.person_id)
    if request.GET.get("export"):
        return _export(request, ballot, lines)
    unit = ballot.round.scheme.procuratorate
    voted = set(ballot.voices.values_list("member", flat=True))
    is_member = request.user.person_id in ballot.members
    is_open = ballot.state == GradeBallot.State.TAKING
    context: dict[str, Any] = {
        "ballot": ballot,
        "round": ballot.round,
        "period": in_words(ballot.round.period),
        "lines": lines,
        "voices": VOICES,
        "body": plan_of(ballot.body).label,
        "basis": Text(ballot.rule_basis_zh, ballot.rule_basis_en),
        "members": [
            (one.name, one.pk in voted)
            for one in Person.objects.filter(pk__in=ballot.members).order_by("number")
        ],
        "voted": len(voted),
        "may_vote": is_open and is_member,
        "may_count": is_open
        and may(request.user, Permission.APPRAISAL_DECIDE, unit=unit),
        "another_for": _another_for(request, ballot, lines),
        "grades": [one.grade for one in scheme_of_round(ballot.round).grades],
        "no_grade": NO_GRADE,
        "opened_by": actor_name(ballot.opened_by),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "appraisal/ballot.html", context)


def _lines(ballot: GradeBallot, viewer: int | None) -> list[Line]:
    sheets = ballot.round.sheets.filter(pk__in=[int(key) for key in ballot.put])
    own = dict(ballot.voices.filter(member=viewer).values_list("sheet", "voice"))
    found = []
    for sheet in sheets.select_related("person").order_by("person__number"):
        grade, reason = ballot.put[str(sheet.pk)]
        counted = ballot.results.get(str(sheet.pk))
        result, colour = RESULTS[counted["result"]] if counted else (None, "")
        why = Text(counted["zh"], counted["en"]) if counted else None
        votes = _votes(counted) if counted else None
        is_own = sheet.person_id == viewer
        voice = own.get(sheet.pk, "")
        found.append(
            Line(sheet, grade, reason, voice, is_own, result, colour, votes, why)
        )
    return found


def _another_for(
    request: PageRequest, ballot: GradeBallot, lines: list[Line]
) -> list[Line]:
    """Those for whom the viewer may put another grade here; after the count the rest."""
    unit = ballot.round.scheme.procuratorate
    if not may(request.user, Permission.APPRAISAL_PREPARE, unit=unit):
        return []
    if ballot.state == GradeBallot.State.TAKING:
        return lines
    if ballot.round.ballots.filter(pk__gt=ballot.pk).exists():
        return []  # it goes on there
    return [
        line
        for line in lines
        if ballot.results[str(line.sheet.pk)]["result"] != Result.PASSED
    ]


def _votes(counted: dict[str, Any]) -> Text:
    """For, against, abstained, and whether somebody was recused."""
    ayes, noes, abstain = (counted[one] for one in ("for", "against", "abstain"))
    recused = counted["recused"]
    zh = f"赞成 {ayes}、反对 {noes}、弃权 {abstain}"
    en = f"{ayes} for, {noes} against, {abstain} abstained"
    if not recused:
        return Text(zh, en)
    return Text(f"{zh}、回避 {recused}", f"{en}, {recused} recused")


def _export(
    request: PageRequest, ballot: GradeBallot, lines: list[Line]
) -> HttpResponse:
    values = {
        "person": lambda one: one.sheet.person.name,
        "total": lambda one: one.sheet.total,
        "grade": lambda one: one.grade,
        "reason": lambda one: one.reason,
        "result": lambda one: say(one.result) if one.result else "",
        "why": lambda one: say(one.why) if one.why else "",
    }
    title = Text("等次表决", "Vote on grades")
    sheet = LINES.shown().sheet(title, lines, values, f"{ballot.body} {ballot.held_on}")
    return exported_sheet(request, sheet, f"grades-{ballot.pk}", by=request.user)


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def put(request: PageRequest, number: int) -> HttpResponse:
    """Put the grades of a closed year to the vote of the body that decides them."""
    found = round_worked(request.user, number, Permission.APPRAISAL_PREPARE)
    is_committee = found.scheme.staff_class == StaffClass.PROCURATORS
    plan = COMMITTEE if is_committee else "party_leadership_group"
    body = Body.objects.filter(
        procuratorate=found.scheme.procuratorate, plan=plan, closed_on__isnull=True
    ).first()
    if body is None:
        raise AppraisalFault(
            Text("本院还没有登记这一组织", "that body is not set up here")
        )
    grades, reasons = typed_grades(request, found)
    made = ballots.put(
        round_=found, body=body, grades=grades, reasons=reasons, by=request.user
    )
    return redirect("appraisal:ballot", made.pk)


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def put_another(request: PageRequest, number: int) -> HttpResponse:
    """Put another grade for one person: in this vote, or in a new one after the count."""
    ballot = _seen(request, number, Permission.APPRAISAL_PREPARE)
    typed = request.POST.get("sheet", "")
    if typed not in ballot.put:
        raise NotTheirs
    sheet, grade = int(typed), request.POST.get("grade", "").strip()
    reason = request.POST.get("reason", "")
    if ballot.state == GradeBallot.State.TAKING:
        ballots.put_another(
            ballot=ballot, sheet=sheet, grade=grade, reason=reason, by=request.user
        )
        told = Text(
            "已提付表决；对此人原等次的意见作废，请组成人员重新表决。",
            "Put; what was said of the former grade is void: members vote again.",
        )
        messages.success(request, say(told))
        return redirect("appraisal:ballot", number)
    made = ballots.put(
        round_=ballot.round,
        body=ballot.body,
        grades={sheet: grade},
        reasons={sheet: reason},
        by=request.user,
    )
    return redirect("appraisal:ballot", made.pk)


@door(Permission.SHEET_READ_ALL, methods=("POST",))
def vote(request: PageRequest, number: int) -> HttpResponse:
    """Say for, against or abstain; only members, nobody on the own grade."""
    ballot = _seen(request, number, Permission.SHEET_READ_ALL)
    if request.user.person is None:
        raise NotTheirs
    said = {
        int(key): Voice(voice)
        for key in ballot.put
        if (voice := request.POST.get(f"voice-{key}", "")) in set(Voice)
    }
    ballots.vote(
        ballot=ballot, member=request.user.person, voices=said, by=request.user
    )
    told = Text(
        "您的意见已记下，计票前可以改。", "Kept; it may be changed until the count."
    )
    messages.success(request, say(told))
    return redirect("appraisal:ballot", number)


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def count(request: PageRequest, number: int) -> HttpResponse:
    """Count by the body's rule; what is carried is decided."""
    ballot = _seen(request, number, Permission.APPRAISAL_DECIDE)
    ballots.count(ballot=ballot, by=request.user)
    return redirect("appraisal:ballot", number)


def _seen(request: PageRequest, number: int, permission: Permission) -> GradeBallot:
    ballot = (
        GradeBallot.objects.filter(pk=number)
        .select_related("round__scheme__procuratorate", "body__procuratorate")
        .first()
    )
    if ballot is None:
        raise NotTheirs
    round_worked(request.user, ballot.round_id, permission)
    return ballot

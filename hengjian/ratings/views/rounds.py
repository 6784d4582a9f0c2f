"""A round for who holds it: opened, looked at, released, cancelled; one person's result."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Department, Procuratorate
from hengjian.ratings.actions import releasing, rounds, rubrics
from hengjian.ratings.actions.rounds import Wanted
from hengjian.ratings.faults import BallotFault
from hengjian.ratings.models import (
    Direction,
    Rater,
    RatingResult,
    RatingRound,
    RoundState,
    Rubric,
)
from hengjian.ratings.queries.rounds import (
    PersonRow,
    leniency_by_name,
    person_rows,
    rounds_seen,
)
from hengjian.ratings.tallies import FEWEST, read_tally, summary
from hengjian.ratings.telling import tell_raters
from hengjian.ratings.typed import criteria_of, day
from hengjian.ratings.wording import DIRECTIONS, figure, spread
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


@door(Permission.RATING_GIVE)
def page(request: PageRequest, number: int) -> HttpResponse:
    """A round: its people; once released what came out, as far as the viewer sees it."""
    round_ = seen(request, number)
    holds = _holds(request, round_)
    rows = person_rows(round_)
    if not holds:
        rows = [row for row in rows if row.person.pk == request.user.person_id]
    if request.GET.get("export"):
        return _export(request, round_, rows)
    waiting = Rater.objects.filter(round=round_, has_rated=False)
    context: dict[str, Any] = {
        "round": round_,
        "rows": rows,
        "holds": holds,
        "is_rater": Rater.objects.filter(
            round=round_, person=request.user.person_id
        ).exists(),
        "fewest": FEWEST,
        "kept_back": sum(row.is_kept_back for row in rows),
        # names only of a named round: who is missing would say who wrote
        "waiting": waiting.select_related("person").order_by("person__number")
        if holds and not round_.is_anonymous and round_.state == RoundState.OPEN
        else [],
        "leniency": leniency_by_name(round_) if holds and _is_released(round_) else [],
        "may_export": holds
        and may(request.user, Permission.EXPORT_MAKE, unit=round_.procuratorate),
        "may_release": round_.state == RoundState.OPEN
        and (clock.today() > round_.closes_on or round_.done == round_.asked),
    }
    return render(request, "ratings/round.html", context)


def _export(
    request: PageRequest, round_: RatingRound, rows: list[PersonRow]
) -> HttpResponse:
    heads = [say(Text("工号", "Number")), say(Text("姓名", "Name"))]
    heads += [each["label"] for each in round_.rubric.criteria]
    heads += [
        say(Text("平均", "Mean")),
        say(Text("离散", "Spread")),
        say(Text("评议人数", "Raters")),
    ]
    lines = [
        [
            row.person.number,
            row.person.name,
            *(
                figure(one.mean) if (one := row.by_criterion.get(name)) else None
                for name in round_.rubric.criterion_names
            ),
            *(
                (figure(row.summary.mean), spread(row.summary.variance))
                if row.summary
                else (None, None)
            ),
            row.summary.count if row.summary else None,
        ]
        for row in rows
    ]
    sheet = Sheet(say(Text("评议结果", "Results")), heads, lines, str(round_))
    return exported_sheet(request, sheet, f"ratings-{round_.pk}", by=request.user)


@door(Permission.RATING_GIVE)
def person(request: PageRequest, number: int, person: int) -> HttpResponse:
    """One person's released result with tallies and reasons: their own, or for who holds it."""
    round_ = seen(request, number)
    if person != request.user.person_id and not _holds(request, round_):
        raise PermissionDenied(Permission.RATING_HOLD.value)
    row = next((each for each in person_rows(round_) if each.person.pk == person), None)
    if row is None or not _is_released(round_):
        raise Http404
    results = {
        each.criterion: each
        for each in RatingResult.objects.filter(round=round_, person=person)
    }
    context = {
        "round": round_,
        "row": row,
        "fewest": FEWEST,
        "criteria": [
            {
                "criterion": criterion,
                "summary": summary(tally),
                "tally": [(level, tally.get(level, 0)) for level in _levels(round_)],
                "most": max(tally.values(), default=1),
                "remarks": results[criterion["criterion"]].remarks,
            }
            for criterion in round_.rubric.criteria
            if criterion["criterion"] in results
            for tally in [read_tally(results[criterion["criterion"]].tally)]
        ],
    }
    return render(request, "ratings/person.html", context)


@door(Permission.RATING_HOLD, methods=("GET", "HEAD", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """Open a round."""
    if request.method != "POST":
        return _asked(request, {})
    typed = request.POST.dict()
    try:
        round_ = rounds.open_round(wanted=_wanted(request, typed), by=request.user)
    except UserFault as fault:
        if fault.is_refusal or fault.status in (403, 404):
            raise
        return _asked(request, typed, fault=fault.message)
    tell_raters(round_, by=request.user)
    messages.success(request, say(Text("评议已发起。", "The round is open.")))
    return redirect("ratings:round", round_.pk)


def _wanted(request: PageRequest, typed: dict[str, str]) -> Wanted:
    unit = visible_unit(request.user, Permission.RATING_HOLD, typed.get("unit"))
    department = None
    if typed.get("department"):
        named = Department.objects.filter(procuratorate=unit, code=typed["department"])
        department = named.first()
        if department is None:
            raise BallotFault(Text("没有这个部门。", "There is no such department."))
    rubric = Rubric.objects.filter(
        procuratorate=unit, name=typed.get("rubric", ""), ended_on__isnull=True
    ).first()
    if rubric is None or typed.get("direction") not in DIRECTIONS:
        raise BallotFault(
            Text("请选评议表和方式。", "Choose a rubric and who rates whom.")
        )
    return Wanted(
        procuratorate=unit,
        department=department,
        rubric=rubric,
        title=(typed.get("title") or rubric.title).strip()[:100],
        direction=Direction(typed["direction"]),
        is_anonymous=typed.get("anonymous") == "yes",
        from_on=day(typed.get("from")),
        until_on=day(typed.get("until")),
        opens_on=clock.today(),
        closes_on=day(typed.get("closes")),
    )


def _asked(
    request: PageRequest, typed: dict[str, str], *, fault: Text | None = None
) -> HttpResponse:
    unit = visible_unit(
        request.user,
        Permission.RATING_HOLD,
        typed.get("unit") or request.GET.get("unit"),
    )
    today = clock.today()
    context = {
        "typed": typed,
        "fault": fault,
        "unit": unit,
        "units": _units(request),
        "departments": unit.departments.filter(closed_on__isnull=True).order_by("code"),
        "rubrics": Rubric.objects.filter(
            procuratorate=unit, ended_on__isnull=True
        ).order_by("name"),
        "directions": DIRECTIONS.items(),
        "from_on": typed.get("from") or today.replace(month=1, day=1).isoformat(),
        "until_on": typed.get("until") or today.isoformat(),
        "closes_on": typed.get("closes") or (today + timedelta(days=7)).isoformat(),
        "fewest": FEWEST,
    }
    return render(request, "ratings/new.html", context, status=422 if fault else 200)


@door(Permission.RATING_HOLD, methods=("GET", "HEAD", "POST"))
def new_rubric(request: PageRequest) -> HttpResponse:
    """Take a rubric into use."""
    typed = request.POST.dict()
    unit = visible_unit(
        request.user,
        Permission.RATING_HOLD,
        typed.get("unit") or request.GET.get("unit"),
    )
    fault = None
    if request.method == "POST":
        scale = typed.get("scale", "")
        try:
            rubrics.adopt_rubric(
                procuratorate=unit,
                name=_name(typed.get("name", "")),
                title=typed.get("title", ""),
                scale=int(scale) if scale.isdecimal() and len(scale) < 3 else 0,
                criteria=criteria_of(typed.get("criteria", "")),
                by=request.user,
            )
        except BallotFault as found:
            fault = found.message
        else:
            messages.success(request, say(Text("评议表已启用。", "In use.")))
            return redirect("ratings:ratings")
    context = {"typed": typed, "fault": fault, "unit": unit, "units": _units(request)}
    status = 422 if fault else 200
    return render(request, "ratings/new_rubric.html", context, status=status)


def _name(text: str) -> str:
    name = text.strip().lower()
    if not name.isascii() or not name.replace("_", "").replace("-", "").isalnum():
        raise BallotFault(
            Text(
                "代号用小写字母、数字和下划线，方案里按它引用。",
                "The name is letters, digits and underscores: schemes call it so.",
            )
        )
    return name[:60]


@door(Permission.RATING_HOLD, methods=("POST",))
def release(request: PageRequest, number: int) -> HttpResponse:
    """Release what came out."""
    round_ = _held(request, number)
    releasing.release_round(round_=round_, by=request.user)
    messages.success(request, say(Text("结果已公布。", "The results are released.")))
    return redirect("ratings:round", round_.pk)


@door(Permission.RATING_HOLD, methods=("POST",))
def cancel(request: PageRequest, number: int) -> HttpResponse:
    """Cancel a round, with the reason."""
    round_ = _held(request, number)
    reason = request.POST.get("reason", "")
    rounds.cancel_round(round_=round_, reason=reason, by=request.user)
    messages.success(request, say(Text("评议已作废。", "The round is cancelled.")))
    return redirect("ratings:round", round_.pk)


def seen(request: PageRequest, number: int) -> Any:
    """A round that the viewer sees, with its counts. Raises ``Http404``."""
    found = rounds_seen(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _held(request: PageRequest, number: int) -> Any:
    round_ = seen(request, number)
    if not _holds(request, round_):
        raise PermissionDenied(Permission.RATING_HOLD.value)
    return round_


def _holds(request: PageRequest, round_: RatingRound) -> bool:
    return may(request.user, Permission.RATING_HOLD, unit=round_.procuratorate)


def _is_released(round_: RatingRound) -> bool:
    return bool(round_.state == RoundState.RELEASED)


def _levels(round_: RatingRound) -> range:
    return range(round_.rubric.scale, -1, -1)


def _units(request: PageRequest) -> list[Procuratorate]:
    found = visible_units(request.user, Permission.RATING_HOLD)
    return list(found.order_by("level", "code"))

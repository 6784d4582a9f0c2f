"""Schemes: the list, one scheme with its versions and dry runs, the editor."""

import difflib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.appraisal import policy
from hengjian.appraisal.actions import dry_runs, schemes
from hengjian.appraisal.faults import SchemeFaults
from hengjian.appraisal.item_sources import SOURCE_LABELS, sources_of
from hengjian.appraisal.models import (
    AppraisalRound,
    AppraisalScheme,
    PublishedTo,
    SchemeVersion,
    StaffClass,
    UnitKind,
)
from hengjian.appraisal.queries.sight import scheme_seen, scheme_worked, schemes_seen
from hengjian.appraisal.scheme_form import (
    RULES,
    SPARE_ROWS,
    Row,
    SchemeForm,
    form_of,
    read_form,
    typed_form,
)
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.trying import facts_of_round
from hengjian.appraisal.views.days import day_of
from hengjian.engines.scoring.model import Missing, Normalise
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.meetings.models import Resolution
from hengjian.ui.templatetags.say import in_reader_language as say


MISSING = {
    Missing.ZERO: Text("记零分", "scores nothing"),
    Missing.NOT_APPLICABLE: Text("不适用，分值摊给本组", "not applicable: spread"),
    Missing.UNKNOWN: Text("未知，暂定", "unknown: provisional"),
}
NORMALISE = {
    Normalise.NONE: Text("不折算", "none"),
    Normalise.DEPARTMENT_MAXIMUM: Text("按部门最高分", "by the department's highest"),
}
PUBLISHED = {
    PublishedTo.NOBODY: Text("只看本人", "the own sheet only"),
    PublishedTo.DEPARTMENT: Text("本部门看总分和等次", "totals inside the department"),
    PublishedTo.OFFICE: Text("本院看总分和等次", "totals inside the office"),
}


@door(Permission.SHEET_READ)
def page(request: PageRequest) -> HttpResponse:
    """Every scheme that the viewer may read."""
    context = {
        "schemes": schemes_seen(request.user),
        "may_prepare": may(request.user, Permission.APPRAISAL_PREPARE),
    }
    return render(request, "appraisal/schemes.html", context)


@door(Permission.APPRAISAL_PREPARE, methods=("GET", "HEAD", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """Begin a scheme: for whom, which year."""
    fault: Text | None = None
    if request.method == "POST":
        typed = request.POST
        unit = visible_unit(
            request.user, Permission.APPRAISAL_PREPARE, typed.get("unit")
        )
        year = typed.get("year", "")
        try:
            made = schemes.draw_up(
                procuratorate=unit,
                year=int(year) if year.isdecimal() else clock.today().year,
                staff_class=_known(typed.get("staff_class"), StaffClass.values),
                unit_kind=_known(typed.get("unit_kind"), UnitKind.values),
                name=typed.get("name") or say(Text("考核方案", "Appraisal scheme")),
                departments=typed.getlist("department"),
                by=request.user,
            )
            return redirect("appraisal:edit-scheme", made.pk)
        except UserFault as refused:
            if refused.is_refusal:
                raise
            fault = refused.message
    context = {
        "fault": fault,
        "units": visible_units(request.user, Permission.APPRAISAL_PREPARE).order_by(
            "code"
        ),
        "classes": StaffClass.choices,
        "kinds": UnitKind.choices,
        "year": clock.today().year,
    }
    status = 409 if fault else 200
    return render(request, "appraisal/new_scheme.html", context, status=status)


def _known(word: str | None, words: list[str]) -> str:
    return word if word in words else words[0]


@door(Permission.SHEET_READ)
def scheme(request: PageRequest, number: int) -> HttpResponse:
    """One scheme: how far it is, its text, what changed, its dry runs and rounds."""
    found = scheme_seen(request.user, number)
    versions = list(found.versions.order_by("-number"))
    shown = _asked_version(request, found, versions)
    unit = found.procuratorate
    reads_all = may(request.user, Permission.SHEET_READ_ALL, unit=unit)
    content = scheme_of(shown.text) if shown else None
    context: dict[str, Any] = {
        "scheme": found,
        "shown": shown,
        "content": content,
        "sources": sources_of(shown.sources, [i.item for i in content.items])
        if shown and content
        else {},
        "source_labels": SOURCE_LABELS,
        "versions": versions if reads_all else [],
        "changes": _changes(shown, versions) if reads_all else [],
        "dry_runs": list(shown.dry_runs.order_by("-pk")) if shown and reads_all else [],
        "rounds": list(found.rounds.order_by("-period")) if reads_all else [],
        "past": _past_rounds(found) if reads_all else [],
        "resolutions": Resolution.objects.filter(body__procuratorate=unit).order_by(
            "-decided_on", "-pk"
        )[:30],
        "missing_words": MISSING,
        "published": PUBLISHED[PublishedTo(shown.published_to)] if shown else None,
        "may_prepare": may(request.user, Permission.APPRAISAL_PREPARE, unit=unit),
        "may_decide": may(request.user, Permission.APPRAISAL_DECIDE, unit=unit),
        "today": clock.today(),
    }
    return render(request, "appraisal/scheme.html", context)


def _asked_version(
    request: PageRequest, found: AppraisalScheme, versions: list[SchemeVersion]
) -> SchemeVersion | None:
    reads_all = may(request.user, Permission.SHEET_READ_ALL, unit=found.procuratorate)
    if not reads_all:
        return found.adopted_version
    asked = request.GET.get("version", "")
    chosen = [one for one in versions if str(one.number) == asked]
    return next(iter(chosen or versions), None)


def _changes(
    shown: SchemeVersion | None, versions: list[SchemeVersion]
) -> list[tuple[str, str]]:
    """What a version's text changed beside the one before: sign and line."""
    if shown is None:
        return []
    before = next((v for v in versions if v.number == shown.number - 1), None)
    if before is None:
        return []
    told = difflib.ndiff(
        before.text.splitlines() + before.sources.split("},"),
        shown.text.splitlines() + shown.sources.split("},"),
    )
    return [(line[0], line[2:]) for line in told if line[0] in "+-"]


def _past_rounds(found: AppraisalScheme) -> list[AppraisalRound]:
    return list(
        AppraisalRound.objects.filter(
            scheme__procuratorate=found.procuratorate,
            scheme__staff_class=found.staff_class,
            count__gt=0,
        )
        .exclude(scheme=found)
        .select_related("scheme")
        .order_by("-period", "pk")[:20]
    )


@door(Permission.APPRAISAL_PREPARE, methods=("GET", "HEAD", "POST"))
def edit(request: PageRequest, number: int) -> HttpResponse:
    """The editor: components, items, rules and grades as rows; faults at their place."""
    found = scheme_worked(request.user, number, Permission.APPRAISAL_PREPARE)
    latest = found.versions.order_by("-number").first()
    if request.method == "POST":
        form = typed_form(request.POST.dict())
        if _written(request, found, form):
            return redirect("appraisal:scheme", found.pk)
        return _editor(request, found, form, status=422)
    form = SchemeForm(name=found.name, components="performance: 60\ncommon: 40")
    if latest is not None:
        content = scheme_of(latest.text)
        form = form_of(content, sources_of(latest.sources), latest.published_to)
    return _editor(request, found, form)


def _written(request: PageRequest, found: AppraisalScheme, form: SchemeForm) -> bool:
    read = read_form(form)
    if read is None:
        return False
    content, sources = read
    try:
        policy.require(
            content,
            sources,
            staff_class=found.staff_class,
            channel="page",
            by=request.user,
        )
    except SchemeFaults as faults:
        for problem in faults.problems:
            form.place(problem)
        return False
    version = schemes.write_version(
        scheme=found,
        content=content,
        sources=sources,
        published_to=_known(form.published_to, PublishedTo.values),
        reason=form.reason,
        by=request.user,
    )
    messages.success(
        request,
        say(
            Text(
                f"已存为第 {version.number} 版。", f"Kept as version {version.number}."
            )
        ),
    )
    return True


def _editor(
    request: PageRequest, found: AppraisalScheme, form: SchemeForm, status: int = 200
) -> HttpResponse:
    form.rows += [Row() for _ in range(SPARE_ROWS)]
    context = {
        "scheme": found,
        "form": form,
        "rules": RULES,
        "missing": MISSING,
        "kinds": SOURCE_LABELS,
        "normalise": NORMALISE,
        "published": PUBLISHED,
    }
    return render(request, "appraisal/edit_scheme.html", context, status=status)


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def ask_dry_run(request: PageRequest, number: int) -> HttpResponse:
    """Have the latest version tried on a past round's facts or an uploaded file."""
    found = scheme_worked(request.user, number, Permission.APPRAISAL_PREPARE)
    version = found.versions.order_by("-number").first()
    if version is None:
        raise UserFault(Text("先写方案", "write the scheme first"), status=409)
    upload = request.FILES.get("facts")
    if upload is not None:
        facts, behind = upload.read(4 * 1024 * 1024).decode("utf-8", "replace"), ""
        period, origin = request.POST.get("period", "")[:40], str(upload.name)[:200]
    else:
        asked = request.POST.get("round", "")
        past = [one for one in _past_rounds(found) if str(one.pk) == asked]
        if not past:
            raise UserFault(
                Text("选一个往期，或上传事实文件", "choose a period or bring a file"),
                status=422,
            )
        facts, behind = facts_of_round(past[0], scheme_of(version.text))
        period, origin = past[0].period, str(past[0].scheme.name)
    asked_for = dry_runs.ask(
        version=version,
        period=period or "—",
        origin=origin,
        facts=facts,
        behind=behind,
        by=request.user,
    )
    return redirect("appraisal:dry-run", asked_for.pk)


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def adopt(request: PageRequest, number: int) -> HttpResponse:
    """Adopt the latest version by a resolution or a decision in words."""
    found = scheme_worked(request.user, number, Permission.APPRAISAL_DECIDE)
    version = found.versions.order_by("-number").first()
    if version is not None:
        policy.require(
            scheme_of(version.text),
            sources_of(version.sources),
            staff_class=found.staff_class,
            channel="page",
            by=request.user,
        )
    chosen = request.POST.get("resolution", "")
    resolution = Resolution.objects.filter(
        body__procuratorate=found.procuratorate,
        pk=int(chosen) if chosen.isdecimal() else 0,
    ).first()
    schemes.adopt(
        scheme=found,
        decided_on=day_of(request.POST.get("decided_on")),
        resolution=resolution,
        decided_as=request.POST.get("decided_as", ""),
        by=request.user,
    )
    messages.success(request, say(Text("方案已通过。", "The scheme is adopted.")))
    return redirect("appraisal:scheme", found.pk)


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def close(request: PageRequest, number: int) -> HttpResponse:
    """End a scheme whose rounds are closed."""
    found = scheme_worked(request.user, number, Permission.APPRAISAL_DECIDE)
    schemes.close(scheme=found, by=request.user)
    return redirect("appraisal:scheme", found.pk)

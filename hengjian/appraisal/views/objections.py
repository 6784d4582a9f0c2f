"""异议: raised from the own sheet; the frozen version and the effect on others; statistics."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hengjian.access.doors import PageRequest, door
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.appraisal import objecting
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.models import ScoreSheet
from hengjian.appraisal.objecting import KIND, Objection
from hengjian.appraisal.queries.correcting import Effect, effect
from hengjian.appraisal.queries.objections import (
    may_weigh,
    objection_seen,
    objections_seen,
    statistics,
)
from hengjian.appraisal.queries.sight import own_sheets
from hengjian.appraisal.queries.told_sheets import told
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.actions.registering import register
from hengjian.matters.faults import NotFilled
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter
from hengjian.matters.people import place_of
from hengjian.organisation.queries import in_force_on
from hengjian.ratings.models import YearNote
from hengjian.ui.templatetags.say import in_reader_language as say


SHOWN = 50


@door(Permission.SHEET_READ)
def page(request: PageRequest) -> HttpResponse:
    """Objections that the viewer sees, and the office's published statistics."""
    person = request.user.person
    place = place_of(person, clock.today()) if person is not None else None
    context = {
        "objections": list(objections_seen(request.user)[:SHOWN]),
        "sheets": [
            sheet for sheet in own_sheets(request.user)[:12] if not sheet.frozen_for
        ],
        "years": statistics(place[0]) if place is not None else [],
        "unit": place[0] if place is not None else None,
        "handed_in": _handed_in(request),
    }
    return render(request, "appraisal/objections.html", context)


def _handed_in(request: PageRequest) -> list[Any]:
    """Who handed in what of this year, for those who read all sheets of the office."""
    units = visible_units(request.user, Permission.SHEET_READ_ALL)
    notes = YearNote.objects.filter(
        in_force_on(clock.today(), "person__appointments__"),
        handed_in_on__isnull=False,
        happened_on__year=clock.today().year,
        person__appointments__procuratorate__in=units,
    )
    return list(
        notes.values("person_id", "person__name", "happened_on__year")
        .order_by("person__number", "happened_on__year")
        .distinct()
    )


@door(Permission.SHEET_READ, methods=("GET", "HEAD", "POST"))
def new(request: PageRequest, number: int) -> HttpResponse:
    """Object to one's own sheet; posted, the matter begins and the version is frozen."""
    sheet = own_sheets(request.user).filter(pk=number).first()
    if sheet is None or request.user.acting_for is not None:
        raise NotTheirs
    if request.method != "POST":
        return _asked(request, sheet, {})
    typed = request.POST.dict()
    kind, bound, place = objecting.bound_form(sheet, typed, request.user)
    try:
        matter = register(
            kind=kind,
            bound=bound,
            unit=place[0],
            department=place[1],
            registrant=request.user.person,
            by=request.user,
        )
    except NotFilled as fault:
        return _asked(request, sheet, typed, fault=fault.message)
    said = Text(
        f"异议 {matter.number} 已提出，考评表保持现有版本。",
        f"Objection {matter.number} is raised; the sheet stays as it is.",
    )
    messages.success(request, say(said))
    return redirect("appraisal:objection", matter.pk)


def _asked(
    request: PageRequest,
    sheet: ScoreSheet,
    typed: dict[str, str],
    *,
    fault: Text | None = None,
) -> HttpResponse:
    card = kind_named(KIND).card
    context = {
        "sheet": sheet,
        "told": told(sheet.version),
        "typed": typed,
        "fault": fault,
        "grounds": (card.items["ground"].choices or {}).items(),
        "facts": objecting.facts_of(sheet),
    }
    status = 422 if fault else 200
    return render(request, "appraisal/new_objection.html", context, status=status)


@door(Permission.SHEET_READ)
def objection(request: PageRequest, number: int) -> HttpResponse:
    """The frozen version; for the reviewer what a correction would come to, for everybody."""
    found = objection_seen(request.user, number)
    weighs = may_weigh(request.user, found)
    typed = request.GET.get("corrections", "")
    asked = typed or str(found.values.get("corrections") or "")
    fault, tried = None, None
    if weighs and asked:
        try:
            tried = effect(found.sheet, objecting.corrections_of(asked))
        except UserFault as wrong:
            fault = wrong.message
    context: dict[str, Any] = {
        "objection": found,
        "told": told(found.version),
        "weighs": weighs,
        "asked": asked,
        "fault": fault,
        "effect": tried,
        "words": effect_words(tried) if tried is not None else None,
        "is_current": found.sheet.current_id == found.version.pk,
        "is_own": found.sheet.person_id == request.user.person_id,
    }
    return render(request, "appraisal/objection.html", context)


def effect_words(found: Effect) -> Text:
    """The effect in a sentence, to be taken over into the review."""
    moved = [each for each in found.others if each.grade_before != each.grade_after]
    return Text(
        f"本人 {found.before.total} → {found.after.total} 分，等次"
        f" {found.before.grade or '未定'} → {found.after.grade or '未定'}；"
        f"其他 {len(found.others)} 人变动，其中 {len(moved)} 人等次变动。",
        f"Own total {found.before.total} → {found.after.total}, grade"
        f" {found.before.grade or 'open'} → {found.after.grade or 'open'};"
        f" {len(found.others)} others move, {len(moved)} of them in grade.",
    )


def panel(request: HttpRequest, matter: Matter) -> SafeString:
    """The part of an objection's page that leads to its sheet; empty for other matters."""
    account = request.user
    if matter.kind != KIND or not isinstance(account, Account):
        return SafeString("")
    try:
        found: Objection = objection_seen(account, matter.pk)
    except UserFault:
        return SafeString("")
    context = {"objection": found, "weighs": may_weigh(account, found)}
    return render_to_string("appraisal/objection_panel.html", context, request=request)

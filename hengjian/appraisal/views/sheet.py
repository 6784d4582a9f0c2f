"""A score sheet: each line with its marks, its reason, and what it rests on."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.models import BonusLine, ScoreSheet, SheetVersion
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.sight import sheet_seen
from hengjian.appraisal.queries.standing import decided_grades
from hengjian.appraisal.queries.told_sheets import MEAN_NOTE, progress_words, told
from hengjian.appraisal.views.bonuses import yuan
from hengjian.appraisal.views.sheet_files import paper, workbook
from hengjian.appraisal.views.shown_cards import cards_context


@door(Permission.SHEET_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One sheet, the current version or ``?version=``; as a workbook or a paper."""
    sheet = sheet_seen(request.user, number)
    version = _version(request, sheet)
    shown = told(version)
    asked = request.GET.get("export")
    if asked == "xlsx":
        return workbook(request, shown)
    if asked == "docx":
        return paper(request, shown)
    context = {
        "sheet": sheet,
        "told": shown,
        "versions": list(sheet.versions.order_by("-number")),
        "period": in_words(sheet.round.period),
        "grade": decided_grades([sheet.pk]).get(sheet.pk, ""),
        "decisions": list(sheet.decisions.select_related("resolution").order_by("-pk")),
        "bonus": [
            (line.pool, None if line.fen is None else yuan(line.fen))
            for line in BonusLine.objects.filter(
                sheet_version__sheet=sheet, pool__cancelled_on__isnull=True
            ).select_related("pool")
        ],
        "reads_all": may(
            request.user,
            Permission.SHEET_READ_ALL,
            unit=sheet.round.scheme.procuratorate,
        ),
        "progress": progress_words(shown),
        "mean_note": MEAN_NOTE,
        "made_by": actor_name(version.made_by),
        "is_own": request.user.person_id == sheet.person_id,
        "may_export": may(request.user, Permission.EXPORT_MAKE),
        "whole": max(shown.full, shown.total, 1),
    }
    return render(request, "appraisal/sheet.html", context)


def _version(request: PageRequest, sheet: ScoreSheet) -> SheetVersion:
    asked = request.GET.get("version", "")
    if not asked.isdecimal():
        return sheet.version
    versions = SheetVersion.objects.select_related("sheet__round__scheme")
    return get_object_or_404(versions, sheet=sheet, number=int(asked))


@door(Permission.SHEET_READ)
def cards(request: PageRequest, number: int, place: int) -> HttpResponse:
    """The cards behind a line's values, at the run's pinned versions."""
    sheet = sheet_seen(request.user, number)
    shown = told(_version(request, sheet))
    is_own = request.user.person_id == sheet.person_id
    context = cards_context(request, shown, place, is_own=is_own)
    context |= {"sheet_at": "appraisal:sheet", "whose": sheet.person.name}
    return render(request, "appraisal/cards.html", context | {"sheet": sheet})

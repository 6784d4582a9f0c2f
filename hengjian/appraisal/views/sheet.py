"""A score sheet: each line with its marks, its reason, and what it rests on."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.making_papers import WORD, sheet_paper
from hengjian.appraisal.models import BonusLine, ScoreSheet, SheetVersion
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.own_cards import own_cards
from hengjian.appraisal.queries.sight import sheet_seen
from hengjian.appraisal.queries.standing import decided_grades
from hengjian.appraisal.queries.told_sheets import (
    MEAN_NOTE,
    ToldSheet,
    progress_words,
    told,
)
from hengjian.appraisal.views.bonuses import yuan
from hengjian.engines.indicators.drilling import Cell
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import counted_cards
from hengjian.lib.bilingual import Text
from hengjian.meetings.making_papers import as_word
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


LINES = TableColumns(
    "sheet-lines",
    (
        Column("item", Text("考评项", "Item"), stays=True),
        Column("score", Text("得分", "Marks"), "number"),
        Column("full", Text("满分", "Of"), "number"),
        Column("why", Text("理由", "Why")),
        Column("source", Text("数值来源", "Source"), "narrow soft"),
        Column("evidence", Text("依据", "Rests on")),
    ),
)


@door(Permission.SHEET_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One sheet, the current version or ``?version=``; as a workbook or a paper."""
    sheet = sheet_seen(request.user, number)
    version = _version(request, sheet)
    shown = told(version)
    asked = request.GET.get("export")
    if asked == "xlsx":
        return _workbook(request, shown)
    if asked == "docx":
        return _paper(request, shown)
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
    if not asked.isdigit():
        return sheet.version
    versions = SheetVersion.objects.select_related("sheet__round__scheme")
    return get_object_or_404(versions, sheet=sheet, number=int(asked))


def _name(shown: ToldSheet) -> str:
    sheet = shown.sheet
    return f"sheet-{sheet.person.number}-{sheet.round.period}-v{shown.version.number}"


def _workbook(request: PageRequest, shown: ToldSheet) -> HttpResponse:
    values = {
        "item": lambda line: say(line.title),
        "score": lambda line: line.score,
        "full": lambda line: line.full,
        "why": lambda line: say(line.why),
        "source": lambda line: say(line.source),
        "evidence": lambda line: "；".join(one.told for one in line.evidence),
    }
    note = f"{shown.sheet.person} {shown.sheet.round.period} {shown.total} {shown.version.digest}"
    sheet = LINES.shown().sheet(
        Text("考评表", "Score sheet"), list(shown.lines), values, note
    )
    return exported_sheet(request, sheet, _name(shown), by=request.user)


def _paper(request: PageRequest, shown: ToldSheet) -> HttpResponse:
    note_export(request, _name(shown), rows=len(shown.lines), by=request.user)
    answer = HttpResponse(as_word(sheet_paper(shown)), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{_name(shown)}.docx"'
    answer["Cache-Control"] = "no-store"
    return answer


@door(Permission.SHEET_READ)
def cards(request: PageRequest, number: int, place: int) -> HttpResponse:
    """The cards behind a line's values, at the run's pinned versions."""
    sheet = sheet_seen(request.user, number)
    shown = told(_version(request, sheet))
    line = next((one for one in shown.lines if one.place == place), None)
    found = [one for one in line.evidence if one.kind == "run"] if line else []
    if line is None or not found:
        raise Http404(place)
    cells = []
    for one in found:
        run_id, indicator, period, unit, person = one.reference.split("|")
        run = get_object_or_404(Run, pk=int(run_id))
        label = run_inputs.packs_of(run).indicators[indicator].label
        cell = Cell(period, {"procuratorate": unit, "person": person})
        counted = counted_cards(run, indicator, cell, request.user)
        if request.user.person_id == sheet.person_id:
            counted = [own_cards(each) for each in counted]
        cells.append({"evidence": one, "run": run, "label": label, "counted": counted})
    context = {"sheet": sheet, "line": line, "cells": cells, "told": shown}
    return render(request, "appraisal/cards.html", context)

"""One import: how far it is, what came of it, the rows it kept aside."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from hengjian.access.actor_names import actor_name
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.jobs.models import JobState
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.downloads import XLSX
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse import exporting
from hengjian.warehouse.actions import cancelling
from hengjian.warehouse.importing import stopping
from hengjian.warehouse.models import Import
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.import_results import (
    item_labels,
    result_of,
    value_in_words,
)
from hengjian.warehouse.queries.imports import rejected_rows
from hengjian.warehouse.queries.sealed import is_searching
from hengjian.warehouse.queries.shown_cards import card_in_force
from hengjian.warehouse.queries.sight import imports_seen
from hengjian.warehouse.table_columns import REJECTED_ROWS


@door(Permission.CARD_IMPORT)
def page(request: PageRequest, number: int) -> HttpResponse:
    """Progress while it runs (the page asks again by itself), the result after."""
    card_import = _import(request, number)
    rows = rejected_rows(card_import)
    rule = request.GET.get("rule", "")
    shown = rows.filter(rule=rule) if rule else rows
    listed = Paginator(shown, 50).get_page(request.GET.get("page"))
    card = card_in_force(card_import.table.name)
    job = card_import.job
    context: dict[str, Any] = {
        "import": card_import,
        "title": card_titles().get(
            card_import.table.name, Text.same(card_import.table.name)
        ),
        "job": job,
        "is_stopping": job is not None
        and job.cancel_asked_at is not None
        and not card_import.has_ended,
        "is_broken": job is not None
        and job.state == JobState.FAILED
        and not card_import.has_ended,
        "by": actor_name(card_import.staged_by),
        "fault": Text(card_import.fault_zh, card_import.fault_en),
        "result": result_of(card_import),
        "labels": item_labels(card),
        "page": listed,
        "columns": columns_for(request, REJECTED_ROWS),
        "rows": [(row, value_in_words(row, card)) for row in listed],
        "rule": rule,
        "is_searching": is_searching(),
    }
    return render(request, "warehouse/import.html", context)


@door(Permission.CARD_IMPORT, methods=("POST",))
def stop(request: PageRequest, number: int) -> HttpResponse:
    """Stop an import that is not live yet."""
    card_import = stopping.stop(_import(request, number), by=request.user)
    said = (
        Text("导入已取消，案卡没有改变。", "The import is cancelled; no card changed.")
        if card_import.state == "cancelled"
        else Text("已要求停止。", "It is asked to stop.")
    )
    messages.success(request, in_reader_language(said))
    return redirect("warehouse:import", number)


@door(Permission.CARD_IMPORT, methods=("POST",))
def again(request: PageRequest, number: int) -> HttpResponse:
    """Queue the job of an import again after it broke down."""
    cancelling.run_again(card_import=_import(request, number), by=request.user)
    return redirect("warehouse:import", number)


@door(Permission.CARD_IMPORT, methods=("POST",))
def rejected(request: PageRequest, number: int) -> HttpResponse:
    """The rows kept aside as a workbook to correct and import again; journaled."""
    card_import = _import(request, number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rejected.xlsx"
        reason = request.POST.get("reason", "")
        if not exporting.write_rejected(
            path, card_import, reason=reason, by=request.user
        ):
            raise UserFault(
                Text("这次导入没有挡下的行", "no row was kept aside"), status=404
            )
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    name = f"{Path(card_import.file_name).stem}.挡下的行.xlsx"
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _import(request: PageRequest, number: int) -> Import:
    found = imports_seen(request.user).filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    return found

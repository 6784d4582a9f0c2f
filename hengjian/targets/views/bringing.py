"""导入目标表: what a form would change and every fault of it, before it is written."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.engines.tables.sheets import MAX_BYTES, read_sheets
from hengjian.engines.targets.gaps import Gap
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.targets import bringing_in, policy
from hengjian.targets.actions import drafting
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import TargetPlan
from hengjian.targets.queries.plans import acts_in
from hengjian.targets.views.asked import plan_numbered
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission
LONGEST = 2_000
"""Rows of a form; a year's targets of one office are fewer."""


@door(P.TARGET_REVIEW, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest, number: int) -> HttpResponse:
    """Choose a workbook; then what it would change, with every fault at once."""
    plan = _plan(request, number)
    context: dict[str, Any] = {"plan": plan, "here": "tree"}
    if request.method != "POST":
        return render(request, "targets/bring.html", context)
    rows = _uploaded(request)
    preview = bringing_in.preview(plan, rows, clock.today())
    context |= {
        "preview": preview,
        "rows": json.dumps(rows, ensure_ascii=False),
        "gaps": list[Gap](preview.gaps),
    }
    status = 422 if preview.faults else 200
    return render(request, "targets/bring.html", context, status=status)


@door(P.TARGET_REVIEW, methods=("POST",))
def confirm(request: PageRequest, number: int) -> HttpResponse:
    """Write what was previewed. A form with faults is not written at all."""
    plan = _plan(request, number)
    rows = _confirmed(request.POST.get("rows", ""))
    preview = bringing_in.preview(plan, rows, clock.today())
    if preview.faults:
        raise TargetFault(
            Text(
                f"还有 {len(preview.faults)} 处错误，未导入",
                f"{len(preview.faults)} faults are left; nothing was written",
            )
        )
    policy.require_targets(
        [row.indicator for row in preview.rows],
        channel="form",
        by=request.user,
        words=[f"{row.title} {row.rubric}" for row in preview.rows],
    )
    changes = drafting.write_rows(
        plan=plan, rows=preview.rows, removing=preview.removing, by=request.user
    )
    many = changes.counts
    words = Text(
        f"已导入：新增 {many['added']}、修改 {many['changed']}、删去 {many['removed']}。",
        f"Written: {many['added']} added, {many['changed']} changed, "
        f"{many['removed']} taken away.",
    )
    messages.success(request, say(words))
    return redirect(f"/targets/?plan={plan.pk}")


@door(P.EXPORT_MAKE)
def form(request: PageRequest, number: int) -> HttpResponse:
    """The plan as the form that offices use: read back, it changes nothing."""
    plan = plan_numbered(request, number)
    heads, *rows = bringing_in.form_of(plan)
    sheet = Sheet("目标分解", heads, rows)
    name = f"targets-{plan.procuratorate.code}-{plan.year}"
    return exported_sheet(request, sheet, name, by=request.user)


def _plan(request: PageRequest, number: int) -> TargetPlan:
    plan = plan_numbered(request, number)
    if not acts_in(request.user, P.TARGET_REVIEW, plan.procuratorate):
        raise UserFault(Text("不由您导入", "not yours to import"), status=403)
    return plan


def _uploaded(request: PageRequest) -> list[list[str]]:
    brought = request.FILES.get("file")
    if brought is None or brought.size is None or brought.size > MAX_BYTES:
        raise UserFault(Text("请选择 20 MB 以内的文件", "choose a file below 20 MB"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(b"".join(brought.chunks()))
        sheets = read_sheets(path)
    rows = next(iter(sheets.values()), [])
    return _short(rows)


def _confirmed(text: str) -> list[list[str]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        rows = None
    is_table = isinstance(rows, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row)
        for row in rows
    )
    if not is_table or not isinstance(rows, list):
        raise UserFault(Text("请重新选择文件", "choose the file again"))
    return _short(rows)


def _short(rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > LONGEST:
        raise UserFault(
            Text(f"目标表超过 {LONGEST} 行", f"the form has more than {LONGEST} rows")
        )
    return rows

"""A bonus pool: who gets how many fen, by which sheet."""

import re
from decimal import Decimal
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.actions import bonuses
from hengjian.appraisal.actions.bonuses import NO_GRADE, PROVISIONAL
from hengjian.appraisal.models import BonusPool
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.sight import pool_worked, round_worked
from hengjian.engines.pack_format.kinds import exact
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


LINES = TableColumns(
    "bonus-lines",
    (
        Column("person", Text("人员", "Person"), stays=True),
        Column("department", Text("部门", "Department"), "narrow"),
        Column("total", Text("总分", "Total"), "number"),
        Column("grade", Text("等次", "Grade"), "narrow"),
        Column("weight", Text("权重", "Weight"), "number"),
        Column("yuan", Text("金额（元）", "Yuan"), "number"),
        Column("note", Text("说明", "Note"), "narrow"),
    ),
)
UNPAID = {
    PROVISIONAL: Text("暂定，不发", "provisional: not paid"),
    NO_GRADE: Text("等次未定，不发", "grade open: not paid"),
}
_YUAN = re.compile(r"[0-9]{1,13}(\.[0-9]{1,2})?")


@door(Permission.SHEET_READ_ALL)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One pool; each line opens its sheet at the version it rests on."""
    pool = pool_worked(request.user, number, Permission.SHEET_READ_ALL)
    lines = list(
        pool.lines.select_related(
            "sheet_version__sheet__person", "sheet_version__sheet__department"
        ).order_by("sheet_version__sheet__person__number")
    )
    if request.GET.get("export"):
        values = {
            "person": lambda one: one.sheet_version.sheet.person.name,
            "department": lambda one: str(one.sheet_version.sheet.department or ""),
            "total": lambda one: one.sheet_version.sheet.total,
            "grade": lambda one: one.grade,
            "weight": lambda one: one.weight,
            "yuan": lambda one: None if one.fen is None else yuan(one.fen),
            "note": lambda one: say(UNPAID[one.unpaid]) if one.unpaid else "",
        }
        sheet = LINES.shown().sheet(
            Text("奖金分配", "Bonus"), lines, values, f"{pool.title} {pool.digest}"
        )
        return exported_sheet(request, sheet, f"bonus-{pool.pk}", by=request.user)
    round_ = round_worked(request.user, pool.round_id, Permission.SHEET_READ_ALL)
    context = {
        "pool": pool,
        "round": round_,
        "period": in_words(round_.period),
        "amount": yuan(pool.fen),
        "lines": [
            (line, None if line.fen is None else yuan(line.fen)) for line in lines
        ],
        "paid": sum(1 for line in lines if line.fen is not None),
        "unpaid": UNPAID,
        "made_by": actor_name(pool.made_by),
        "may_decide": may(
            request.user, Permission.APPRAISAL_DECIDE, unit=round_.scheme.procuratorate
        ),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "appraisal/bonus.html", context)


def yuan(fen: int) -> Decimal:
    """Fen as yuan with two decimals, exact."""
    return Decimal(fen).scaleb(-2).quantize(Decimal("0.01"))


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def split(request: PageRequest, number: int) -> HttpResponse:
    """Split a pool among the sheets of a closed round."""
    found = round_worked(request.user, number, Permission.APPRAISAL_DECIDE)
    amount = request.POST.get("yuan", "").strip()
    by = request.POST.get("by", "")
    if not _YUAN.fullmatch(amount) or by not in BonusPool.By.values:
        raise UserFault(
            Text("金额写成 123456.78", "write the amount as 123456.78"), status=422
        )
    asked = bonuses.Asked(
        title=request.POST.get("title", "").strip() or say(Text("绩效奖金", "Bonus")),
        fen=int(Fraction(amount) * 100),
        by=by,
        multiples=_multiples(request.POST.get("multiples", "")),
        decided_as=request.POST.get("decided_as", ""),
    )
    pool = bonuses.split(round_=found, asked=asked, by=request.user)
    return redirect("appraisal:bonus", pool.pk)


def _multiples(text: str) -> dict[str, Fraction]:
    found = {}
    for line in text.replace("：", ":").splitlines():
        grade, sign, number = line.rpartition(":")
        if not line.strip():
            continue
        try:
            found[grade.strip()] = exact(number.strip())
        except (ValueError, ZeroDivisionError):
            sign = ""
        if not sign:
            raise UserFault(
                Text(
                    f"“{line}”应写成 等次: 倍数", f"“{line}” is to read grade: number"
                ),
                status=422,
            )
    return found


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def cancel(request: PageRequest, number: int) -> HttpResponse:
    """Cancel a split with the reason."""
    pool = pool_worked(request.user, number, Permission.APPRAISAL_DECIDE)
    bonuses.cancel(pool=pool, reason=request.POST.get("reason", ""), by=request.user)
    return redirect("appraisal:bonus", number)

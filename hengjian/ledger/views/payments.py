"""发放清单: drawn from the ledger, checked by another, approved, paid, then frozen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.access.very_offices import very_offices
from hengjian.documents.word_answers import word_answer
from hengjian.engines.points.amounts import written
from hengjian.engines.points.spans import month_of
from hengjian.ledger.actions import paying
from hengjian.ledger.asked import month_given
from hengjian.ledger.making_papers import payment_paper
from hengjian.ledger.models import PaymentLine, PaymentList, PaymentState
from hengjian.ledger.queries.payable import (
    digest_of_list,
    lines_with_entries,
    payable,
)
from hengjian.ledger.table_columns import PAYMENT_LINES
from hengjian.ledger.templatetags.ledger_words import titled
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


PREPARED = {
    "check": (paying.check, PaymentState.DRAFT, Text("复核无误", "Check")),
    "pay": (paying.pay, PaymentState.APPROVED, Text("登记已发放", "Enter as paid")),
}


@door(Permission.PAYMENT_LIST_READ)
def page(request: PageRequest) -> HttpResponse:
    """The lists of the reader's offices, and what is still to be paid."""
    units = list(very_offices(request.user, Permission.PAYMENT_LIST_READ))
    prepares = very_offices(request.user, Permission.PAYMENT_LIST_PREPARE)
    lists = (
        PaymentList.objects.filter(procuratorate__in=units)
        .select_related("procuratorate")
        .order_by("-month_on", "-id")
    )
    month = month_of(clock.today())
    waiting = [(unit, payable(unit, month)) for unit in units]
    context = {
        "lists": lists[:200],
        "names": actor_names({each.drawn_by for each in lists[:200]}),
        "prepares": list(prepares),
        "waiting": [
            {"unit": unit, "people": len(each), "fen": sum(p.fen for p in each)}
            for unit, each in waiting
        ],
        "month": month,
    }
    return render(request, "ledger/payments.html", context)


@door(Permission.PAYMENT_LIST_PREPARE, methods=("POST",))
def draw(request: PageRequest) -> HttpResponse:
    """Draw the list of a month."""
    units = very_offices(request.user, Permission.PAYMENT_LIST_PREPARE)
    unit = units.filter(code=request.POST.get("unit", "")).first()
    month = month_given(request.POST.get("month", ""))
    if unit is None or month is None:
        raise UserFault(Text("请选择单位和月份", "choose an office and a month"))
    drawn = paying.draw(unit=unit, month_on=month, by=request.user)
    messages.success(
        request, say(Text("已编制，待另一人复核。", "Drawn; another person checks it."))
    )
    return redirect("ledger:payment", drawn.pk)


@door(Permission.PAYMENT_LIST_READ)
def one(request: PageRequest, number: int) -> HttpResponse:
    """The lines, each opened to its entries; ``?export=xlsx`` the list."""
    held = _seen(request, number)
    lines = list(lines_with_entries(held))
    columns = columns_for(request, PAYMENT_LINES)
    names = {held.drawn_by, held.checked_by, held.approved_by, held.paid_by}
    if wish := request.GET.get("export"):
        name = f"payment-{held.month_on:%Y-%m}"
        if wish == "docx":
            paper = payment_paper(held, lines, actor_names(names))
            return word_answer(request, paper, name, rows=len(lines), by=request.user)
        return exported_sheet(request, _sheet(columns, lines), name, by=request.user)
    fixed = held.state in {PaymentState.APPROVED, PaymentState.PAID}
    context: dict[str, Any] = {
        "list": held,
        "lines": lines,
        "departments": _departments(lines),
        "columns": columns,
        "names": actor_names(names),
        "is_fixed": fixed,
        "is_as_approved": fixed and digest_of_list(held) == held.digest,
        "acts": _acts(request, held),
        "may_withdraw": _prepares(request, held)
        and held.state not in {PaymentState.PAID, PaymentState.WITHDRAWN},
        "may_export": Permission.EXPORT_MAKE in permissions_of(request.user),
    }
    return render(request, "ledger/payment.html", context)


@door(Permission.PAYMENT_LIST_READ, methods=("POST",))
def act(request: PageRequest, number: int) -> HttpResponse:
    """Check, approve, enter as paid, or withdraw."""
    held = _seen(request, number)
    wanted = request.POST.get("act", "")
    by = request.user
    if wanted == "approve":
        _require(request, held, Permission.PAYMENT_LIST_APPROVE)
        paying.approve(payment_list=held, by=by)
    elif wanted == "withdraw":
        _require(request, held, Permission.PAYMENT_LIST_PREPARE)
        reason = request.POST.get("reason", "")
        paying.withdraw(payment_list=held, reason=reason, by=by)
    elif wanted in PREPARED:
        _require(request, held, Permission.PAYMENT_LIST_PREPARE)
        PREPARED[wanted][0](payment_list=held, by=by)
    else:
        raise UserFault(Text("请选择办理方式", "say what is to be done"))
    messages.success(request, say(Text("已办理。", "Done.")))
    return redirect("ledger:payment", held.pk)


def _seen(request: PageRequest, number: int) -> PaymentList:
    found: PaymentList | None = (
        PaymentList.objects.filter(
            pk=number,
            procuratorate__in=very_offices(request.user, Permission.PAYMENT_LIST_READ),
        )
        .select_related("procuratorate")
        .first()
    )
    if found is None:
        raise Http404(str(number))
    return found


def _prepares(request: PageRequest, held: PaymentList) -> bool:
    return _holds(request, held, Permission.PAYMENT_LIST_PREPARE)


def _holds(request: PageRequest, held: PaymentList, permission: Permission) -> bool:
    offices = very_offices(request.user, permission)
    return offices.filter(pk=held.procuratorate_id).exists()


def _require(request: PageRequest, held: PaymentList, permission: Permission) -> None:
    if not _holds(request, held, permission):
        raise UserFault(
            Text("这一步不由您办理", "this step is not yours to do"), status=403
        )


def _acts(request: PageRequest, held: PaymentList) -> list[tuple[str, Text]]:
    """What the reader may do next; never twice by the same person."""
    me = request.user.journal_name
    found = []
    if _prepares(request, held):
        others = {"check": {held.drawn_by}, "pay": {held.approved_by}}
        found += [
            (name, words)
            for name, (_, state, words) in PREPARED.items()
            if held.state == state and me not in others[name]
        ]
    if (
        held.state == PaymentState.CHECKED
        and _holds(request, held, Permission.PAYMENT_LIST_APPROVE)
        and me not in {held.drawn_by, held.checked_by}
    ):
        found.append(("approve", Text("批准", "Approve")))
    return found


def _departments(lines: list[PaymentLine]) -> dict[int, str]:
    """Where each line's person sat when the last of its entries happened."""
    return {
        line.pk: next(
            (
                part.entry.department.name
                for part in reversed(list(line.parts.all()))
                if part.entry.department is not None
            ),
            "",
        )
        for line in lines
    }


def _sheet(columns: ShownColumns, lines: list[PaymentLine]) -> Sheet:
    departments = _departments(lines)
    values = {
        "number": lambda line: line.account.number,
        "person": lambda line: str(line.account.whose),
        "department": lambda line: departments[line.pk],
        "entries": lambda line: "；".join(
            f"{part.entry.happened_on} {titled(part.entry)} "
            f"{written(part.entry.hundredths)}"
            for part in line.parts.all()
        ),
        "yuan": lambda line: line.yuan,
    }
    return columns.sheet(Text("发放清单", "Payment list"), lines, values)

"""One finding: what is wrong and how to mend it, the card, what became of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.actions import findings, rechecking, vault
from hengjian.warehouse.card_store import StoreFault
from hengjian.warehouse.forms import AnswerForm, ReasonForm
from hengjian.warehouse.models import Finding, FindingState
from hengjian.warehouse.plain_reasons import ReasonNamesSomebody, require_plain
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.case_cards import case_cards, rolled_card_of
from hengjian.warehouse.queries.finding_history import history
from hengjian.warehouse.queries.matter_cards import matter_of
from hengjian.warehouse.queries.shown_cards import (
    card_in_force,
    card_now,
    items_as_found,
)
from hengjian.warehouse.queries.sight import (
    findings_seen,
    imports_seen,
    may_answer,
    may_on,
)
from hengjian.warehouse.wording import mend_of, message_of


@door(Permission.FINDING_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The page of one finding."""
    return _shown(request, _finding(request, number))


@door(Permission.FINDING_ANSWER, methods=("POST",))
def answer(request: PageRequest, number: int) -> HttpResponse:
    """Corrected at its source, or explained with a reason."""
    finding = _finding(request, number)
    if not may_answer(request.user, finding):
        raise UserFault(
            Text("只能答复自己案卡的问题", "one answers findings on one's own cards"),
            status=403,
        )
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, finding, fault=form.first_fault(), status=422)
    if fault := _named(finding, form):
        return _shown(request, finding, fault=fault, status=422)
    findings.answer(
        finding=finding,
        answer=findings.Answer(form.cleaned_data["answer"]),
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    return _done(request, finding, Text("已答复。", "Answered."))


@door(Permission.FINDING_ASSIGN, methods=("POST",))
def confirm(request: PageRequest, number: int) -> HttpResponse:
    """Hold an explanation to be right."""
    finding = _overseen(request, number)
    rechecking.confirm_explanation(finding=finding, by=request.user)
    return _done(request, finding, Text("已认可这条说明。", "Explanation confirmed."))


@door(Permission.FINDING_ASSIGN, methods=("POST",))
def send_back(request: PageRequest, number: int) -> HttpResponse:
    """Return an answer with a reason."""
    finding = _overseen(request, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, finding, fault=form.first_fault(), status=422)
    if fault := _named(finding, form):
        return _shown(request, finding, fault=fault, typed_in="return", status=422)
    rechecking.return_answer(
        finding=finding, reason=form.cleaned_data["reason"], by=request.user
    )
    return _done(request, finding, Text("已退回重答。", "Returned."))


@door(Permission.PERSONAL_ITEM_UNMASK, methods=("POST",))
def unmask(request: PageRequest, number: int) -> HttpResponse:
    """Show the card's personal items this once; who, when and why is journaled."""
    finding = _finding(request, number)
    if not may_on(request.user, Permission.PERSONAL_ITEM_UNMASK, finding):
        raise Http404(str(number))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, finding, fault=form.first_fault(), status=422)
    if fault := _named(finding, form):
        return _shown(request, finding, fault=fault, typed_in="unmask", status=422)
    opened = vault.unmask(
        table=finding.table,
        card_keys=[finding.card_key],
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    return _shown(request, finding, unmasked=opened.get(finding.card_key, {}))


def _named(finding: Finding, form: AnswerForm | ReasonForm) -> str:
    """What to say of a reason that names the person of the card; "" for a plain one."""
    try:
        require_plain(form.cleaned_data["reason"], finding.table, [finding.card_key])
    except ReasonNamesSomebody as fault:
        return in_reader_language(fault.message)
    return ""


def _finding(request: PageRequest, number: int) -> Finding:
    finding = findings_seen(request.user).filter(pk=number).first()
    if finding is None:
        raise Http404(str(number))
    return finding


def _overseen(request: PageRequest, number: int) -> Finding:
    finding = _finding(request, number)
    if not may_on(request.user, Permission.FINDING_ASSIGN, finding):
        raise Http404(str(number))
    return finding


def _shown(
    request: PageRequest,
    finding: Finding,
    *,
    fault: str = "",
    typed_in: str = "answer",
    unmasked: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    card = card_in_force(finding.table.name)
    rolled = rolled_card_of(finding)
    items, case, card_fault = [], None, ""
    try:
        if rolled is None:
            items = card_now(finding, card, unmasked)
        elif card is not None:
            case = case_cards(finding, card, rolled)
    except StoreFault as broken:
        card_fault = in_reader_language(broken.message)
    context: dict[str, Any] = {
        "finding": finding,
        "title": card_titles().get(finding.table.name, Text.same(finding.table.name)),
        "message": message_of(finding),
        "mend": mend_of(finding),
        "found": items_as_found(finding, card, rolled),
        "items": items,
        "has_personal": any(item.personal for item in items),
        "card_fault": card_fault,
        "case": case,
        "matter": matter_of(request.user, finding.table.name, finding.card_key),
        "unmasked": unmasked is not None,
        "history": history(finding),
        "fault": fault,
        "reason": request.POST.get("reason", "") if fault else "",
        "typed_in": typed_in,
        **_allowed(request, finding),
    }
    answer = render(request, "warehouse/finding.html", context, status=status)
    if unmasked is not None:
        answer["Cache-Control"] = "no-store"
    return answer


def _allowed(request: PageRequest, finding: Finding) -> dict[str, Any]:
    overseen = may_on(request.user, Permission.FINDING_ASSIGN, finding)
    answered = {FindingState.ANSWERED_CORRECTED, FindingState.ANSWERED_EXPLAINED}
    is_own_answer = finding.answered_by == request.user.journal_name
    is_answered = finding.state in answered
    return {
        "may_answer": finding.state != FindingState.CLOSED
        and may_answer(request.user, finding),
        "may_confirm": overseen
        and finding.state == FindingState.ANSWERED_EXPLAINED
        and not finding.confirmed_by
        and not is_own_answer,
        "may_return": overseen and is_answered,
        "is_own_answer": is_own_answer,
        "may_unmask": may_on(request.user, Permission.PERSONAL_ITEM_UNMASK, finding),
        "may_open_imports": Permission.CARD_IMPORT in permissions_of(request.user)
        and imports_seen(request.user).filter(pk=finding.raised_by_id).exists(),
    }


def _done(request: PageRequest, finding: Finding, said: Text) -> HttpResponse:
    messages.success(request, in_reader_language(said))
    return redirect("warehouse:finding", finding.pk)

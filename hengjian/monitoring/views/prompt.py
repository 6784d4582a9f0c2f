"""One prompt: what raised it, the card now, and what case management does with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import NotFilled
from hengjian.monitoring import raising
from hengjian.monitoring.actions import prompts as actions
from hengjian.monitoring.models import Prompt
from hengjian.monitoring.places import place_for
from hengjian.monitoring.queries.detail import card_items, why
from hengjian.monitoring.queries.prompts import prompts_seen, together_with
from hengjian.monitoring.queries.telling import told
from hengjian.monitoring.wording import LEVELS, PROMPT_ONLY
from hengjian.ui.templatetags.say import in_reader_language as say
from hengjian.warehouse.card_store import StoreFault


WRITTEN = ("level", "found", "basis")  # what a person may write otherwise


@door(Permission.CARD_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The page of one prompt."""
    return _shown(request, seen(request, number))


@door(Permission.PROMPT_DECIDE, methods=("POST",))
def raise_matter(request: PageRequest, number: int) -> HttpResponse:
    """Register a matter of process monitoring for this prompt and those chosen with it."""
    prompt = _decided_here(request, number)
    others = [int(each) for each in request.POST.getlist("with") if each.isdecimal()]
    allowed = together_with(request.user, prompt).values_list("pk", flat=True)
    chosen = [each for each in others if each in set(allowed)]
    found = prompts_seen(request.user).filter(pk__in=[prompt.pk, *chosen])
    prompts = sorted(found, key=lambda each: (each.pk != prompt.pk, each.pk))
    place = place_for(request.user, prompt.procuratorate)
    typed = {name: request.POST.get(name, "") for name in WRITTEN}
    kind, bound = raising.bound_form(prompts, place, typed, request.user)
    try:
        matter = actions.raise_prompts(
            prompts=prompts, kind=kind, bound=bound, place=place, by=request.user
        )
    except NotFilled as fault:
        return _shown(request, prompt, fault=fault.message, status=422)
    said = Text(f"已登记流程监控 {matter.number}。", f"Raised as {matter.number}.")
    messages.success(request, say(said))
    return redirect("matters:matter", matter.pk)


@door(Permission.PROMPT_DECIDE, methods=("POST",))
def set_aside(request: PageRequest, number: int) -> HttpResponse:
    """Decide not to raise it, with the reason."""
    prompt = _decided_here(request, number)
    reason = request.POST.get("reason", "")
    actions.set_aside(prompt=prompt, reason=reason, by=request.user)
    messages.success(request, say(Text("已记为不予监控。", "Set aside.")))
    return redirect("monitoring:prompt", prompt.pk)


@door(Permission.PROMPT_DECIDE, methods=("POST",))
def take_up(request: PageRequest, number: int) -> HttpResponse:
    """Open it again, with the reason."""
    prompt = _decided_here(request, number)
    reason = request.POST.get("reason", "")
    actions.take_up(prompt=prompt, reason=reason, by=request.user)
    messages.success(request, say(Text("提示重新待处理。", "Taken up again.")))
    return redirect("monitoring:prompt", prompt.pk)


def seen(request: PageRequest, number: int) -> Prompt:
    """A prompt that the viewer sees. Raises ``Http404``."""
    found = prompts_seen(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _decided_here(request: PageRequest, number: int) -> Prompt:
    """A prompt that the viewer sees and decides on. Raises ``PermissionDenied``."""
    prompt = seen(request, number)
    if not may_decide(request, prompt):
        raise PermissionDenied(Permission.PROMPT_DECIDE.value)
    return prompt


def may_decide(request: PageRequest, prompt: Prompt) -> bool:
    """Whether the viewer decides on the prompts of its office."""
    unit = prompt.procuratorate
    return unit is not None and may(request.user, Permission.PROMPT_DECIDE, unit=unit)


def _shown(
    request: PageRequest,
    prompt: Prompt,
    *,
    fault: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    [row] = told([prompt])
    card_fault, items = "", []
    try:
        items = card_items(prompt, row.rule)
    except StoreFault as told_fault:
        card_fault = say(told_fault.message)
    decides = may_decide(request, prompt) and prompt.decision == "open"
    context: dict[str, Any] = {
        "row": row,
        "prompt": prompt,
        "why": why(prompt, row.rule),
        "items": items,
        "card_fault": card_fault,
        "has_personal": any(item.personal for item in items),
        "may_decide": may_decide(request, prompt),
        "proposed": raising.proposed([prompt]) if decides else {},
        "others": told(together_with(request.user, prompt)) if decides else [],
        "levels": LEVELS.items(),
        "prompt_only": PROMPT_ONLY,
        "today": clock.today(),
        "fault": fault,
        "decided_by": actor_name(prompt.decided_by),
    }
    return render(request, "monitoring/prompt.html", context, status=status)

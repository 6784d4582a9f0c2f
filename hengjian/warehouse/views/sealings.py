"""The register of sealings: what is to be sealed, what is, and one sealing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, permissions_of, visible_units
from hengjian.jobs.models import Job
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse import card_layout
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.actions.sealings import Basis
from hengjian.warehouse.definitions import in_force
from hengjian.warehouse.forms import LiftForm, ReasonForm, SealForm
from hengjian.warehouse.models import CardTable, Sealing, SealingKind
from hengjian.warehouse.plain_reasons import ReasonNamesSomebody, require_plain
from hengjian.warehouse.queries import sealed
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.sealing_candidates import candidates
from hengjian.warehouse.queries.shown_cards import ShownItem, in_words
from hengjian.warehouse.sealing.resolving import resolve_within, rows_with_digests
from hengjian.warehouse.table_columns import SEALING_CANDIDATES, SEALINGS
from hengjian.warehouse.wording import SEALING_BASES, SEALING_KINDS


PAGE_SIZE = 50


@door(Permission.SEALING_READ)
def register(request: PageRequest) -> HttpResponse:
    """Every sealing of the account's places, and the form to seal one more."""
    return _register(request)


@door(Permission.SEALING_CHANGE)
def proposed(request: PageRequest) -> HttpResponse:
    """Cards that by their own rule are to be sealed; a person decides."""
    found = Paginator(candidates(request.user), PAGE_SIZE)
    context = {
        "page": found.get_page(request.GET.get("page")),
        "columns": columns_for(request, SEALING_CANDIDATES),
        "titles": card_titles(),
        "kinds": SEALING_KINDS,
    }
    return render(request, "warehouse/sealing_candidates.html", context)


@door(Permission.SEALING_CHANGE, methods=("POST",))
def seal(request: PageRequest) -> HttpResponse:
    """Seal the record of the person of one card."""
    form = SealForm(request.POST)
    if not form.is_valid():
        return _register(request, fault=form.first_fault(), status=422)
    asked = form.cleaned_data
    unit = visible_unit(request.user, Permission.SEALING_CHANGE, asked["unit"])
    try:
        found = resolve_within(
            request.user,
            asked["card"],
            asked["key"],
            whole_person=asked["whole_person"],
        )
        table = CardTable.objects.filter(name=asked["card"]).first()
        require_plain(asked["reason"], table, [asked["key"]])
        sealing = sealings.seal(
            resolved=found,
            kind=SealingKind(asked["kind"]),
            basis=Basis(asked["law"], asked["article"], asked["mark"]),
            procuratorate=unit,
            sealed_on=asked["sealed_on"],
            reason=asked["reason"],
            by=request.user,
            search_later=True,
        )
    except UserFault as fault:
        if fault.status not in {404, 409, 422}:
            raise
        said = in_reader_language(fault.message)
        return _register(request, fault=said, status=fault.status or 422)
    messages.success(request, in_reader_language(Text("已封存。", "Sealed.")))
    return redirect("warehouse:sealing", sealing.pk)


@door(Permission.SEALING_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One sealing: its basis, how many cards and rows it covers, its lifting."""
    return _shown(request, _sealing(request, number))


@door(Permission.SEALING_CHANGE, methods=("POST",))
def lift(request: PageRequest, number: int) -> HttpResponse:
    """Lift a sealing with a reason and its legal basis."""
    sealing = _sealing(request, number, Permission.SEALING_CHANGE)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _shown(request, sealing, fault=form.first_fault(), status=422)
    try:
        require_plain(f"{form.cleaned_data['reason']} {form.cleaned_data['basis']}")
    except ReasonNamesSomebody as fault:
        said = in_reader_language(fault.message)
        return _shown(request, sealing, fault=said, status=422)
    sealings.lift(
        sealing=sealing,
        reason=form.cleaned_data["reason"],
        basis=form.cleaned_data["basis"],
        by=request.user,
    )
    messages.success(
        request, in_reader_language(Text("封存已解除。", "The sealing is lifted."))
    )
    return redirect("warehouse:sealing", sealing.pk)


@door(Permission.SEALED_CARD_OPEN, methods=("POST",))
def open_card(request: PageRequest, number: int, card: int) -> HttpResponse:
    """Show one sealed card this once; who, when and why is journaled."""
    sealing = _sealing(request, number, Permission.SEALED_CARD_OPEN)
    wanted = sealing.cards.filter(pk=card, is_whole_case=False).first()
    if wanted is None:
        raise Http404(str(card))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, sealing, fault=form.first_fault(), status=422)
    try:
        require_plain(form.cleaned_data["reason"])
    except ReasonNamesSomebody as fault:
        said = in_reader_language(fault.message)
        return _shown(request, sealing, fault=said, status=422)
    personal = sealings.open_card(
        card=wanted, reason=form.cleaned_data["reason"], by=request.user
    )
    definition = in_force(wanted.table.name).card
    layout = card_layout.layout_of(definition)
    rows = rows_with_digests(wanted.table, layout, [wanted.card_digest]).to_pylist()
    told = {**rows[0], **personal} if rows else {}
    items = [
        ShownItem(
            item.name,
            item.label,
            in_words(item, told.get(item.name), definition.timezone),
            item.personal,
            concerned=False,
        )
        for item in definition.items.values()
        if told.get(item.name) not in (None, "")
    ]
    return _shown(request, sealing, items=items, opened=wanted.pk)


def _register(
    request: PageRequest, *, fault: str = "", status: int = 200
) -> HttpResponse:
    found = sealed.sealings_seen(request.user)
    listed = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    given = request.POST if fault else request.GET
    kind = given.get("kind", "")
    context = {
        "page": listed,
        "columns": columns_for(request, SEALINGS),
        "names": actor_names(each.sealed_by for each in listed.object_list),
        "kinds": SEALING_KINDS,
        "basis": SEALING_BASES.get(SealingKind(kind))
        if kind in SEALING_KINDS
        else None,
        "titles": card_titles(),
        "may_seal": Permission.SEALING_CHANGE in permissions_of(request.user),
        "units": visible_units(request.user, Permission.SEALING_CHANGE),
        "given": given,
        "fault": fault,
    }
    return render(request, "warehouse/sealings.html", context, status=status)


def _shown(
    request: PageRequest,
    sealing: Sealing,
    *,
    fault: str = "",
    items: list[ShownItem] | None = None,
    opened: int | None = None,
    status: int = 200,
) -> HttpResponse:
    unit = sealing.procuratorate
    cards = sealing.cards.filter(is_whole_case=False).select_related("table")
    context: dict[str, Any] = {
        "sealing": sealing,
        "kind": SEALING_KINDS[SealingKind(sealing.kind)],
        "cards": cards,
        "titles": card_titles(),
        "rows": sealing.rows.count(),
        "job": Job.objects.filter(key=sealings.search_key(sealing)).first()
        if sealing.searched_at is None
        else None,
        "names": actor_names([sealing.sealed_by, sealing.lifted_by]),
        "items": items,
        "opened": opened,
        "fault": fault,
        "typed": request.POST if fault else {},
        "may_lift": sealing.lifted_on is None
        and may(request.user, Permission.SEALING_CHANGE, unit=unit),
        "may_open": may(request.user, Permission.SEALED_CARD_OPEN, unit=unit),
    }
    answer = render(request, "warehouse/sealing.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _sealing(
    request: PageRequest,
    number: int,
    permission: Permission = Permission.SEALING_READ,
) -> Sealing:
    sealing = sealed.sealing_seen(request.user, number, permission)
    if sealing is None:
        raise Http404(str(number))
    return sealing

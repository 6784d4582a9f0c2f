"""Register a matter on the form of its kind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door, note_refusal
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.pack_format.gate_model import Gate
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import drafts, filling
from hengjian.matters.actions import arriving, registering
from hengjian.matters.faults import NoSuchKind, NotFilled
from hengjian.matters.gates import passing
from hengjian.matters.gates.holding import questions
from hengjian.matters.gates.passing import MustAnswer
from hengjian.matters.kinds import REGISTER, Kind, kind_named
from hengjian.matters.queries.detail import names_in
from hengjian.matters.queries.national import offered, shown_items
from hengjian.matters.queries.places import place_to_register
from hengjian.matters.queries.sight import registering_units
from hengjian.matters.views.beginning import beginning
from hengjian.matters.views.typed import choices_of, typed_on
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.ui.templatetags.say import in_reader_language


@door(Permission.MATTER_REGISTER, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest, kind: str) -> HttpResponse:
    """The form of a new matter; what was typed before and not sent is there again."""
    found = _kind(kind)
    unit, department = place(request)
    if request.method == "POST":
        return _register(request, found, unit, department)
    begun = beginning(request, found, unit)
    draft = drafts.of(request.user, found.name, REGISTER)
    bound = filling.registration(
        found,
        unit,
        department,
        request.user,
        draft.texts if draft is not None and begun is None else None,
        known=begun.known if begun is not None else None,
        judged=False,
    )
    return _shown(request, found, unit, bound, draft=draft)


@door(Permission.MATTER_REGISTER)
def cards(request: PageRequest, kind: str) -> HttpResponse:
    """Imported cards of the office from which a matter of the kind may be registered."""
    found = _kind(kind)
    unit, _ = place(request)
    may_read = may(request.user, Permission.CARD_READ, unit=unit)
    context = {
        "kind": found,
        "unit": unit,
        "units": registering_units(request.user),
        "heads": [found.card.items[name].label for name in shown_items(found)],
        "cards": [(each, each.words(found)) for each in offered(found, unit)]
        if may_read
        else [],
    }
    return render(request, "matters/cards.html", context)


@door(Permission.MATTER_REGISTER, methods=("POST",))
def draft(request: PageRequest, kind: str) -> HttpResponse:
    """Keep what is being typed, and show what follows from it."""
    found = _kind(kind)
    unit, department = place(request)
    form = found.form(REGISTER)
    typed = typed_on(request, form)
    if request.POST.get("throw_away"):
        drafts.forget(request.user, found.name, REGISTER)
        return redirect("matters:register", found.name)
    drafts.save(
        request.user, found.name, REGISTER, typed, personal=found.personal_items
    )
    bound = filling.registration(
        found, unit, department, request.user, typed, judged=False
    )
    return render(
        request,
        "matters/draft_saved.html",
        {
            "bound": bound,
            "saved_at": clock.now(),
            "outline": request.POST.get("outline", ""),
            "choices": choices_of(bound, unit),
            "names": names_in(bound),
        },
    )


def place(request: PageRequest) -> tuple[Procuratorate, Department | None]:
    """Where the matter is registered: the office chosen, else where one sits."""
    wanted = request.POST.get("unit") or request.GET.get("unit", "")
    return place_to_register(request.user, wanted[:6])


def _register(
    request: PageRequest,
    kind: Kind,
    unit: Procuratorate,
    department: Department | None,
) -> HttpResponse:
    typed = typed_on(request, kind.form(REGISTER))
    bound = filling.registration(kind, unit, department, request.user, typed)
    begun = beginning(request, kind, unit)
    person = Person.objects.filter(pk=request.user.duty_person_id or 0).first()
    try:
        matter = registering.register(
            kind=kind,
            bound=bound,
            unit=unit,
            department=department,
            registrant=person,
            answers=passing.typed(request.POST),
            out_of=begun.out_of if begun is not None else None,
            by=request.user,
        )
    except NotFilled as fault:
        return _shown(request, kind, unit, fault.form, status=422)
    except MustAnswer as fault:
        return _shown(request, kind, unit, bound, gates=fault.gates, status=422)
    except UserFault as fault:
        note_refusal(request, Permission.MATTER_REGISTER, fault)
        drafts.save(
            request.user, kind.name, REGISTER, typed, personal=kind.personal_items
        )
        words = in_reader_language(fault.message)
        return _shown(request, kind, unit, bound, fault=words, status=fault.status)
    if begun is not None and begun.card is not None:
        arriving.arrive(
            matter=matter,
            card=begun.card.card,
            values=begun.card.values,
            source=Text("登记时的案卡", "the card it was registered from"),
            by=request.user,
        )
    said = Text(
        f"已登记，登记号 {matter.number}。", f"Registered under {matter.number}."
    )
    messages.success(request, in_reader_language(said))
    return redirect("matters:matter", matter.pk)


def _shown(
    request: PageRequest,
    kind: Kind,
    unit: Procuratorate,
    bound: BoundForm,
    *,
    draft: Any = None,
    gates: list[Gate] | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "fault": fault,
        "gates": gates or questions(kind, REGISTER),
        "answers": passing.typed(request.POST),
        "begun": beginning(request, kind, unit),
        "kind": kind,
        "unit": unit,
        "units": registering_units(request.user),
        "bound": bound,
        "draft": draft,
        "choices": choices_of(bound, unit),
        "names": names_in(bound),
    }
    answer = render(request, "matters/register.html", context, status=status)
    # whoever comes back is shown the draft, not the form as it was first opened
    answer["Cache-Control"] = "no-store"
    return answer


def _kind(name: str) -> Kind:
    try:
        return kind_named(name)
    except NoSuchKind:
        raise Http404(name) from None

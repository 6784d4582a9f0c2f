"""Roles of an account: grant one, end one; asked once, with what it changes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actions import grants, refusals
from hengjian.access.doors import REFUSALS, PageRequest, door
from hengjian.access.faults import AccountFault
from hengjian.access.forms import EndForm, GrantForm
from hengjian.access.granting import (
    change_of,
    grants_everywhere,
    may_end,
    place_asked,
    planned,
    require_another,
    require_endable,
)
from hengjian.access.models import Account, RoleGrant
from hengjian.access.permissions import Permission
from hengjian.access.personal import place_of
from hengjian.access.queries import account_named, visible_departments, visible_units
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.searching import Wanted
from hengjian.organisation.models import Department, Procuratorate
from hengjian.organisation.queries import appointments_on
from hengjian.ui.templatetags.say import in_reader_language


P = Permission
METHODS = ("GET", "HEAD", "POST")
HERE = "administration:account"
FIELDS = {
    "role": Text("角色", "role"),
    "place": Text("在哪里", "where"),
    "from_on": Text("起始日", "first day"),
    "until_on": Text("最后一天", "last day"),
    "tie": Text("随不随岗位", "with the post or not"),
    "reason": Text("理由", "reason"),
}


@door(P.ROLE_GRANT, methods=METHODS)
def grant(request: PageRequest, username: str) -> HttpResponse:
    """Grant a role: the form, then what it will make possible, then the act."""
    account = account_named(username)
    if request.method != "POST":
        return _grant_form(request, account)
    step = request.POST.get("step")
    if step == "change":
        return _grant_form(request, account)
    try:
        asked = _asked(request)
        if step != "grant":
            wanted = planned(account=account, **asked)
            require_another(account, request.user)
            return _what_changes(request, wanted)
        reason = request.POST["reason"].strip()
        grants.grant(account=account, by=request.user, reason=reason, **asked)
    except UserFault as refused:
        return _grant_form(request, account, refused)
    messages.success(
        request, in_reader_language(Text("角色已授予。", "The role is granted."))
    )
    return redirect(HERE, account.username)


@door(P.ROLE_GRANT, methods=METHODS)
def end(request: PageRequest, username: str, number: int) -> HttpResponse:
    """End a role from a day; the page says what is no longer possible then."""
    found = (
        RoleGrant.objects.select_related(
            "account__person", "unit", "department__procuratorate", "post"
        )
        .filter(pk=number, account__username=username)
        .first()
    )
    if found is None or not may_end(request.user, found):
        raise Http404(number)
    if request.method != "POST":
        return _end_form(request, found)
    try:
        form = EndForm(request.POST)
        _require_filled(form)
        until_on: date = form.cleaned_data["until_on"]
        require_endable(found, until_on)
        reason = form.cleaned_data["reason"]
        grants.end(grant=found, until_on=until_on, reason=reason, by=request.user)
    except UserFault as refused:
        return _end_form(request, found, refused)
    said = Text(f"角色到 {until_on} 为止。", f"The role lasts until {until_on}.")
    messages.success(request, in_reader_language(said))
    return redirect(HERE, username)


def _asked(request: PageRequest) -> dict[str, Any]:
    """What a sent form asks for, as ``planned`` takes it. Raises ``UserFault``."""
    form = GrantForm(request.POST)
    _require_filled(form)
    asked = form.cleaned_data
    unit, _, department = asked["place"].partition("/")
    place, within = place_asked(request.user, unit, department)
    return {
        "role": asked["role"],
        "unit": place,
        "department": within,
        "from_on": asked["from_on"],
        "until_on": asked["until_on"],
        "goes_with_post": None if asked["tie"] == "post" else False,
    }


def _require_filled(form: GrantForm | EndForm) -> None:
    if form.is_valid():
        return
    names = [FIELDS[name] for name in form.errors]
    raise AccountFault(
        Text(
            f"请填写或改正：{'、'.join(name.zh for name in names)}。",
            f"Fill in or mend: {', '.join(name.en for name in names)}.",
        )
    )


def _what_changes(request: PageRequest, wanted: RoleGrant) -> HttpResponse:
    day = max(wanted.from_on, clock.today())
    context = {
        "account": wanted.account,
        "wanted": wanted,
        "role": ROLES[wanted.role],
        "place": place_of(wanted),
        "change": change_of(wanted, day),
        "asked": {name: request.POST.get(name, "") for name in GrantForm.base_fields},
    }
    return render(request, "administration/grant_changes.html", context)


def _grant_form(
    request: PageRequest, account: Account, fault: UserFault | None = None
) -> HttpResponse:
    _note(request, fault)
    find = request.GET.get("find", "")
    own, others = _places(request.user, account, find)
    context = {
        "account": account,
        "roles": ROLES.values(),
        "own_places": own,
        "other_places": others,
        "find": find,
        "grants_everywhere": grants_everywhere(request.user),
        "today": clock.today(),
        "fault": in_reader_language(fault.message) if fault else "",
        "asked": request.POST,
    }
    status = 422 if fault else 200
    return render(request, "administration/grant_form.html", context, status=status)


def _end_form(
    request: PageRequest, found: RoleGrant, fault: UserFault | None = None
) -> HttpResponse:
    _note(request, fault)
    role = ROLES.get(found.role)
    tomorrow = clock.today() + timedelta(days=1)
    context = {
        "account": found.account,
        "grant": found,
        "role": role.title if role is not None else Text.same(found.role),
        "place": place_of(found),
        "change": change_of(found, max(tomorrow, found.from_on)),
        "today": clock.today(),
        "fault": in_reader_language(fault.message) if fault else "",
        "asked": request.POST,
    }
    status = 422 if fault else 200
    return render(request, "administration/end_role.html", context, status=status)


def _note(request: PageRequest, fault: UserFault | None) -> None:
    """A refusal that is told on the form stands in the journal as any other."""
    if fault is None or not (fault.is_refusal or fault.status in REFUSALS):
        return
    match = request.resolver_match
    refusals.note(
        door=f"{request.method} {match.view_name if match else ''}",
        asked=request.path,
        why=str(fault),
        by=request.user,
    )


Places = list[tuple[Procuratorate, list[Department]]]


def _places(by: Account, account: Account, find: str) -> tuple[Places, Places]:
    """Where roles may be granted: where the account's person sits, and elsewhere.

    ``find``: only places whose name, code or pinyin fits, and departments that do.
    """
    departments: dict[int, list[Department]] = {}
    for each in visible_departments(by, P.ROLE_GRANT).filter(closed_on__isnull=True):
        departments.setdefault(each.procuratorate_id, []).append(each)
    sitting: set[int] = set()
    if account.person is not None:
        found = appointments_on(clock.today()).filter(person=account.person)
        sitting = set(found.values_list("procuratorate_id", flat=True))
    units = visible_units(by, P.ROLE_GRANT).order_by("level", "code")
    places = [(unit, departments.get(unit.pk, [])) for unit in units]
    if find.strip():
        places = list(_fitting(places, Wanted(find)))
    own = [place for place in places if place[0].pk in sitting]
    return own, [place for place in places if place[0].pk not in sitting]


def _fitting(places: Places, wanted: Wanted) -> Iterator[tuple[Any, list[Department]]]:
    for unit, departments in places:
        names = (unit.name, unit.short_name, unit.name_en)
        if unit.code.startswith(wanted.words) or wanted.rank(*names) is not None:
            yield unit, departments
            continue
        there = [each for each in departments if wanted.rank(each.name) is not None]
        if there:
            yield unit, there

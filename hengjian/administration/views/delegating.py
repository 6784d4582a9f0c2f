"""Acting on behalf: whom one lets act for oneself, for whom one acts."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access import acting, personal
from hengjian.access.actions import delegations
from hengjian.access.doors import PageRequest, door
from hengjian.access.faults import AccountFault
from hengjian.access.forms import DelegationForm
from hengjian.access.held_roles import givers
from hengjian.access.models import Account, Delegation
from hengjian.access.personal_doors import personal_door
from hengjian.access.queries import account_named
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.queries import procuratorate_with
from hengjian.ui.templatetags.say import in_reader_language


HERE = "administration:delegations"
INCOMPLETE = Text(
    "请选择代理人和角色，填写起止日期和理由。",
    "Choose who acts and in which roles; give both days and a reason.",
)


@door(None)
def page(request: PageRequest) -> HttpResponse:
    """What was given and received, and the form to give."""
    return _shown(request)


@personal_door(methods=("POST",))
def make(request: PageRequest) -> HttpResponse:
    """Let a colleague act in roles of one's own."""
    try:
        delegate_as_asked(request, request.user)
    except UserFault as refused:
        return _shown(request, refused.message)
    said = Text("代理已授权。", "The delegation is made.")
    messages.success(request, in_reader_language(said))
    return redirect(HERE)


@personal_door(methods=("POST",))
def revoke(request: PageRequest, number: int) -> HttpResponse:
    """Take back what one gave, or hand back what one received."""
    found = (
        Delegation.objects.filter(pk=number).select_related("grant__account").first()
    )
    mine = found is not None and request.user.pk in (
        found.giver.pk,
        found.receiver_id,
    )
    if found is None or not mine:
        raise Http404(number)
    delegations.revoke(delegation=found, by=request.user)
    said = Text("代理已撤销。", "The delegation is revoked.")
    messages.success(request, in_reader_language(said))
    return redirect(HERE)


@door(None, methods=("POST",))
def begin(request: PageRequest) -> HttpResponse:
    """Act for somebody for the rest of the session. Raises ``NotAllowed``."""
    account = request.user
    account.acting_for = None
    acting.put_on(account, request.POST.get("for", ""))
    giver = account.acting_for
    assert giver is not None  # noqa: S101 (put on one line above)
    delegations.begin_acting(giver=giver, by=account)
    request.session[acting.CHOSEN] = giver.username
    return redirect("/")


@door(None, methods=("POST",))
def end(request: PageRequest) -> HttpResponse:
    """Stop acting for another."""
    account = request.user
    giver = account.acting_for
    request.session.pop(acting.CHOSEN, None)
    if giver is not None:
        delegations.end_acting(giver=giver, by=account)
    return redirect("/")


def delegate_as_asked(request: PageRequest, giver: Account) -> None:
    """Make the delegations of a sent form. Raises ``UserFault``."""
    mine = {grant.pk: grant for grant in personal.delegable(giver)}
    form = DelegationForm(request.POST, grants=mine.values())
    if not form.is_valid():
        raise AccountFault(INCOMPLETE)
    asked = form.cleaned_data
    code = asked["unit"]
    delegations.delegate(
        grants=[mine[number] for number in asked["grants"]],
        receiver=account_named(asked["receiver"]),
        unit=procuratorate_with(code) if code else None,
        from_on=asked["from_on"],
        until_on=asked["until_on"],
        reason=asked["reason"],
        by=request.user,
    )


def delegation_context(giver: Account) -> dict[str, object]:
    """What the form of a giver offers, and the lists of given and received."""
    return {
        "delegable": personal.named(personal.delegable(giver)),
        "narrower": personal.narrower_places(giver),
        "colleagues": personal.colleagues(giver),
        "given_delegations": _rows(personal.delegations_given(giver)),
        "received_delegations": _rows(personal.delegations_received(giver)),
        "today": clock.today(),
    }


def _rows(found: list[Delegation]) -> list[dict[str, object]]:
    return [
        {
            "delegation": each,
            "role": personal.named([each.grant]),
            "state": personal.state_of(each),
            "is_open": each.revoked_at is None and each.until_on >= _today(),
        }
        for each in found
    ]


def _today() -> date:
    return clock.today()


def _shown(request: PageRequest, fault: Text | None = None) -> HttpResponse:
    context = {
        **delegation_context(request.user),
        "fault": in_reader_language(fault),
        "givers": givers(request.user),
        "asked": request.POST,
        "asked_grants": request.POST.getlist("grants"),
    }
    status = 422 if fault else 200
    return render(request, "administration/delegations.html", context, status=status)

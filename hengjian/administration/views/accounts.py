"""Accounts for the security administrator: passwords, second factors, sessions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from hengjian.access import personal, second_factors
from hengjian.access.actions import accounts, delegations, second_factor, sessions
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.faults import AccountFault
from hengjian.access.models import Account, Delegation
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.access.role_holders import role_lines
from hengjian.administration.table_columns import ACCOUNTS
from hengjian.administration.views.delegating import (
    delegate_as_asked,
    delegation_context,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language


P = Permission
PAGE_SIZE = 50
HERE = "administration:account"


@door(P.ACCOUNT_READ)
def page(request: PageRequest) -> HttpResponse:
    """Every account, found by its name or its person's."""
    words = request.GET.get("q", "").strip()
    found = Account.objects.select_related("person", "second_factor")
    if words:
        found = found.filter(
            Q(username__icontains=words.lower()) | Q(person__name__icontains=words)
        )
    shown = Paginator(found.order_by("username"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    columns = columns_for(request, ACCOUNTS)
    context = {"page": shown, "words": words, "columns": columns}
    return render(request, "administration/accounts.html", context)


@door(P.ACCOUNT_READ)
def one(request: PageRequest, username: str) -> HttpResponse:
    """One account: its roles, sign-in, sessions, who acts for whom."""
    return _shown(request, _account(username))


@never_cache
@door(P.ACCOUNT_CHANGE, methods=("POST",))
def give_password(request: PageRequest, username: str) -> HttpResponse:
    """Give a one-time password; it is in the answer and never again."""
    account = _account(username)
    if account.pk == request.user.pk:
        raise AccountFault(
            Text(
                "自己的密码请在个人设置中修改。",
                "Change your own password in the personal settings.",
            ),
            status=409,
        )
    password = accounts.give_one_time_password(account=account, by=request.user)
    context = {"account": account, "password": password}
    return render(request, "administration/one_time_password.html", context)


@door(P.ACCOUNT_CHANGE, methods=("POST",))
def reset_factor(request: PageRequest, username: str) -> HttpResponse:
    """Take a lost second factor away."""
    account = _account(username)
    if account.pk == request.user.pk:
        raise AccountFault(
            Text(
                "自己的第二因素不能自己重置。", "Nobody resets their own second factor."
            ),
            status=409,
        )
    second_factor.reset(account=account, by=request.user)
    return _done(
        request, account, Text("第二因素已重置。", "The second factor is reset.")
    )


@door(P.ACCOUNT_CHANGE, methods=("POST",))
def end_sessions(request: PageRequest, username: str) -> HttpResponse:
    """End every session of an account."""
    account = _account(username)
    ended = sessions.end_all(account=account, by=request.user)
    return _done(
        request, account, Text(f"已结束 {ended} 个会话。", f"{ended} sessions ended.")
    )


@door(P.ACCOUNT_CHANGE, methods=("POST",))
def close(request: PageRequest, username: str) -> HttpResponse:
    """Close an account, or open it again."""
    account = _account(username)
    if account.pk == request.user.pk:
        raise AccountFault(
            Text("不能停用自己的账号。", "Nobody closes their own account."), status=409
        )
    if account.is_active:
        accounts.close(account=account, by=request.user)
        said = Text("账号已停用。", "The account is closed.")
    else:
        accounts.reopen(account=account, by=request.user)
        said = Text("账号已恢复。", "The account is open again.")
    return _done(request, account, said)


@door(P.ROLE_GRANT, methods=("POST",))
def delegate(request: PageRequest, username: str) -> HttpResponse:
    """Let somebody act for the person of an account who cannot do it."""
    giver = _account(username)
    try:
        delegate_as_asked(request, giver)
    except UserFault as refused:
        return _shown(request, giver, refused.message)
    return _done(request, giver, Text("代理已授权。", "The delegation is made."))


@door(P.ROLE_GRANT, methods=("POST",))
def revoke_delegation(request: PageRequest, username: str, number: int) -> HttpResponse:
    """End somebody's delegation."""
    giver = _account(username)
    found = Delegation.objects.filter(pk=number, grant__account=giver).first()
    if found is None:
        raise Http404(number)
    delegations.revoke(delegation=found, by=request.user)
    return _done(request, giver, Text("代理已撤销。", "The delegation is revoked."))


def _account(username: str) -> Account:
    found: Account | None = (
        Account.objects.select_related("person").filter(username=username).first()
    )
    if found is None:
        raise Http404(username)
    return found


def _done(request: PageRequest, account: Account, said: Text) -> HttpResponse:
    messages.success(request, in_reader_language(said))
    return redirect(HERE, account.username)


def _shown(
    request: PageRequest, account: Account, fault: Text | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        **delegation_context(account),
        "account": account,
        "may_change": may(request.user, P.ACCOUNT_CHANGE),
        "fault": in_reader_language(fault),
        "roles": role_lines(account),
        "may_grant": may(request.user, P.ROLE_GRANT) and account.pk != request.user.pk,
        "factor": second_factors.confirmed_factor(account),
        "sessions": personal.living_sessions(account),
        "asked": request.POST,
        "asked_grants": request.POST.getlist("grants"),
    }
    status = 422 if fault else 200
    return render(request, "administration/account.html", context, status=status)

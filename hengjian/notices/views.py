"""消息: what has happened that concerns me."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.notices import actions, mail_actions, mailing
from hengjian.notices.mail_models import MAIL_WISHES, Mail, MailChoice, MailWish
from hengjian.notices.models import KINDS
from hengjian.notices.queries import notices_of, unread_count
from hengjian.notices.table_columns import NOTICES


PER_PAGE = 50


@door(None)
def page(request: PageRequest) -> HttpResponse:
    """The account's own notices; ``?state=unread`` and ``?kind=`` narrow them."""
    asked = {name: request.GET.get(name, "") for name in ("state", "kind")}
    found = notices_of(
        request.user, unread=asked["state"] == "unread", kind=asked["kind"]
    )
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "columns": columns_for(request, NOTICES),
        "kinds": KINDS.items(),
        "unread": unread_count(request.user),
        "is_narrowed": any(asked.values()),
        **_mail(request),
    }
    return render(request, "notices/notices.html", context)


@door(None, methods=("POST",))
def read(request: PageRequest) -> HttpResponse:
    """Mark the ticked notices read, or all of them."""
    ticked = [int(n) for n in request.POST.getlist("notice") if n.isdecimal()]
    numbers = None if request.POST.get("all") else ticked
    actions.mark_read(account=request.user, numbers=numbers, by=request.user)
    return redirect(_back(request))


@door(None, methods=("POST",))
def open_one(request: PageRequest, number: int) -> HttpResponse:
    """Go where a notice leads; it is read by that."""
    notice = notices_of(request.user).filter(pk=number).first()
    if notice is None:
        raise Http404(str(number))
    actions.mark_read(account=request.user, numbers=[number], by=request.user)
    return redirect(notice.address)


@door(None, methods=("POST",))
def choose_mail(request: PageRequest) -> HttpResponse:
    """Choose whether one is told by e-mail as well."""
    if not mailing.is_on():
        raise Http404
    wish = request.POST.get("wish", "")
    mail_actions.choose_mail(
        account=request.user,
        address=request.POST.get("address", ""),
        wish=MailWish(wish) if wish in MailWish.values else MailWish.NONE,
        by=request.user,
    )
    return redirect("notices:notices")


def _mail(request: PageRequest) -> dict[str, Any]:
    """What one chose, and what became of the last mail."""
    if not mailing.is_on():
        return {"mail_is_on": False}
    return {
        "mail_is_on": True,
        "mail_choice": MailChoice.objects.filter(account=request.user).first(),
        "mail_wishes": MAIL_WISHES.items(),
        "last_mail": Mail.objects.filter(account=request.user).first(),
    }


def _back(request: PageRequest) -> str:
    """The list as it was narrowed; never an address elsewhere."""
    wanted = request.POST.get("next", "")
    home = reverse("notices:notices")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith(home) else home

"""What holds for every request of somebody signed in, before any page is asked."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from hengjian.access import acting, second_factors
from hengjian.access.models import Account, Session
from hengjian.access.session_store import SIGNED_IN, expires_at, note_start
from hengjian.lib import clock


GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN_EVERY = timedelta(minutes=1)
API = "/api/"
PASSWORD_PAGE = "administration:password"  # noqa: S105 (an address)
FACTOR_PAGE = "administration:second-factor"
ALWAYS_OPEN = frozenset({"administration:sign-out", "administration:language"})
FACTOR_PAGES = frozenset(
    {
        FACTOR_PAGE,
        "administration:second-factor-begin",
        "administration:second-factor-confirm",
    }
)
_log = logging.getLogger(__name__)


class PreferredLanguage:
    """A signed-in person's own language comes before the browser's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or request.user.language
        return self.get_response(request)


class SessionLimits:
    """Ends a session after so long without use, and so long after the sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            self._hold(request)
        return self.get_response(request)

    def _hold(self, request: HttpRequest) -> None:
        row: Session | None = getattr(request.session, "row", None)
        if SIGNED_IN not in request.session:
            note_start(request)
        if row is None or row.started_at is None or row.seen_at is None:
            return
        now = clock.machine_now()
        idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
        whole = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        if now > row.seen_at + idle or now > row.started_at + whole:
            auth.logout(request)
        elif now > row.seen_at + SEEN_EVERY:
            _see(row, row.started_at)


def _see(row: Session, started: datetime) -> None:
    """Note that a session was used; a database that cannot write stops no reading."""
    try:
        with transaction.atomic():
            Session.objects.filter(pk=row.pk).update(
                seen_at=clock.machine_now(), expire_date=expires_at(started)
            )
    except DatabaseError:
        _log.warning("a session's last use was not written")


class ActingForAnother:
    """Puts on the duties that a session, or a header of the API, says."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            acting.put_on_from_session(request, request.user)
        return self.get_response(request)


class StepsBeforeWork:
    """A first password is changed, a second factor that is required set up, first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        account = request.user
        if not isinstance(account, Account):
            return None
        page, open_pages = _step(account)
        if page is None or (
            request.resolver_match and request.resolver_match.view_name in open_pages
        ):
            return None
        if request.path.startswith(API):
            # to the interface this is nobody yet; a token of its own may still come
            request.user = AnonymousUser()
            return None
        return redirect(page)


def _step(account: Account) -> tuple[str | None, frozenset[str]]:
    """The page that comes first, and the pages that are open until then."""
    if account.must_change_password:
        return PASSWORD_PAGE, ALWAYS_OPEN | {PASSWORD_PAGE}
    if (
        second_factors.is_required(account)
        and second_factors.confirmed_factor(account) is None
    ):
        return FACTOR_PAGE, ALWAYS_OPEN | FACTOR_PAGES
    return None, frozenset()

"""Where sessions are kept: Django's table, with whose they are and two limits.

A session ends after so long without use and, used or not, so long after the sign-in
(``HENGJIAN_SESSION_IDLE_MINUTES``, ``HENGJIAN_SESSION_MINUTES``). Both are measured by
the machine's own time: a moved clock ends nobody's session.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest

from hengjian.access.browser_names import browser_name
from hengjian.audit.addresses import address_of
from hengjian.lib import clock


SIGNED_IN = "signed_in"


class SessionStore(DatabaseStore):
    """``SESSION_ENGINE``: keeps account, start, place and last sight beside the data."""

    # as it was found; None in a new session
    row: Any = None

    @classmethod
    def get_model_class(cls) -> type[Any]:
        from hengjian.access.models import Session

        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Any:
        made: Any = super().create_model_instance(dict(data))
        begun = data.get(SIGNED_IN)
        if begun and data.get(SESSION_KEY):
            made.account_id = int(data[SESSION_KEY])
            made.started_at = datetime.fromisoformat(begun["at"])
            made.address = begun["address"]
            made.browser = begun["browser"]
        made.seen_at = clock.machine_now()
        return made

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        begun = self.get(SIGNED_IN)
        started = datetime.fromisoformat(begun["at"]) if begun else clock.machine_now()
        return expires_at(started)

    def get_expiry_age(self, **kwargs: Any) -> int:
        left = self.get_expiry_date() - clock.machine_now()
        return max(0, int(left.total_seconds()))

    def _get_session_from_db(self) -> Any:
        self.row = super()._get_session_from_db()  # type: ignore[misc]
        return self.row


def expires_at(started: datetime) -> datetime:
    """When a session seen just now ends: the nearer of the two limits."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    whole = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(clock.machine_now() + idle, started + whole)


def note_start(request: HttpRequest) -> None:
    """Write into a session when, from where and in what it began."""
    request.session[SIGNED_IN] = {
        "at": clock.machine_now().isoformat(),
        "address": address_of(request)[:64],
        "browser": browser_name(request.META.get("HTTP_USER_AGENT", "")),
    }

"""How often somebody may ask in a minute: sign-in, API, exports.

Counted for all web processes together (``access.rate_counts``). What is over the limit
gets 429 with ``Retry-After``.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hengjian.access import rate_counts
from hengjian.access.models import Account
from hengjian.audit.addresses import address_of
from hengjian.config.problems import problem
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.pages import fault_page
from hengjian.ui.templatetags.say import in_reader_language


WINDOW = 60  # seconds
API = "/api/"


@dataclass(frozen=True)
class Limit:
    """What is counted, for whom, and how many are let through in a window."""

    name: str
    who: str
    most: int


class RateLimits:
    """Middleware: turns away what comes too often. A limit of 0 is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = limit_of(request)
        if limit is not None and limit.most and _counted(limit) > limit.most:
            return _too_many(request)
        return self.get_response(request)


def limit_of(request: HttpRequest) -> Limit | None:
    """The limit that a request falls under; most fall under none."""
    if request.path.startswith(API):
        return Limit("api", _caller(request), settings.HENGJIAN_RATE_API)
    if request.path.startswith(settings.LOGIN_URL) and request.method == "POST":
        return Limit("sign_in", address_of(request), settings.HENGJIAN_RATE_SIGN_IN)
    if "export" in request.GET:
        return Limit("export", _caller(request), settings.HENGJIAN_RATE_EXPORTS)
    return None


def _caller(request: HttpRequest) -> str:
    if isinstance(request.user, Account):
        return f"account:{request.user.pk}"
    # a token is not checked yet: whoever guesses tokens is counted where they sit
    return f"address:{address_of(request)}"


def _counted(limit: Limit) -> int:
    """How many there were in this window, this one included."""
    window = int(clock.machine_now().timestamp()) // WINDOW
    who = hashlib.sha256(limit.who.encode()).hexdigest()[:32]
    return rate_counts.count(limit.name, who, window)


def _too_many(request: HttpRequest) -> HttpResponse:
    wait = WINDOW - int(clock.machine_now().timestamp()) % WINDOW
    text = Text(
        f"请求过于频繁，请在 {wait} 秒后再试。",
        f"Too often: try again in {wait} seconds.",
    )
    status = HTTPStatus.TOO_MANY_REQUESTS
    if request.path.startswith(API):
        answer = problem(status, in_reader_language(text))
    else:
        answer = fault_page(request, status, text)
    answer["Retry-After"] = str(wait)
    return answer

"""Counts and times the requests of this process: for the metrics and the log."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


logger = logging.getLogger("hengjian.requests")

Key = tuple[str, str, int]  # method, page, status
_lock = threading.Lock()
_counts: Counter[Key] = Counter()
_seconds: Counter[str] = Counter()


class RequestFigures:
    """Outermost middleware; a page is named by its route, never by its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        answer = self.get_response(request)
        taken = time.perf_counter() - start
        match = request.resolver_match
        view = (match.view_name or match.route) if match else "none"
        method = request.method if request.method in _METHODS else "other"
        with _lock:
            _counts[method, view, answer.status_code] += 1
            _seconds[view] += taken  # type: ignore[assignment] # seconds, not counts
        logger.info(
            "request",
            extra={
                "method": method,
                "view": view,
                "status": answer.status_code,
                "milliseconds": round(taken * 1000, 1),
            },
        )
        return answer


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def counted() -> tuple[dict[Key, int], dict[str, float]]:
    """Requests by method, page and status; seconds by page."""
    with _lock:
        return dict(_counts), dict(_seconds)

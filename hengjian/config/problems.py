"""Faults of the API as problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from hengjian.lib.bilingual import Text
from hengjian.ui.outages import outage
from hengjian.ui.pages import not_understood
from hengjian.ui.templatetags.say import in_reader_language


UNREADABLE = Text("请求无法读取。", "The request cannot be read.")


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """An answer of type, title, status, detail and what else there is."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        **more,
    }
    return JsonResponse(body, status=status, content_type="application/problem+json")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request that cannot be read at all; for programs as problem+json.

    503 where the session could not be kept because database or disk fail.
    """
    away = outage(exception)
    if away is not None and request.path.startswith("/api/"):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, in_reader_language(away))
    if request.path.startswith("/api/"):
        return problem(HTTPStatus.BAD_REQUEST, in_reader_language(UNREADABLE))
    if away is None and not hasattr(request, "user"):
        # refused before anybody was looked for: another host's name
        return HttpResponse(UNREADABLE.zh, status=HTTPStatus.BAD_REQUEST)
    return not_understood(request, exception)

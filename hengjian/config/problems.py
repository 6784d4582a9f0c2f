"""Faults of the API as problem+json (RFC 9457)."""

import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from hengjian.lib.bilingual import Text
from hengjian.ui import pages
from hengjian.ui.outages import outage
from hengjian.ui.templatetags.say import in_reader_language


API = "/api/"
NO_METHOD = Text("这个地址不这样用。", "This address is not used that way.")
NO_OPERATION = Text("没有这个接口。", "There is no such operation.")
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


class PlainRefusals:
    """Middleware: a method that an operation does not have is told as problem+json."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not (
            isinstance(answer, HttpResponseNotAllowed) and request.path.startswith(API)
        ):
            return answer
        told = problem(HTTPStatus.METHOD_NOT_ALLOWED, in_reader_language(NO_METHOD))
        told["Allow"] = answer["Allow"]
        return told


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request that cannot be read at all; for programs as problem+json.

    503 where the session could not be kept because database or disk fail.
    """
    away = outage(exception)
    if away is not None and request.path.startswith(API):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, in_reader_language(away))
    if request.path.startswith(API):
        return problem(HTTPStatus.BAD_REQUEST, in_reader_language(UNREADABLE))
    if away is None and not hasattr(request, "user"):
        # refused before anybody was looked for: another host's name
        return HttpResponse(UNREADABLE.zh, status=HTTPStatus.BAD_REQUEST)
    return pages.not_understood(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; for programs as problem+json."""
    if request.path.startswith(API):
        return problem(HTTPStatus.NOT_FOUND, in_reader_language(NO_OPERATION))
    return pages.not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """500 and 503: what failed before any operation or page could say so.

    For programs as problem+json: a session cannot be read where the database is away.
    """
    if not request.path.startswith(API):
        return pages.broken(request)
    away = outage(sys.exc_info()[1])
    if away is None:
        return problem(
            HTTPStatus.INTERNAL_SERVER_ERROR, in_reader_language(pages.BROKEN)
        )
    answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, in_reader_language(away))
    answer["Retry-After"] = "30"
    return answer

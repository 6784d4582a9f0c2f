"""Faults of the API as problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse


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

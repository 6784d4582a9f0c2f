"""One address, one view: the whole page, or its main part for htmx."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def base_template(request: HttpRequest) -> dict[str, Any]:
    """Context processor: which frame a page extends (``{% extends base_template %}``)."""
    asked = getattr(request, "htmx", None)
    is_fragment = (
        asked is not None and bool(asked) and not asked.history_restore_request
    )
    return {"base_template": "ui/partial.html" if is_fragment else "ui/base.html"}


class FragmentMiddleware:
    """Keeps caches from mixing a page with its fragment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response

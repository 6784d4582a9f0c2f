"""No browser and no proxy keeps what was shown: who comes next must not find it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class NotKept:
    """Middleware: pages, files, faults and answers of the API are stored nowhere.

    Without it the Back button of a shared desk shows the last page of whoever signed
    out. Static files, which tell nothing of anybody, are answered before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            patch_cache_control(answer, private=True, no_store=True)
        return answer

"""The language a person chose, on every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from hengjian.access.models import Account


class PreferredLanguage:
    """A signed-in person's own language comes before the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or request.user.language
        return self.get_response(request)

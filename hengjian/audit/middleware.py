"""Tells the journal from which address a request comes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hengjian.audit import act
from hengjian.audit.addresses import address_of


class RequestOrigin:
    """Every act of a request is entered with the caller's address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        door = "api" if request.path.startswith("/api/") else "web"
        with act.coming_from(f"{door} {address_of(request)}".strip()):
            return self.get_response(request)

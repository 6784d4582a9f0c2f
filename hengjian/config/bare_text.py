"""Text that no database can keep is refused before any page or operation sees it."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from hengjian.config.problems import problem
from hengjian.lib.bilingual import Text
from hengjian.ui.pages import fault_page
from hengjian.ui.templatetags.say import in_reader_language


NULL = "\x00"
API = "/api/"
REFUSED = Text(
    "请求中含有不能保存的字符。", "The request holds characters that cannot be kept."
)


class BareText:
    """Middleware: null characters and half surrogate pairs are answered with 400.

    PostgreSQL keeps neither, and no keyboard writes them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (_is_odd_address(request) or _is_odd_body(request)):
            return self.get_response(request)
        if request.path.startswith(API):
            return problem(HTTPStatus.BAD_REQUEST, in_reader_language(REFUSED))
        return fault_page(request, HTTPStatus.BAD_REQUEST, REFUSED)


def _is_odd_address(request: HttpRequest) -> bool:
    return NULL in request.path or any(
        NULL in text for name, texts in request.GET.lists() for text in (name, *texts)
    )


def _is_odd_body(request: HttpRequest) -> bool:
    if request.content_type == "application/json":
        return b"\\u" in request.body and _is_odd_json(request.body)
    if request.method != "POST":
        return False
    return any(
        NULL in text for name, texts in request.POST.lists() for text in (name, *texts)
    ) or any(
        NULL in (file.name or "")
        for field in request.FILES
        for file in request.FILES.getlist(field)
    )


def _is_odd_json(body: bytes) -> bool:
    try:
        plain = json.dumps(json.loads(body), ensure_ascii=False)
        plain.encode("utf-8")
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False  # no JSON at all: the operation says so
    return "\\u0000" in plain

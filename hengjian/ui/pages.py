"""Pages for what goes wrong: a fault in words, never a traceback."""

import logging
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.outages import outage
from hengjian.ui.templatetags.say import in_reader_language


logger = logging.getLogger(__name__)


class FaultPages:
    """Middleware: a ``UserFault`` that a view lets through becomes a page of its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if not isinstance(error, UserFault):
            return None
        return fault_page(
            request, error.status, error.message, error.where, error.explained_at
        )


# what happened, in a few words; the sentence below it says what to do
HEADINGS = {
    400: Text("这个请求看不懂", "This request makes no sense"),
    403: Text("您不能做这件事", "Not allowed"),
    404: Text("没有这一页", "No such page"),
    405: Text("这个地址不这样用", "Not used that way"),
    409: Text("现在不能这样做", "Not now"),
    413: Text("内容太大", "Too large"),
    429: Text("太频繁了，请稍等", "Too often: please wait"),
    500: Text("系统出了问题", "Something broke"),
    503: Text("系统暂时不能用", "Not available for the moment"),
}
ELSE = Text("没有做成", "It did not work")
BROKEN = Text(
    "系统出了问题，您刚才的操作没有生效。请稍后再试，并告诉系统管理员。",
    "Something broke; what you did has not taken effect. Try again and tell an administrator.",
)


def fault_page(
    request: HttpRequest,
    status: int,
    text: Text,
    where: str = "",
    explained_at: str = "",
) -> HttpResponse:
    """A page that says what happened and what to do, with the page of the rule."""
    context = {
        "status": status,
        "heading": in_reader_language(HEADINGS.get(status, ELSE)),
        "text": in_reader_language(text),
        "where": where,
        "explained_at": explained_at,
        "back": _came_from(request),
    }
    return render(request, "ui/fault.html", context, status=status)


def _came_from(request: HttpRequest) -> str:
    """The page of ours whose button led here; empty where nothing or another site did."""
    came = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if request.method != "POST" or not url_has_allowed_host_and_scheme(came, hosts):
        return ""
    parts = urlsplit(came)
    try:
        shown_by = resolve(parts.path).func
    except Resolver404:
        return ""
    # a form that came back with its faults stands at an address that only takes forms
    if "GET" not in getattr(shown_by, "methods", ("GET",)):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, 413 where more was sent than is taken, 503 where the session cannot be kept."""
    away = outage(exception)
    if away is not None:
        return _away(away)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        text = Text(
            "一次提交的内容太多。请分几次提交，文件请用“导入”上传。",
            "More was sent than is taken at once: send it in parts, and files by import.",
        )
        return fault_page(request, 413, text)
    text = Text(
        "请从页面上的按钮和链接重新打开。",
        "Open it again from a button or link of a page.",
    )
    return fault_page(request, 400, text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or not for this person; both read the same."""
    text = Text(
        "没有这一页，或您无权查看。", "There is no such page, or it is not for you."
    )
    return fault_page(request, 404, text)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but the role does not include this."""
    text = Text(
        "您的角色不能做这件事。需要时请向本单位的安全管理员申请。",
        "Your role does not include this. Ask your security administrator if you need it.",
    )
    return fault_page(request, 403, text)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the anti-forgery check: usually a page left open too long."""
    text = Text(
        "页面放得太久或不是从本系统打开的，请刷新后再做一次。",
        "The page was open too long or not opened from here: reload and try again.",
    )
    return fault_page(request, 403, text)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was changed. 503 where database or disk fail."""
    away = outage(sys.exc_info()[1])
    if away is not None:
        return _away(away)
    try:
        return fault_page(request, 500, BROKEN)
    except (
        Exception
    ):  # the database may be what broke: the frame needs it, this does not
        logger.exception("the page that tells of a fault failed as well")
        return _plain(500, BROKEN)


def _away(text: Text) -> HttpResponse:
    answer = _plain(503, text)
    answer["Retry-After"] = "30"
    return answer


def _plain(status: int, text: Text) -> HttpResponse:
    """In both languages; the frame of a page asks the database, this does not."""
    context = {"heading": HEADINGS[status], "text": text}
    page = loader.render_to_string("ui/fault_plain.html", context)
    return HttpResponse(page, status=status)

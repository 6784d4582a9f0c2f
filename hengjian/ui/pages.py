"""Pages for what goes wrong: a fault in words, never a traceback."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language


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
        return fault_page(request, error.status, error.message, error.where)


def fault_page(
    request: HttpRequest, status: int, text: Text, where: str = ""
) -> HttpResponse:
    """A page that says what happened and what to do."""
    context = {"status": status, "text": in_reader_language(text), "where": where}
    return render(request, "ui/fault.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or not for this person; both read the same."""
    text = Text(
        "没有这一页,或您无权查看。", "There is no such page, or it is not for you."
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
        "页面放得太久或不是从本系统打开的,请刷新后再做一次。",
        "The page was open too long or not opened from here: reload and try again.",
    )
    return fault_page(request, 403, text)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was changed."""
    text = Text(
        "系统出了问题,您刚才的操作没有生效。请稍后再试,并告诉系统管理员。",
        "Something broke; what you did has not taken effect. Try again and tell an administrator.",
    )
    return fault_page(request, 500, text)

"""The REST API: one object, errors as problem+json, the OpenAPI document."""

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import SessionAuth

from hengjian.access.api_doors import note_refusal
from hengjian.access.bearer import TokenBearer
from hengjian.config.problems import problem
from hengjian.config.registers import ROUTERS
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.registers import resolve
from hengjian.ui.outages import outage


REFUSALS = (403, 404)
NOT_FOUND = Text("没有这项内容，或您无权查看。", "No such thing, or not for you.")
NOT_SIGNED_IN = Text("请登录或提供令牌。", "Sign in or send a token.")
INVALID = Text("请求内容有误。", "The request is not valid.")


def build() -> NinjaAPI:
    """The API with every router of the register."""
    api = NinjaAPI(
        title="衡鉴 Hengjian",
        version=settings.HENGJIAN_VERSION,
        openapi_url="/openapi.json",
        docs_url="/docs",
        auth=[TokenBearer(), SessionAuth()],
    )
    api.add_exception_handler(UserFault, _user_fault)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _not_signed_in)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(DatabaseError, _database_fault)
    api.add_exception_handler(InterfaceError, _database_fault)
    for prefix, router in ROUTERS:
        api.add_router(prefix, resolve(router))
    return api


def _language() -> str:
    return get_language() or "zh-hans"


def _user_fault(
    request: HttpRequest, fault: UserFault | type[UserFault]
) -> HttpResponse:
    assert isinstance(fault, UserFault)  # noqa: S101 (an instance is raised)
    is_refusal = fault.is_refusal or fault.status in REFUSALS
    if is_refusal and not fault.is_journaled:
        missing = getattr(fault, "permission", "") or "not_allowed"
        note_refusal(request, missing if fault.status != REFUSALS[1] else "not_found")
    more = {"where": fault.where} if fault.where else {}
    if fault.explained_at:
        more["type"] = request.build_absolute_uri(fault.explained_at)
    return problem(fault.status, fault.message.in_language(_language()), **more)


def _invalid(
    request: HttpRequest, error: ValidationError | type[ValidationError]
) -> HttpResponse:
    errors = [
        {"where": "/".join(map(str, each["loc"])), "detail": each["msg"]}
        for each in getattr(error, "errors", [])
    ]
    return problem(422, INVALID.in_language(_language()), errors=errors)


def _database_fault(
    request: HttpRequest, error: Exception | type[Exception]
) -> HttpResponse:
    assert isinstance(error, Exception)  # noqa: S101 (an instance is raised)
    away = outage(error)
    if away is None:
        raise error
    return problem(503, away.in_language(_language()))


def _not_signed_in(
    request: HttpRequest, error: AuthenticationError | type[AuthenticationError]
) -> HttpResponse:
    return problem(401, NOT_SIGNED_IN.in_language(_language()))


def _http_error(
    request: HttpRequest, error: HttpError | type[HttpError]
) -> HttpResponse:
    assert isinstance(error, HttpError)  # noqa: S101 (an instance is raised)
    return problem(error.status_code, error.message)


def _not_found(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:
    note_refusal(request, "not_found")
    return problem(404, NOT_FOUND.in_language(_language()))


api = build()

"""One's own account: language, password, second factor, sessions, tokens."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access import personal, second_factors
from hengjian.access.actions import sessions, tokens
from hengjian.access.doors import PageRequest, door
from hengjian.access.forms import TokenForm
from hengjian.access.models import Token
from hengjian.access.permissions import Permission
from hengjian.access.personal_doors import personal_door
from hengjian.access.queries import permissions_of
from hengjian.access.token_check import SCOPES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language


HERE = "administration:personal"
SCOPE_WORDS = {
    "read": Text("读取(接口)", "read (interface)"),
    "write": Text("写入(接口)", "write (interface)"),
    "command": Text("命令行", "command line"),
}


@door(None)
def page(request: PageRequest) -> HttpResponse:
    """Everything of one's own account on one page."""
    return _shown(request)


@personal_door(methods=("POST",))
def end_session(request: PageRequest) -> HttpResponse:
    """End one of one's own sessions, or all the others."""
    wanted = request.POST.get("session", "")
    if wanted == "others":
        present = request.session.session_key or ""
        ended = sessions.end_all(account=request.user, besides=present, by=request.user)
        said = Text(f"已结束其他 {ended} 个会话。", f"{ended} other sessions ended.")
    else:
        found = personal.session_with(request.user, wanted)
        if found is None:
            raise Http404(wanted)
        sessions.end(session=found, by=request.user)
        said = Text("会话已结束。", "The session is ended.")
    messages.success(request, in_reader_language(said))
    return redirect(HERE)


@personal_door(Permission.TOKEN_MAKE, methods=("POST",))
def make_token(request: PageRequest) -> HttpResponse:
    """Make a token; its text is in the answer and never again."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _shown(
            request,
            Text(
                "请填写用途、至少一个范围和 1 至 366 天的有效期。",
                "Give a purpose, one scope at least and 1 to 366 days.",
            ),
        )
    token, text = tokens.make(
        account=request.user, by=request.user, **form.cleaned_data
    )
    context = {"token": token, "text": text}
    return render(request, "administration/token_made.html", context)


@personal_door(methods=("POST",))
def revoke_token(request: PageRequest, number: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    token = Token.objects.filter(pk=number, account=request.user).first()
    if token is None:
        raise Http404(number)
    tokens.revoke(token=token, by=request.user)
    said = Text(f"令牌“{token.name}”已撤销。", f"The token “{token.name}” is revoked.")
    messages.success(request, in_reader_language(said))
    return redirect(HERE)


def _shown(request: PageRequest, fault: Text | None = None) -> HttpResponse:
    account = request.user
    context = {
        "fault": in_reader_language(fault),
        "roles": personal.own_roles(account),
        "factor": second_factors.confirmed_factor(account),
        "factor_required": second_factors.is_required(account),
        "sessions": personal.living_sessions(account),
        "present": request.session.session_key,
        "tokens": personal.tokens_of(account),
        "now": clock.machine_now(),
        "may_make_tokens": Permission.TOKEN_MAKE in permissions_of(account),
        "scopes": [(scope, SCOPE_WORDS[scope]) for scope in SCOPES],
        "given": request.POST,
    }
    status = 422 if fault else 200
    return render(request, "administration/personal.html", context, status=status)

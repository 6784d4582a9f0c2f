"""Signing in and out, the code after the password, one's password and language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from hengjian.access.actions import accounts, sign_in
from hengjian.access.doors import PageRequest, door
from hengjian.access.forms import CodeForm, LanguageForm, PasswordForm, SignInForm
from hengjian.access.personal_doors import personal_door
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language


CODE_REFUSED = Text(
    "验证码不正确、已用过，或因多次失败暂时不能登录。",
    "The code is wrong or was used, or signing in is paused after several failures.",
)


PRESENT_REFUSED = Text(
    "现密码不正确，或因多次失败暂时不能修改。",
    "The present password is wrong, or changing it is paused after several failures.",
)


@never_cache
@sensitive_post_parameters("password")
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in; a failure never says whether the account exists."""
    form = SignInForm(request.POST or None)
    fault = ""
    if request.method == "POST" and form.is_valid():
        try:
            sign_in.attempt(request=request, **form.cleaned_data)
        except UserFault as refused:
            fault = in_reader_language(refused.message)
        else:
            return after_recognition(request, safe_next(request))
    context = {
        "form": form,
        "fault": fault,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "has_single_sign_on": bool(settings.OIDC_ISSUER),
    }
    status = 401 if fault else 200
    return render(request, "administration/sign_in.html", context, status=status)


@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """The code of the second factor, after the password."""
    if sign_in.waiting_account(request) is None:
        return redirect("administration:sign-in")
    form = CodeForm(request.POST or None)
    fault = ""
    if request.method == "POST" and form.is_valid():
        try:
            sign_in.give_code(request=request, code=form.cleaned_data["code"])
        except UserFault:
            fault = in_reader_language(CODE_REFUSED)
        else:
            return redirect(safe_next(request))
    context = {
        "form": form,
        "fault": fault,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    status = 401 if fault else 200
    return render(request, "administration/code.html", context, status=status)


def after_recognition(request: HttpRequest, following: str) -> HttpResponse:
    """On to the code where one is asked for, else to where the person wanted."""
    if sign_in.waiting_account(request) is None:
        return redirect(following)
    asked = urlencode({"next": following})
    return redirect(f"{reverse('administration:code')}?{asked}")


@door(None, methods=("POST",), first_password_allowed=True)
def leave(request: PageRequest) -> HttpResponse:
    """Sign out."""
    sign_in.leave(request=request, account=request.user, by=request.user)
    return redirect("administration:sign-in")


@door(None, methods=("POST",), first_password_allowed=True)
def language(request: PageRequest) -> HttpResponse:
    """Change the language of one's pages and come back."""
    form = LanguageForm(request.POST)
    if form.is_valid():
        accounts.set_language(
            account=request.user,
            language=form.cleaned_data["language"],
            by=request.user,
        )
    return redirect(safe_next(request))


@sensitive_post_parameters()
@personal_door(methods=("GET", "HEAD", "POST"), first_password_allowed=True)
def password(request: PageRequest) -> HttpResponse:
    """Change one's password; the first one must be changed."""
    form = PasswordForm(request.POST or None)
    fault = ""
    if request.method == "POST" and form.is_valid():
        if not form.agrees():
            fault = in_reader_language(
                Text("两次输入的新密码不一样。", "The new passwords differ.")
            )
        elif not _is_present(request, form.cleaned_data["present"]):
            fault = in_reader_language(PRESENT_REFUSED)
        else:
            try:
                changed = accounts.change_own_password(
                    account=request.user,
                    present=form.cleaned_data["present"],
                    password=form.cleaned_data["password"],
                    session=request.session.session_key or "",
                    by=request.user,
                )
            except UserFault as refused:
                fault = in_reader_language(refused.message)
            else:
                # this session goes on under a new key; every other one has ended
                update_session_auth_hash(request, changed)
                done = Text(
                    "密码已修改，其他会话已结束。",
                    "The password is changed; your other sessions have ended.",
                )
                messages.success(request, in_reader_language(done))
                return redirect("/")
    return render(
        request, "administration/password.html", {"form": form, "fault": fault}
    )


def _is_present(request: PageRequest, given: str) -> bool:
    """Whether it is the password of today; failures count as those of signing in do.

    Else it could be found out by trying at a desk that somebody left.
    """
    own = request.user
    if authenticate(request, username=own.username, password=given) is not None:
        return True
    accounts.refuse_present_password(account=own, by=own)
    return False


def safe_next(request: HttpRequest) -> str:
    """Where a page asked to go on to, if that is one of ours; else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # what is no path would be taken for the name of a page
    return wanted if is_ours and wanted.startswith("/") else "/"

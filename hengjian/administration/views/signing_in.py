"""Signing in and out, one's password and language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from hengjian.access.actions import accounts, sign_in
from hengjian.access.doors import PageRequest, door
from hengjian.access.forms import LanguageForm, PasswordForm, SignInForm
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language


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
            return redirect(_safe_next(request))
    context = {"form": form, "fault": fault, "next": request.GET.get("next", "")}
    status = 401 if fault else 200
    return render(request, "administration/sign_in.html", context, status=status)


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
    return redirect(_safe_next(request))


@sensitive_post_parameters()
@door(None, methods=("GET", "HEAD", "POST"), first_password_allowed=True)
def password(request: PageRequest) -> HttpResponse:
    """Change one's password; the first one must be changed."""
    form = PasswordForm(request.POST or None)
    fault = ""
    if request.method == "POST" and form.is_valid():
        if not form.agrees():
            fault = in_reader_language(
                Text("两次输入的新密码不一样。", "The new passwords differ.")
            )
        else:
            try:
                accounts.change_own_password(
                    account=request.user,
                    present=form.cleaned_data["present"],
                    password=form.cleaned_data["password"],
                    by=request.user,
                )
            except UserFault as refused:
                fault = in_reader_language(refused.message)
            else:
                return redirect("administration:sign-in")
    return render(
        request, "administration/password.html", {"form": form, "fault": fault}
    )


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "/"

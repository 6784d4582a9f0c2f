"""Signing in with the provider of the installation, where there is one."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from hengjian.access import single_sign_on
from hengjian.access.actions import sign_in
from hengjian.access.forms import SignInForm
from hengjian.access.single_sign_on import SingleSignOnFailed
from hengjian.administration.views.signing_in import after_recognition, safe_next
from hengjian.ui.templatetags.say import in_reader_language


KEPT = "single_sign_on"
_log = logging.getLogger(__name__)


@never_cache
@require_GET
def leave_for(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    if not single_sign_on.is_on():
        raise Http404
    back = request.build_absolute_uri(reverse("administration:single-sign-on-back"))
    try:
        departure = single_sign_on.depart(back)
    except SingleSignOnFailed as failed:
        return _failed(request, failed)
    request.session[KEPT] = {**departure.kept, "next": safe_next(request)}
    return redirect(departure.address)


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Recognise whoever comes back from the provider; each departure counts once."""
    kept = request.session.pop(KEPT, None)
    if not single_sign_on.is_on() or not kept:
        raise Http404
    following = kept.pop("next")
    try:
        account = single_sign_on.recognise(kept, request.build_absolute_uri())
    except SingleSignOnFailed as failed:
        return _failed(request, failed)
    sign_in.begin(request=request, account=account, way="single sign-on")
    return after_recognition(request, following)


def _failed(request: HttpRequest, failed: SingleSignOnFailed) -> HttpResponse:
    _log.warning("single sign-on: %s", failed.inside)
    sign_in.refuse(username="", by=sign_in.DOOR)
    context = {
        "form": SignInForm(),
        "fault": in_reader_language(failed.message),
        "has_single_sign_on": single_sign_on.is_on(),
    }
    return render(request, "administration/sign_in.html", context, status=failed.status)

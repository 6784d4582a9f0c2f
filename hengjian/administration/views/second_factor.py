"""Setting up one's second factor, its recovery codes, taking it away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from hengjian.access import second_factors
from hengjian.access.actions import second_factor
from hengjian.access.doors import PageRequest
from hengjian.access.forms import CodeForm
from hengjian.access.models import SecondFactor
from hengjian.access.personal_doors import personal_door
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language


HERE = "administration:second-factor"


@personal_door()
def page(request: PageRequest) -> HttpResponse:
    """Whether there is one; the picture to scan while it is being set up."""
    return _shown(request)


@personal_door(methods=("POST",))
def begin(request: PageRequest) -> HttpResponse:
    """Make a secret and show it."""
    second_factor.begin(account=request.user, by=request.user)
    return redirect(HERE)


@personal_door(methods=("POST",))
def confirm(request: PageRequest) -> HttpResponse:
    """Take the first code; the recovery codes are shown in the answer and never again."""
    return _with_code(request, second_factor.confirm)


@personal_door(methods=("POST",))
def renew(request: PageRequest) -> HttpResponse:
    """Make new recovery codes, shown once."""
    return _with_code(request, second_factor.renew_recovery_codes)


@personal_door(methods=("POST",))
def remove(request: PageRequest) -> HttpResponse:
    """Take the second factor away."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _shown(request, second_factor.WRONG_CODE)
    try:
        second_factor.remove(
            account=request.user, code=form.cleaned_data["code"], by=request.user
        )
    except UserFault as refused:
        return _refused(request, refused)
    gone = Text("已停用第二因素。", "The second factor is taken away.")
    messages.success(request, in_reader_language(gone))
    return redirect(HERE)


def _with_code(request: PageRequest, act: object) -> HttpResponse:
    assert callable(act)  # noqa: S101 (one of two actions above)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _shown(request, second_factor.WRONG_CODE)
    try:
        codes = act(
            account=request.user, code=form.cleaned_data["code"], by=request.user
        )
    except UserFault as refused:
        return _refused(request, refused)
    return render(request, "administration/recovery_codes.html", {"codes": codes})


def _refused(request: PageRequest, refused: UserFault) -> HttpResponse:
    """Say why; a code of the factor is not to be found out by trying at a left desk."""
    if isinstance(refused, second_factor.WrongCode):
        second_factor.refuse(account=request.user, by=request.user)
    return _shown(request, refused.message)


def _shown(request: PageRequest, fault: Text | None = None) -> HttpResponse:
    account = request.user
    factor = SecondFactor.objects.filter(account=account).first()
    context: dict[str, object] = {
        "factor": factor,
        "fault": in_reader_language(fault),
        "is_required": second_factors.is_required(account),
        "codes_left": account.recovery_codes.filter(used_at__isnull=True).count(),
    }
    if factor is not None and factor.confirmed_at is None:
        secret = second_factors.secret_of(factor)
        context["secret"] = " ".join(
            secret[at : at + 4] for at in range(0, len(secret), 4)
        )
        # our own drawing of our own text: nothing in it was typed by anybody
        context["picture"] = mark_safe(second_factors.picture_of(secret, account))  # noqa: S308
    status = 422 if fault else 200
    return render(request, "administration/second_factor.html", context, status=status)

"""Forms of signing in and of one's own account."""

from collections.abc import Iterable
from typing import Any

from django import forms

from hengjian.access.models import Account, RoleGrant
from hengjian.access.roles import ROLES
from hengjian.access.token_check import SCOPES


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The present password, the new one twice."""

    present = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def agrees(self) -> bool:
        """Both times the same; call after ``is_valid``."""
        return bool(self.cleaned_data["password"] == self.cleaned_data["repeated"])


class LanguageForm(forms.Form):
    """The language of one's pages."""

    language = forms.ChoiceField(
        choices=Account._meta.get_field("language").choices  # type: ignore[arg-type]
    )


class CodeForm(forms.Form):
    """A code of the second factor, from the telephone or from paper."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "class": "form-control",
            }
        ),
    )


class TokenForm(forms.Form):
    """What a token is for, what it may do, for how many days."""

    name = forms.CharField(max_length=100)
    scopes = forms.MultipleChoiceField(
        choices=[(scope, scope) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(min_value=1, max_value=366)


class DelegationForm(forms.Form):
    """Who is to act, in which roles, from when until when, and why."""

    receiver = forms.CharField(max_length=60)
    grants = forms.TypedMultipleChoiceField(coerce=int)
    unit = forms.CharField(max_length=6, required=False)
    from_on = forms.DateField()
    until_on = forms.DateField()
    reason = forms.CharField(max_length=300)

    def __init__(self, *args: Any, grants: Iterable[RoleGrant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["grants"].choices = [(grant.pk, grant.role) for grant in grants]  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """Which role, where (``unit`` or ``unit/department``), on which days, and why."""

    role = forms.ChoiceField(choices=[(name, name) for name in ROLES])
    place = forms.CharField(max_length=60, required=False)
    from_on = forms.DateField()
    until_on = forms.DateField(required=False)
    tie = forms.ChoiceField(choices=[("post", "post"), ("place", "place")])
    reason = forms.CharField(max_length=300)


class EndForm(forms.Form):
    """The last day of a role, and why it ends."""

    until_on = forms.DateField()
    reason = forms.CharField(max_length=300)

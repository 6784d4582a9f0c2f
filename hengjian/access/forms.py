"""Forms of signing in and of one's own account."""

from django import forms

from hengjian.access.models import Account


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

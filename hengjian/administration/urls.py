"""Addresses of the pages of administration."""

from django.urls import path

from hengjian.administration.views import (
    accounts,
    calendar_notices,
    calendars,
    column_choice,
    delegating,
    granting,
    organisation,
    personal,
    roles,
    second_factor,
    signing_in,
    single_sign_on,
)


FACTOR = "personal/second-factor/"
ONE = "accounts/<str:username>/"

app_name = "administration"
urlpatterns = [
    path("sign-in/", signing_in.enter, name="sign-in"),
    path("sign-in/code/", signing_in.code, name="code"),
    path("sign-in/single/", single_sign_on.leave_for, name="single-sign-on"),
    path("sign-in/single/back/", single_sign_on.come_back, name="single-sign-on-back"),
    path("sign-out/", signing_in.leave, name="sign-out"),
    path("language/", signing_in.language, name="language"),
    path("password/", signing_in.password, name="password"),
    path("personal/", personal.page, name="personal"),
    path("personal/columns/keep/", column_choice.keep, name="keep-columns"),
    path("personal/columns/usual/", column_choice.usual, name="usual-columns"),
    path("personal/sessions/end/", personal.end_session, name="end-session"),
    path("personal/tokens/make/", personal.make_token, name="make-token"),
    path(
        "personal/tokens/<int:number>/revoke/",
        personal.revoke_token,
        name="revoke-token",
    ),
    path(FACTOR, second_factor.page, name="second-factor"),
    path(f"{FACTOR}begin/", second_factor.begin, name="second-factor-begin"),
    path(f"{FACTOR}confirm/", second_factor.confirm, name="second-factor-confirm"),
    path(f"{FACTOR}remove/", second_factor.remove, name="second-factor-remove"),
    path(f"{FACTOR}recovery/", second_factor.renew, name="recovery-codes"),
    path("personal/delegations/", delegating.page, name="delegations"),
    path("personal/delegations/make/", delegating.make, name="make-delegation"),
    path(
        "personal/delegations/<int:number>/revoke/",
        delegating.revoke,
        name="revoke-delegation",
    ),
    path("acting/begin/", delegating.begin, name="begin-acting"),
    path("acting/end/", delegating.end, name="end-acting"),
    path("accounts/", accounts.page, name="accounts"),
    path(ONE, accounts.one, name="account"),
    path(f"{ONE}password/", accounts.give_password, name="give-password"),
    path(f"{ONE}second-factor/", accounts.reset_factor, name="reset-second-factor"),
    path(f"{ONE}sessions/", accounts.end_sessions, name="end-sessions"),
    path(f"{ONE}close/", accounts.close, name="close-account"),
    path(f"{ONE}delegate/", accounts.delegate, name="delegate"),
    path(
        f"{ONE}delegations/<int:number>/revoke/",
        accounts.revoke_delegation,
        name="revoke-delegation-of",
    ),
    path(f"{ONE}roles/grant/", granting.grant, name="grant-role"),
    path(f"{ONE}roles/<int:number>/end/", granting.end, name="end-role"),
    path("roles/", roles.page, name="roles"),
    path("roles/export/", roles.export, name="export-roles"),
    path("roles/<slug:role>/", roles.one, name="role"),
    path("calendars/", calendars.page, name="calendars"),
    path("calendars/new/", calendar_notices.bring, name="new-calendar"),
    path("calendars/release/", calendar_notices.release, name="release-calendar"),
    path(
        "calendars/releases/<int:number>/", calendars.release, name="calendar-release"
    ),
    path("calendars/<int:year>/export/", calendars.export, name="export-calendar"),
    path("organisation/", organisation.tree, name="organisation"),
    path("organisation/<str:code>/", organisation.place, name="place"),
]

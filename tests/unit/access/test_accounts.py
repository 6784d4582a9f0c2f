"""Accounts, passwords and tokens."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from hengjian.access.actions import accounts, tokens
from hengjian.access.actions.setup import open_administrators
from hengjian.access.faults import AccountFault, NotAllowed, TokenRefused
from hengjian.access.models import Account, Token
from hengjian.access.token_check import token_for
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make


pytestmark = pytest.mark.django_db

BY = System("test")


@journal.action
def set_expired(*, token: Token, by: Actor) -> None:
    token.expires_at = clock.machine_now() - timedelta(seconds=1)
    token.save()
    journal.nothing_changed()


def test_account_is_opened_with_a_password_to_be_changed() -> None:
    account = accounts.add(username=" Chen ", password=make.PASSWORD, by=BY)

    assert account.username == "chen"
    assert account.must_change_password
    assert account.check_password(make.PASSWORD)
    assert make.PASSWORD not in JournalEntry.objects.get().new


@pytest.mark.parametrize("name", ["", "1chen", "a", "chen ming", "陈明", "x" * 61])
def test_name_that_nobody_can_type_is_refused(name: str) -> None:
    with pytest.raises(AccountFault, match="账号名"):
        make.account(username=name)


def test_name_in_use_is_refused_whatever_its_case() -> None:
    make.account(username="chen")

    with pytest.raises(AccountFault, match="已存在"):
        make.account(username="CHEN")


def test_person_has_one_account(cast: Cast) -> None:
    with pytest.raises(AccountFault, match="已有账号"):
        make.account(person=cast.chen.person)


@pytest.mark.parametrize(
    "password",
    [
        "short7!",
        "1234567890123",
        "woaini1314",
        "jianchayuan2026",
        "Password123!",
        "zhongguo@2026",
        "chen.ming.x",
    ],
)
def test_weak_password_is_refused(password: str) -> None:
    with pytest.raises(AccountFault):
        make.account(username="chen.ming.x", password=password)


def test_own_password_is_changed_with_the_present_one() -> None:
    account = make.account(must_change_password=True)
    with pytest.raises(AccountFault, match="现密码"):
        accounts.change_own_password(
            account=account, present="wrong", password="yun-5-duo-bai", by=account
        )
    with pytest.raises(AccountFault, match="不同"):
        accounts.change_own_password(
            account=account, present=make.PASSWORD, password=make.PASSWORD, by=account
        )

    accounts.change_own_password(
        account=account, present=make.PASSWORD, password="yun-5-duo-bai", by=account
    )

    account.refresh_from_db()
    assert account.check_password("yun-5-duo-bai")
    assert not account.must_change_password


def test_language_is_one_of_two() -> None:
    account = make.account()

    accounts.set_language(account=account, language="en", by=account)

    assert Account.objects.get(pk=account.pk).language == "en"
    with pytest.raises(AccountFault):
        accounts.set_language(account=account, language="fr", by=account)


def test_token_is_shown_once_and_kept_as_a_digest() -> None:
    account = make.account()

    token, text = tokens.make(account=account, name="报表", by=account)

    assert text.startswith("hj_")
    assert text not in str(Token.objects.values().get())
    assert text not in str(list(JournalEntry.objects.values()))
    assert token_for(text, scope="read") == token


def test_token_is_refused_when_unknown_expired_revoked_or_its_account_closed() -> None:
    account = make.account()
    _, text = tokens.make(account=account, name="报表", by=account, days=30)
    revoked, revoked_text = tokens.make(account=account, name="旧", by=account)
    tokens.revoke(token=revoked, by=account)
    expired, expired_text = tokens.make(account=account, name="过期", by=account)
    set_expired(token=expired, by=BY)

    for refused in ("hj_unknown", revoked_text, expired_text):
        with pytest.raises(TokenRefused):
            token_for(refused, scope="read")
    accounts.close(account=account, by=BY)
    with pytest.raises(TokenRefused):
        token_for(text, scope="read")


def test_token_does_only_what_its_scopes_say() -> None:
    account = make.account()
    _, text = tokens.make(account=account, name="报表", by=account, scopes=["read"])

    with pytest.raises(NotAllowed):
        token_for(text, scope="write")


def test_token_without_scope_or_end_is_refused() -> None:
    account = make.account()

    with pytest.raises(AccountFault):
        tokens.make(account=account, name="x", by=account, scopes=[])
    with pytest.raises(AccountFault):
        tokens.make(account=account, name="x", by=account, scopes=["everything"])
    with pytest.raises(AccountFault):
        tokens.make(account=account, name="x", by=account, days=10_000)


def test_first_accounts_are_the_three_administrators() -> None:
    opened = open_administrators(by=System("installation"))

    assert [account.username for account, _ in opened] == [
        "system_administrator",
        "security_administrator",
        "audit_administrator",
    ]
    assert all(account.check_password(password) for account, password in opened)
    with pytest.raises(AccountFault, match="已有账号"):
        open_administrators(by=System("installation"))


def test_password_that_another_set_must_be_changed() -> None:
    account = make.account()

    accounts.set_password(account=account, password="yun-5-duo-bai", by=BY)

    account.refresh_from_db()
    assert account.check_password("yun-5-duo-bai")
    assert account.must_change_password


def test_closed_account_can_be_opened_again() -> None:
    account = accounts.close(account=make.account(), by=BY)

    accounts.reopen(account=account, by=BY)

    assert Account.objects.get(pk=account.pk).is_active


def test_what_is_as_asked_leaves_no_entry() -> None:
    account = make.account()
    token, _ = tokens.make(account=account, name="x", by=account)
    tokens.revoke(token=token, by=account)
    before = JournalEntry.objects.count()

    tokens.revoke(token=token, by=account)
    accounts.set_language(account=account, language="zh-hans", by=account)

    assert JournalEntry.objects.count() == before


def test_account_is_found_by_its_name_and_shows_its_persons(cast: Cast) -> None:
    assert Account.objects.get_by_natural_key(" CHEN ") == cast.chen
    assert str(cast.chen) == "陈明"
    assert str(cast.system_administrator) == "system_administrator"
    assert str(cast.chen.grants.get()).startswith("陈明 procurator")
    token, text = tokens.make(account=cast.chen, name="报表", by=cast.chen)
    assert str(token) == f"报表 ({text[:9]}…)"


def test_rule_on_common_passwords_is_told() -> None:
    from hengjian.access.passwords import LocalCommonPasswords

    with translation.override("zh-hans"):
        assert LocalCommonPasswords().get_help_text() == "该密码太常见。"
    with translation.override("en"):
        assert LocalCommonPasswords().get_help_text() == "This password is too common."


def test_last_five_passwords_do_not_come_back() -> None:
    account = make.account()
    chosen = [make.PASSWORD, *(f"yun-{n}-duo-bai-he" for n in range(5))]
    for present, following in pairwise(chosen):
        accounts.change_own_password(
            account=account, present=present, password=following, by=account
        )

    for used in chosen[1:-1]:
        with pytest.raises(AccountFault, match="最近用过"):
            accounts.change_own_password(
                account=account, present=chosen[-1], password=used, by=account
            )
    accounts.change_own_password(
        account=account, present=chosen[-1], password=make.PASSWORD, by=account
    )

    assert account.check_password(make.PASSWORD)


def test_history_keeps_hashes_and_forgets_the_eldest() -> None:
    account = make.account()
    for number in range(accounts.OLD_PASSWORDS_KEPT + 2):
        accounts.set_password(
            account=account, password=f"yun-{number}-duo-bai-he", by=BY
        )

    kept = list(account.old_passwords.values_list("password", flat=True))

    assert len(kept) == accounts.OLD_PASSWORDS_KEPT
    assert not any("duo-bai" in each for each in kept)


def test_one_time_passwords_are_strong_and_never_alike() -> None:
    account = make.account()

    given = {accounts.give_one_time_password(account=account, by=BY) for _ in range(3)}

    assert len(given) == 3
    account.refresh_from_db()
    assert account.must_change_password
    assert account.first_password_until is not None


def test_weak_password_is_refused_at_a_reset_too() -> None:
    account = make.account()

    with pytest.raises(AccountFault):
        accounts.set_password(account=account, password="woaini1314", by=BY)

    assert account.check_password(make.PASSWORD)

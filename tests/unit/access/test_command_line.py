"""Commands act for an account, with a token or from the owner of the keys."""

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from hengjian.access.actions import tokens
from hengjian.access.command_line import (
    acting_account,
    command_origin,
    require_key_owner,
)
from hengjian.access.faults import AccountFault, NotAllowed, TokenRefused
from hengjian.access.permissions import Permission
from tests.cast import Cast


CHANGE = Permission.ORGANISATION_CHANGE


def as_account(name: str) -> Namespace:
    return Namespace(account=name)


@pytest.fixture
def _keys_of_another(settings: Any, tmp_path: Path) -> None:
    settings.HENGJIAN_KEYS = tmp_path / "absent"


def test_owner_of_the_keys_needs_no_token(cast: Cast) -> None:
    account = acting_account(as_account("system_administrator"), CHANGE)

    assert account == cast.system_administrator
    assert command_origin().startswith("command local ")


def test_account_needs_the_permission(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="维护机构人员"):
        acting_account(as_account("chen"), CHANGE)


def test_unknown_account_is_told(cast: Cast) -> None:
    with pytest.raises(AccountFault):
        acting_account(as_account("nobody"), CHANGE)


@pytest.mark.usefixtures("_keys_of_another")
def test_anybody_else_needs_a_token(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator = cast.system_administrator
    _, text = tokens.make(
        account=administrator, name="x", scopes=["command"], by=administrator
    )
    with pytest.raises(NotAllowed, match="HENGJIAN_TOKEN"):
        acting_account(as_account("system_administrator"), CHANGE)

    monkeypatch.setenv("HENGJIAN_TOKEN", text)

    assert acting_account(as_account("system_administrator"), CHANGE) == administrator
    assert command_origin().startswith("command token ")
    with pytest.raises(NotAllowed, match="另一个账号"):
        acting_account(as_account("audit_administrator"), CHANGE)


def test_wrong_token_is_refused_even_to_the_owner_of_the_keys(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HENGJIAN_TOKEN", "hj_wrong")

    with pytest.raises(TokenRefused):
        acting_account(as_account("system_administrator"), CHANGE)


@pytest.mark.usefixtures("_keys_of_another")
def test_setting_up_needs_the_owner_of_the_keys() -> None:
    with pytest.raises(NotAllowed):
        require_key_owner()


def test_owner_is_the_account_of_the_folder(settings: Any, tmp_path: Path) -> None:
    settings.HENGJIAN_KEYS = tmp_path
    require_key_owner()

    if os.geteuid() == 0:
        os.chown(tmp_path, 12345, 12345)
        with pytest.raises(NotAllowed):
            require_key_owner()


def test_machine_user_without_a_name_is_told_by_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda number: {}[number])

    assert command_origin() == f"command local {os.geteuid()}"

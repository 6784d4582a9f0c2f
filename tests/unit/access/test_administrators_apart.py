"""The three administrators are three accounts: in the action, in the table, in the journal."""

from itertools import permutations

import pytest
from django.db import IntegrityError, connection, transaction

from hengjian.access.actions import grants
from hengjian.access.faults import AdministratorsApart
from hengjian.access.models import Account
from hengjian.access.roles import ROLES
from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main
from tests.cast import SINCE, Cast
from tests.factories import access as make


ADMINISTRATORS = [role.name for role in ROLES.values() if role.is_administrator]
PAIRS = [*permutations(ADMINISTRATORS, 2), (ADMINISTRATORS[0], "clerk")]


def written_by_hand(account: Account, role: str, until: str | None = None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_rolegrant (account_id, role, from_on, until_on)"
            " VALUES (%s, %s, '2024-01-01', %s)",
            [account.pk, role, until],
        )


@pytest.mark.parametrize(("held", "wanted"), PAIRS)
def test_second_duty_of_an_administrator_is_refused(
    cast: Cast, held: str, wanted: str
) -> None:
    account = getattr(cast, held)

    with pytest.raises(AdministratorsApart, match="三员分立"):
        grants.grant(
            account=account,
            role=wanted,
            unit=cast.donghu,
            from_on=SINCE,
            by=cast.security_administrator,
        )


@pytest.mark.parametrize(("held", "wanted"), PAIRS)
def test_table_refuses_what_is_written_by_hand(
    cast: Cast, held: str, wanted: str
) -> None:
    with pytest.raises(IntegrityError, match="administrators_apart"):
        written_by_hand(getattr(cast, held), wanted)


def test_table_refuses_a_working_role_turned_into_an_administrators(
    cast: Cast,
) -> None:
    make.grant(cast.chen, "clerk", cast.donghu)
    with (
        pytest.raises(IntegrityError, match="administrators_apart"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE access_rolegrant SET role = 'audit_administrator'"
            " WHERE account_id = %s AND role = 'clerk'",
            [cast.chen.pk],
        )


def test_table_lets_other_days_and_other_accounts_be(cast: Cast) -> None:
    account = make.account()
    written_by_hand(account, "clerk", until="2024-06-30")

    grants.grant(
        account=account,
        role="audit_administrator",
        from_on=SINCE.replace(year=2025),
        by=cast.security_administrator,
    )

    assert account.grants.count() == 2


def test_attempt_is_entered_in_the_journal(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    role = ["audit_administrator", "system_administrator", "--reason", "兼任"]

    code = main(["accounts", "grant", *role, "--as", "security_administrator"])

    assert code == 2
    assert "三员分立" in capsys.readouterr().err
    entry = JournalEntry.objects.order_by("-number")[0]
    assert entry.event == "access.refused"
    assert entry.by == "account:security_administrator"
    assert "三员分立" in entry.detail

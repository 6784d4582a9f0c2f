"""Tampering with the ledger by raw SQL is found and named, on every database."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from hengjian.config.cli import main
from hengjian.ledger.actions import paying
from hengjian.ledger.actions.entering import reverse
from hengjian.ledger.models import LedgerEntry, PaymentList
from hengjian.ledger.verifying import verify
from hengjian.lib.clock import moved_to
from tests.cast import Cast
from tests.factories import ledger as make


BY = make.BY
TABLES = ("ledger_ledgerentry", "ledger_ledgeraccount", "ledger_ledgerrule")


@pytest.fixture
def entries(cast: Cast) -> list[LedgerEntry]:
    """Five entries, the fifth of them reversing the first."""
    rule = make.rule(cast.jiangcheng)
    made = [
        make.entry(cast.person(who), rule, 200 + number)
        for number, who in enumerate((cast.chen, cast.zhou, cast.lin, cast.chen))
    ]
    made.append(reverse(entry=made[0], reason="重复", by=BY))
    return made


@pytest.fixture
def sql(db: None) -> Callable[..., None]:
    """Statements of somebody who owns the database and has put the triggers away."""

    def run(*statements: str) -> None:
        with connection.cursor() as cursor:
            for table in TABLES:
                for statement in without_triggers(table):
                    cursor.execute(statement)
            for statement in statements:
                cursor.execute(statement)

    return run


def without_triggers(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        # what waits for the end of the transaction would be in the way
        return [
            "SET CONSTRAINTS ALL IMMEDIATE",
            f"ALTER TABLE {table} DISABLE TRIGGER USER",
            "SET CONSTRAINTS ALL DEFERRED",
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{act}" for act in ("update", "delete")]


def found() -> list[tuple[str, str, int]]:
    return [(each.kind.value, each.what, each.number) for each in verify().faults]


def test_untouched_ledger_is_sound(entries: list[LedgerEntry]) -> None:
    report = verify()

    assert (report.entries, report.rules, report.faults) == (5, 1, ())


@pytest.mark.parametrize(
    "change",
    [
        "hundredths = 900",
        "asked = 900",
        "happened_on = '2025-02-01'",
        "words = '另一件事'",
        "evidence = '[]'",
        "key = 'other'",
        "\"by\" = 'system:nobody'",
        "confirmed_by = 'account:nobody'",
        "department_id = NULL",
        "digest = 'x'",
        "entered_at = '2025-01-01 00:00:00+00:00'",
        "account_id = {other}",
    ],
)
def test_altered_entry_is_named(
    entries: list[LedgerEntry], sql: Callable[..., None], change: str
) -> None:
    change = change.format(other=entries[2].account_id)
    sql(f"UPDATE ledger_ledgerentry SET {change} WHERE id = {entries[1].pk}")

    assert found() == [("altered", "entry", entries[1].pk)]


def test_deleted_entry_is_named(
    entries: list[LedgerEntry], sql: Callable[..., None]
) -> None:
    sql(f"DELETE FROM ledger_ledgerentry WHERE id = {entries[1].pk}")

    assert found() == [("removed", "entry", entries[1].pk)]


COLUMNS = (
    "account_id, counter_id, hundredths, asked, cut, how, rule_id, attempt, happened_on,"
    " department_id, words, evidence, reverses_id, entered_at, digest, confirmed_by,"
    ' "by"'
)


def test_entry_put_in_is_named(
    entries: list[LedgerEntry], sql: Callable[..., None]
) -> None:
    sql(
        f"INSERT INTO ledger_ledgerentry (id, key, {COLUMNS}) SELECT 90001, 'put in',"
        f" {COLUMNS} FROM ledger_ledgerentry WHERE id = {entries[1].pk}"
    )

    assert found() == [("inserted", "entry", 90001)]


def test_entries_changed_over_are_named(
    entries: list[LedgerEntry], sql: Callable[..., None]
) -> None:
    one, other = entries[1].pk, entries[2].pk
    sql(
        f"UPDATE ledger_ledgerentry SET id = 90002 WHERE id = {one}",
        f"UPDATE ledger_ledgerentry SET id = {one} WHERE id = {other}",
        f"UPDATE ledger_ledgerentry SET id = {other} WHERE id = 90002",
    )

    assert found() == [("moved", "entry", one), ("moved", "entry", other)]


def test_entry_under_another_number_is_named_once(
    entries: list[LedgerEntry], sql: Callable[..., None]
) -> None:
    sql(f"UPDATE ledger_ledgerentry SET id = 90003 WHERE id = {entries[1].pk}")

    assert found() == [("moved", "entry", 90003)]


def test_account_given_to_somebody_else_is_named_by_its_entries(
    entries: list[LedgerEntry], sql: Callable[..., None], cast: Cast
) -> None:
    wang = cast.person(cast.wang)
    account = entries[1].account_id
    sql(f"UPDATE ledger_ledgeraccount SET person_id = {wang.pk} WHERE id = {account}")

    assert found() == [("altered", "entry", entries[1].pk)]


def test_altered_rule_is_named(
    entries: list[LedgerEntry], sql: Callable[..., None]
) -> None:
    rule = entries[0].rule
    assert rule is not None
    sql(f"UPDATE ledger_ledgerrule SET hundredths = 1 WHERE id = {rule.pk}")

    assert found() == [("altered", "rule", rule.pk)]


@pytest.fixture
def approved(cast: Cast) -> PaymentList:
    rule = make.award(cast.jiangcheng)
    make.entry(cast.person(cast.chen), rule, 10_000)
    with moved_to(make.DAY):
        drawn = paying.draw(unit=cast.jiangcheng, month_on=make.DAY, by=cast.zhou)
        paying.check(payment_list=drawn, by=cast.lin)
        return paying.approve(payment_list=drawn, by=cast.liu)


@pytest.mark.parametrize(
    "change",
    [
        "ledger_paymentline SET fen = 1",
        "ledger_paymentlist SET fen = 1",
        "ledger_paymentlist SET digest = 'x'",
        "ledger_paymentlist SET month_on = '2025-02-01'",
    ],
)
def test_approved_list_that_was_altered_is_named(
    approved: PaymentList, sql: Callable[..., None], change: str
) -> None:
    assert found() == []

    sql(f"UPDATE {change}")

    assert found() == [("altered", "list", approved.pk)]


def test_command_names_the_fault_and_ends_with_one(
    entries: list[LedgerEntry],
    sql: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    settings: Any,
) -> None:
    assert main(["ledger", "verify"]) == 0
    assert "台账与留痕一致" in capsys.readouterr().out

    sql(f"DELETE FROM ledger_ledgerentry WHERE id = {entries[1].pk}")

    assert main(["ledger", "verify", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["faults"][0]["kind"] == "removed"
    assert told["faults"][0]["number"] == entries[1].pk
    assert told["journal_faults"] == 0

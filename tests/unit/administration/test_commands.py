"""Commands of the installation: first accounts, the organisation, the doctor."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.access.second_factors import confirmed_factor
from hengjian.access.token_check import token_for
from hengjian.administration.health import examine
from hengjian.administration.health_answers import State
from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main
from hengjian.engines.tables.sheets import read_sheets, write_sheets
from hengjian.organisation.models import Person
from tests.cast import Cast
from tests.factories import access as make
from tests.factories.jobs import job as enqueued
from tests.failing_journal import everything_but_the_journal


pytestmark = pytest.mark.django_db

Out = pytest.CaptureFixture[str]
LEADER = ["chen", "leader", "--reason", "分管", "--unit"]


def test_new_installation_gets_its_three_administrators_once(capsys: Out) -> None:
    assert main(["accounts", "setup"]) == 0
    assert main(["accounts", "setup"]) == 2

    captured = capsys.readouterr()
    lines = [line.split("\t") for line in captured.out.splitlines() if "\t" in line]
    assert len(lines) == Account.objects.count() == 3
    for name, password in lines:
        assert Account.objects.get(username=name).check_password(password)
    assert "已有账号" in captured.err


def test_security_administrator_opens_an_account_and_grants_a_role(
    cast: Cast, capsys: Out
) -> None:
    by = ["--as", "security_administrator"]

    role = ["sun", "analyst", "--unit", "429901", "--reason", "研判"]

    assert main(["accounts", "add", "sun", *by]) == 0
    assert main(["accounts", "grant", *role, *by]) == 0

    sun = Account.objects.get(username="sun")
    assert capsys.readouterr().out.startswith("sun\t")
    assert may(sun, Permission.INDICATOR_RUN, unit=cast.donghu)
    assert not may(sun, Permission.INDICATOR_RUN, unit=cast.jiangcheng)


def test_lost_password_and_telephone_are_mended_on_the_machine(
    cast: Cast, capsys: Out
) -> None:
    make.with_second_factor(cast.security_administrator)
    name = "security_administrator"

    code = main(["accounts", "reset", name, "--second-factor", "--as", name])

    password = capsys.readouterr().out.split()[1]
    account = Account.objects.get(username=name)
    assert code == 0
    assert account.check_password(password)
    assert account.must_change_password
    assert confirmed_factor(account) is None


def test_role_may_stay_with_the_place(cast: Cast) -> None:
    role = ["chen", "analyst", "--unit", "429900", "--reason", "研判"]

    for more in (["--stays"], []):
        words = ["accounts", "grant", *role, *more, "--as", "security_administrator"]
        assert main(words) == 0

    granted = cast.chen.grants.filter(role="analyst").order_by("pk")
    assert [each.post for each in granted] == [None, cast.procurator_post]


@pytest.mark.parametrize(
    "words",
    [
        ["accounts", "reset", "chen", "--as", "system_administrator"],
        ["accounts", "add", "sun", "--as", "system_administrator"],
        ["accounts", "grant", *LEADER, "429900", "--as", "liu"],
        ["accounts", "grant", *LEADER, "1", "--as", "security_administrator"],
        [
            "accounts",
            "add",
            "sun",
            "--person",
            "nobody",
            "--as",
            "security_administrator",
        ],
        ["organisation", "export", "x.xlsx", "--as", "chen"],
    ],
)
def test_command_that_is_refused_changes_nothing(
    cast: Cast, words: list[str], capsys: Out
) -> None:
    before = everything_but_the_journal()

    assert main(words) == 2
    assert everything_but_the_journal() == before
    assert capsys.readouterr().err.startswith("hengjian: ")


def test_token_of_ones_own_is_shown_once(cast: Cast, capsys: Out) -> None:
    assert main(["accounts", "token", "报表", "--scope", "read", "--as", "chen"]) == 0

    text = capsys.readouterr().out.strip()
    assert token_for(text, scope="read").account == cast.chen


def test_organisation_goes_out_and_in(cast: Cast, tmp_path: Path, capsys: Out) -> None:
    file = str(tmp_path / "机构.xlsx")
    by = ["--as", "system_administrator"]

    assert main(["organisation", "export", file, *by]) == 0
    assert main(["organisation", "import", file, *by]) == 0
    sheets = read_sheets(Path(file))
    sheets["人员"].append(["SUN", "孙红", "", ""])
    write_sheets(Path(file), sheets)
    assert main(["organisation", "import", file, "--dry-run", *by]) == 0
    assert not Person.objects.filter(number="SUN").exists()
    assert main(["organisation", "import", file, *by]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "与现有机构人员一致，没有改动。",
        "人员：新增 1，改动 0",
        "人员：新增 1，改动 0",
    ]
    assert Person.objects.get(number="SUN").name == "孙红"
    last = JournalEntry.objects.order_by("-number")[0]
    assert (last.event, last.by) == (
        "organisation.imported",
        "account:system_administrator",
    )
    assert last.origin.startswith("command local")


def test_import_tells_every_fault_with_its_row(
    cast: Cast, tmp_path: Path, capsys: Out
) -> None:
    file = tmp_path / "机构.xlsx"
    write_sheets(file, {"人员": [["工号", "姓名"], ["1", ""], ["", "陈明"]]})

    code = main(["organisation", "import", str(file), "--as", "system_administrator"])

    said = capsys.readouterr().err
    assert code == 2
    assert "人员:2" in said
    assert "人员:3" in said


@pytest.fixture
def _quiet_home(settings: Any, tmp_path: Path) -> None:
    settings.JOURNAL_CHECKPOINTS = tmp_path / "journal.jsonl"


def states() -> dict[str, State]:
    return {finding.name: finding.state for finding in examine()}


@pytest.mark.usefixtures("_quiet_home")
def test_doctor_finds_a_sound_installation_sound(capsys: Out) -> None:
    enqueued()

    code = main(["doctor", "--json"])

    found = {
        each["name"]: each["state"] for each in json.loads(capsys.readouterr().out)
    }
    assert code == 0
    assert set(found) == {
        "database",
        "migrations",
        "keys",
        "front_end",
        "disk",
        "journal",
        "jobs",
        "second_factor",
        "backups",
        "versions",
        "modes",
        "keys_apart",
        "fonts",
        "time",
        "pins",
        "schedule",
        "worker",
        "calendars",
    }
    assert "bad" not in found.values()


@pytest.mark.usefixtures("_quiet_home")
def test_doctor_names_a_faulty_journal(capsys: Out) -> None:
    enqueued()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_journalentry SET event = 'x.y'")

    assert main(["doctor"]) == 1
    assert "✗ journal: 第 " in capsys.readouterr().out


@pytest.mark.usefixtures("_quiet_home")
def test_doctor_names_keys_missing_migrations_and_waiting_jobs(
    settings: Any, tmp_path: Path
) -> None:
    from hengjian.lib.keyring import Keyring

    settings.KEYRING = Keyring(tmp_path / "keys")
    settings.KEYRING.key("journal_key")
    (tmp_path / "keys/journal_key").chmod(0o644)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'packs'")
        cursor.execute("SELECT 1")
    enqueued()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET due_at = '2020-01-01 00:00:00+00:00'")

    found = states()

    assert found["keys"] is State.BAD
    assert found["migrations"] is State.BAD
    assert found["jobs"] is State.WARNING


@pytest.mark.usefixtures("_quiet_home")
def test_doctor_names_a_home_that_cannot_be_written(
    settings: Any, tmp_path: Path
) -> None:
    settings.HENGJIAN_HOME = tmp_path / "gone"

    assert states()["disk"] is State.BAD

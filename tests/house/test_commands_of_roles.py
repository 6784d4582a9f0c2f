"""Every command with every role, against the published table."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hengjian.access.permissions import LABELS, Permission
from hengjian.access.reach import Reach
from hengjian.access.roles import ROLES
from hengjian.audit.models import JournalEntry
from hengjian.config import cli
from hengjian.config.commands import COMMANDS, Group
from hengjian.config.door_table import Door, command_doors
from hengjian.config.who import Who
from tests.cast import Cast
from tests.factories import access as make
from tests.remembered import remembered


# the least that each command has to be told
ARGUMENTS: dict[str, list[str]] = {
    "hengjian packs release": ["packs"],
    "hengjian indicators compare": ["x", "--period", "2026-08", "--out", "x.xlsx"],
    "hengjian report analysis": ["--procuratorate", "429900", "--period", "2026-Q3"],
    "hengjian report check": ["absent.docx"],
    "hengjian meetings show": ["1"],
    "hengjian matters register": ["supply_request"],
    "hengjian matters show": ["1"],
    "hengjian matters register-from": ["supply_request", "complaint"],
    "hengjian matters migrate": ["supply_request"],
    "hengjian matters record-of": [
        "supply_request",
        "here",
        *("--unit", "429900", "--from", "2026-10-20", "--reason", "x"),
    ],
    "hengjian import": ["absent.csv", "--card", "arrest_review"],
    "hengjian calendars import": ["absent.csv"],
    "hengjian calendars show": ["2026"],
    "hengjian limits list": [],
    "hengjian monitoring run": [],
    "hengjian monitoring list": [],
    "hengjian monitoring draw": ["--again", "1"],
    "hengjian findings list": [],
    "hengjian ledger rules": ["429900"],
    "hengjian ledger show": ["CHEN"],
    "hengjian findings export": ["--card", "arrest_review", "--out", "x.xlsx"],
    "hengjian findings answer": ["1", "corrected"],
    "hengjian organisation import": ["absent.xlsx"],
    "hengjian organisation export": ["x.xlsx"],
    "hengjian accounts add": ["sun"],
    "hengjian accounts grant": ["nobody", "leader", "--reason", "x"],
    "hengjian accounts end": ["nobody", "leader", "--reason", "x"],
    "hengjian accounts reset": ["nobody"],
    "hengjian accounts token": ["x"],
    "hengjian backup": ["x"],
}
DOORS = list(command_doors())
ASKED = [door for door in DOORS if isinstance(door.needs, Permission)]
KEPT = [door for door in DOORS if door.needs is Who.KEY_OWNER]
Out = pytest.CaptureFixture[str]


def run(door: Door, *more: str) -> int:
    words = [*door.name.split()[1:], *ARGUMENTS.get(door.name, []), *more]
    try:
        return cli.main(words)
    except SystemExit as ended:
        return int(ended.code or 0)


@pytest.fixture
def holders(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """An account of every role, by role; the folder of the test is the present one."""
    monkeypatch.chdir(tmp_path)
    return remembered("holders", partial(_holders, cast))


def _holders(cast: Cast) -> dict[str, str]:
    for name, role in ROLES.items():
        unit = None if role.is_administrator else cast.jiangcheng
        make.grant(make.account(username=f"the.{name}"), name, unit)
    return {name: f"the.{name}" for name in ROLES}


@pytest.mark.parametrize("door", ASKED, ids=lambda door: door.name)
def test_command_is_for_the_roles_that_the_table_says(
    door: Door, holders: dict[str, str], capsys: Out
) -> None:
    assert isinstance(door.needs, Permission)
    missing = LABELS[door.needs]

    refused = set()
    for role, username in holders.items():
        number = JournalEntry.objects.count()
        code = run(door, "--as", username)
        if f"没有“{missing.zh}”的权限" in capsys.readouterr().err:
            assert code == 2
            [entry] = JournalEntry.objects.order_by("number")[number:]
            assert (entry.event, entry.by) == ("access.refused", f"account:{username}")
            assert door.name in entry.detail
            refused.add(role)

    expected = {n for n, r in ROLES.items() if door.reach_of(r) is Reach.REFUSED}
    assert refused == expected


@pytest.mark.parametrize("door", ASKED, ids=lambda door: door.name)
def test_command_asks_who_acts(
    door: Door,
    holders: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    settings.HENGJIAN_KEYS = Path("absent").resolve()

    assert run(door) == 2
    assert run(door, "--as", "nobody") == 2
    assert run(door, "--as", holders["case_manager"]) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("door", KEPT, ids=lambda door: door.name)
def test_command_is_for_the_owner_of_the_keys_alone(
    door: Door, settings: Any, capsys: Out
) -> None:
    settings.HENGJIAN_KEYS = Path("absent").resolve()

    assert run(door) == 2
    assert "密钥" in capsys.readouterr().err


def test_commands_of_anybody_need_no_database_or_show_no_data() -> None:
    opened = {door.name for door in DOORS if door.needs is Who.ANYBODY}

    with_database = {
        f"hengjian {name} {act}".strip()
        for name, entry in COMMANDS.items()
        for act, command in (
            entry.acts.items() if isinstance(entry, Group) else [("", entry)]
        )
        if cli.module_of(command).NEEDS_DATABASE
    }
    # the documentation is written from the code; the demo builds a home of its own
    assert opened & with_database <= {
        "hengjian docs check",
        "hengjian docs write",
        "hengjian demo",
    }

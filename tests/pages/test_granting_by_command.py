"""Roles by command with a reason, and finding the place of a role."""

import json

import pytest

from hengjian.access.models import RoleGrant
from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main
from hengjian.lib import clock
from tests.cast import Cast
from tests.pages.asking import signed_in


GRANT = "/accounts/chen/roles/grant/"


@pytest.mark.parametrize(
    ("find", "is_listed"),
    [("东湖", True), ("dhx", True), ("429901", True), ("西山", False), ("zzzz", False)],
)
def test_place_is_found_by_name_code_or_initials(
    cast: Cast, find: str, is_listed: bool
) -> None:
    page = signed_in(cast.security_administrator).get(f"{GRANT}?find={find}")

    text = page.content.decode()
    assert ('value="429901"' in text) is is_listed
    assert ("没有符合的单位、部门" in text) is (find == "zzzz")


def test_command_grants_and_ends_with_a_reason(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    place = f"{cast.jiangcheng.code}/{cast.first_department.code}"
    signed = ["--as", "security_administrator"]
    role = ["chen", "analyst"]

    granted = main(
        ["accounts", "grant", *role, "--unit", place, "--reason", "研判", *signed]
    )
    reason = last_detail()
    found = RoleGrant.objects.get(account=cast.chen, role="analyst")
    unknown = main(
        ["accounts", "end", *role, "--unit", "429901", "--reason", "完", *signed]
    )
    ended = main(["accounts", "end", *role, "--reason", "研判已完", *signed])

    assert (granted, unknown, ended) == (0, 2, 0)
    assert reason == "研判"
    assert found.department == cast.first_department
    found.refresh_from_db()
    assert found.until_on == clock.today()
    assert last_detail() == "研判已完"


def test_command_asks_which_of_several_roles_ends(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    for unit in ("429901", "429902"):
        words = ["chen", "analyst", "--unit", unit, "--stays", "--reason", "x"]
        assert (
            main(["accounts", "grant", *words, "--as", "security_administrator"]) == 0
        )

    words = ["chen", "analyst", "--reason", "x", "--as", "security_administrator"]
    assert main(["accounts", "end", *words]) == 2
    assert "429901、429902" in capsys.readouterr().err


def last_detail() -> str:
    entry = JournalEntry.objects.latest("number")
    return str(json.loads(entry.detail)["reason"])

"""``hengjian limits list``: the board's rows for the command line."""

import json

import pytest

from hengjian.config.cli import main
from tests.cast import Cast
from tests.unit.limits.limits_office import card, import_cards


@pytest.fixture
def three(office: Cast) -> Cast:
    import_cards(
        card("late", accepted_on="2026-09-21"),
        card("held", accepted_on="2026-10-20", detained="是"),
        card("below", procuratorate="429901", handler="赵林"),
    )
    return office


def said(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(["limits", "list", *words]) == 0
    return capsys.readouterr().out.splitlines()


def test_rows_stand_as_on_the_board(
    three: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, "--as", three.wang.username)

    assert [line.rpartition("\t")[2] for line in lines] == [
        "held|1",
        "late|1",
        "below|1",
    ]
    assert "超期 5 天" in lines[1]


def test_json_has_the_facts_of_the_interface(
    three: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    [line] = said(capsys, "--span", "late", "--json", "--as", three.wang.username)

    told = json.loads(line)
    assert (told["limit"], told["due_on"], told["days_left"]) == (
        "T10",
        "2026-10-21",
        -5,
    )
    assert told["state"] == {"zh": "超期 5 天", "en": "late by 5 days"}


def test_a_place_below_lists_its_own_alone(
    three: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    [line] = said(capsys, "--as", three.zhao.username)

    assert line.endswith("below|1")


def test_who_sees_no_cases_is_refused(
    three: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["limits", "list", "--as", three.system_administrator.username])

    assert code == 2
    assert "权限" in capsys.readouterr().err

"""Stored sheets by command and over the interface: shown as far as one may see."""

from http import HTTPStatus

import pytest
from django.db import connection

from hengjian.config import cli
from tests.cast import Cast
from tests.factories import appraisal as make
from tests.pages.asking import signed_in


pytestmark = pytest.mark.django_db


def test_sheets_are_shown_and_verified_by_command_as_somebody(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    office = make.office(cast)
    number = str(office.sheet.pk)

    own = cli.main(["appraisal", "sheet", number, "--as", "chen"])
    shown = capsys.readouterr().out
    refused = cli.main(["appraisal", "sheet", number, "--as", "lin"])
    capsys.readouterr()
    verified = cli.main(["appraisal", "verify", "--as", "kao"])
    told = capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE appraisal_sheetversion SET payload = replace(payload, '90', '95')"
        )
    tampered = cli.main(["appraisal", "verify", "--as", "kao"])
    no_round = cli.main(["appraisal", "verify", "--as", "kao", "--round", "987654"])

    assert (own, verified, tampered, no_round) == (0, 0, 1, 2)
    assert refused != 0
    assert "36.00/40.00" in shown
    assert "0 处不符" in told
    assert "CHEN v1" in capsys.readouterr().out


def test_interface_gives_own_sheets_and_no_others(cast: Cast) -> None:
    office = make.office(cast)
    other = office.closed.sheets.exclude(pk=office.sheet.pk).get()
    client = signed_in(cast.chen)

    listed = client.get("/api/appraisal/sheets").json()["items"]
    own = client.get(f"/api/appraisal/sheets/{office.sheet.pk}").json()
    refused = client.get(f"/api/appraisal/sheets/{other.pk}")

    assert [one["period"] for one in listed] == ["2026", "2026-10"]
    assert [line["item"] for line in own["lines"]][:2] == ["quality", "caseload"]
    assert own["lines"][0]["evidence"][0]["kind"] == "fact"
    assert refused.status_code == HTTPStatus.NOT_FOUND

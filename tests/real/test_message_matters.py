"""The real messages as matters: imported, registered from their cards, closed, counted.

By the commands of a user: one year's messages are registered in bulk; what the file says
of the replies answers their tasks, their cards are written as they close, and the
indicators over them give the published figures of that year.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Max

from hengjian.audit.actors import System
from hengjian.config.cli import main
from hengjian.indicators.asking import run_now
from hengjian.indicators.queries.values import RunValues
from hengjian.lib import clock
from hengjian.lib.keyring import Keyring
from hengjian.matters.models import Matter, MatterState, WorkItem
from hengjian.packs import actions as packs
from hengjian.warehouse.matter_cards import reconciling, taking
from tests.cast import Cast
from tests.factories import access
from tests.real.given import FILES, PACKS, answers


YEAR = "2012"  # 52 messages
KEY = "messages by year", "median_days by year of message"


@pytest.fixture
def installation(settings, db: None, tmp_path: Path, cast: Cast) -> Iterator[Cast]:
    settings.HENGJIAN_HOME = tmp_path / "home"
    settings.HENGJIAN_KEYS = tmp_path / "home" / "keys"
    settings.KEYRING = Keyring(settings.HENGJIAN_KEYS)
    with clock.moved_to(date(2026, 10, 26)):
        by = System("test")
        folders = [PACKS / "message", PACKS / "message_reply"]
        packs.release(prepared=packs.prepare(folders), by=by)
        access.grant(cast.wang, "clerk", cast.jiangcheng)
        yield cast


def run(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert main([*words, "--as", "wang", "--json"]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_messages_of_a_year_run_as_matters_to_the_published_figures(
    installation: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    key = answers(FILES["message"])
    unit = installation.jiangcheng.code
    run(
        capsys,
        *("import", str(FILES["message"]), "--card", "message"),
        *("--procuratorate", unit),
    )
    wanted = (
        *("matters", "register-from", "message_reply", "message", "--unit", unit),
        *("--from", f"{YEAR}-01-01", "--to", f"{YEAR}-12-31"),
    )

    first = run(capsys, *wanted)
    again = run(capsys, *wanted)

    number = key[KEY[0]][YEAR]
    assert (first["registered"], first["refused"]) == (number, [])
    assert (again["registered"], again["known"]) == (0, number)
    assert Matter.objects.filter(state=MatterState.CLOSED).count() == number
    assert not WorkItem.objects.filter(done_at__isnull=True).exists()

    taking.take_all()
    assert reconciling.reconcile("message_reply").agrees
    with clock.moved_to(date(int(YEAR), 12, 31)):  # a run reaches three years back
        run_over = run_now(by=System("test"))
    values = RunValues(run_over).of_unit(unit, "year")
    assert values["reply_matters", YEAR].value == number
    assert values["reply_days_median", YEAR].value == Decimal(str(key[KEY[1]][YEAR]))
    on_time = values["reply_in_time", YEAR]
    cards = values["message_within_15", YEAR]
    assert on_time.sides == cards.sides
    assert Matter.objects.aggregate(last=Max("serial"))["last"] == number

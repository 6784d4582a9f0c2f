"""The real messages as matters: imported, registered from their cards, closed, counted.

By the commands of a user: messages are registered in bulk with fifteen days as the limit of
their task; what the file says of the replies answers it, their cards are written as they
close, and the indicators over them give the published figures: those of one year in every
run; in the soak those of all, shares in time and quantiles among them.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import F, Max

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
from tests.real.given import FILES, PACKS, along, answers, figures
from tests.real.handled import counted_of_matters


moment = datetime.fromisoformat
YEAR = "2012"  # 52 messages
FIFTEEN_DAYS = timedelta(days=15)
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


def registered(
    cast: Cast, capsys: pytest.CaptureFixture[str], *narrowed: str
) -> tuple[dict[str, object], dict[str, object]]:
    """Import the file and register its messages, twice: what is told each time."""
    unit = cast.jiangcheng.code
    file = ("import", str(FILES["message"]), "--card", "message")
    run(capsys, *file, "--procuratorate", unit)
    wanted = ("matters", "register-from", "message_reply", "message", "--unit", unit)
    told = (
        run(capsys, *wanted, *narrowed),
        run(capsys, *wanted, *narrowed),
    )
    taking.take_all()
    assert reconciling.reconcile("message_reply").agrees
    return told


def answered_late() -> int:
    """Tasks answered after their last day, or on it after the limit's hour."""
    done = WorkItem.objects.filter(done_at__isnull=False)
    same_day = [
        (moment(each["received_at"]), moment(each["replied_at"]))
        for each in done.filter(answered_on=F("due_on")).values_list(
            "matter__values", flat=True
        )
    ]
    after = sum(replied - received > FIFTEEN_DAYS for received, replied in same_day)
    return done.filter(answered_on__gt=F("due_on")).count() + after


def test_messages_of_a_year_run_as_matters_to_the_published_figures(
    installation: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    key = answers(FILES["message"])
    unit = installation.jiangcheng.code
    days = ("--from", f"{YEAR}-01-01", "--to", f"{YEAR}-12-31")

    first, again = registered(installation, capsys, *days)

    number = key[KEY[0]][YEAR]
    assert (first["registered"], first["refused"]) == (number, [])
    assert (again["registered"], again["known"]) == (0, number)
    assert Matter.objects.filter(state=MatterState.CLOSED).count() == number
    assert not WorkItem.objects.filter(done_at__isnull=True).exists()
    with clock.moved_to(date(int(YEAR), 12, 31)):  # a run reaches three years back
        run_over = run_now(by=System("test"))
    values = RunValues(run_over).of_unit(unit, "year")
    assert values["reply_matters", YEAR].value == number
    assert values["reply_days_median", YEAR].value == Decimal(str(key[KEY[1]][YEAR]))
    on_time = values["reply_in_time", YEAR]
    cards = values["message_within_15", YEAR]
    assert on_time.sides == cards.sides
    assert on_time.sides is not None
    assert on_time.sides[0] == str(number - answered_late())
    assert Matter.objects.aggregate(last=Max("serial"))["last"] == number


@pytest.mark.soak
def test_all_messages_run_as_matters_to_the_published_figures(
    installation: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    key = answers(FILES["message"])

    first, again = registered(installation, capsys)

    messages, replies = key["rows / replies"]
    assert (first["registered"], first["refused"]) == (messages, [])
    assert (again["registered"], again["known"]) == (0, messages)
    assert Matter.objects.filter(state=MatterState.CLOSED).count() == replies
    overall = figures(counted_of_matters("message_reply"))
    quantiles = [overall[f"reply_days_p{share}"] for share in range(0, 101, 20)]
    assert quantiles == key["reply days quantiles 0,.2,.4,.6,.8,1"]
    middle = [overall["reply_days_median"], overall["reply_days_mean"]]
    assert middle == key["median_days / mean_days"]
    assert overall["reply_in_time"] == key["pct answered within 15 days"]
    for days in (7, 60, 90):
        found = overall[f"reply_within_{days}"]
        assert found == key[f"pct answered within {days} days"], days
    in_time = Decimal(messages - answered_late()) * 100 / messages
    assert round(in_time, 2) == Decimal(str(key["pct answered within 15 days"]))
    years = counted_of_matters("message_reply", period="year")
    assert along(years, "reply_matters", 1) == key[KEY[0]]
    assert along(years, "reply_days_median", 1) == key[KEY[1]]

"""Matters registered in bulk for imported cards: once each, what is known arrives."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hengjian.config.cli import main
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter, MatterState
from hengjian.packs import actions as packs
from hengjian.warehouse.overlays.registering import (
    Place,
    WantedCards,
    register_from_cards,
)
from tests.cast import Cast
from tests.factories import access
from tests.factories import matters as make
from tests.unit.warehouse.card_files_in import BY, as_csv, import_bytes


PACKS = Path(__file__).parents[2] / "real" / "packs"
COLUMNS = {"number": "留言编号", "received_at": "留言时间", "replied_at": "答复时间"}
COLUMNS["procuratorate"] = "单位"


def message(number: str, received: str, replied: str = "", unit: str = "429900"):
    return {
        "number": number,
        "received_at": received,
        "replied_at": replied,
        "procuratorate": unit,
    }


@pytest.fixture
def office(home: Path, cast: Cast) -> Iterator[Cast]:
    with clock.moved_to(date(2026, 10, 19)):
        folders = [PACKS / "message", PACKS / "message_reply"]
        packs.release(prepared=packs.prepare(folders), by=BY)
        make.release_kinds()
        access.grant(cast.wang, "clerk", cast.jiangcheng)
        rows = (
            message("1", "2026-09-01 09:00", "2026-09-04 10:00"),
            message("2", "2026-10-02 09:00"),
            message("3", "2026-10-03 09:00", unit="429901"),
        )
        import_bytes(as_csv(COLUMNS, rows), "m.csv", card="message")
        yield cast


def place(cast: Cast) -> Place:
    return Place(cast.jiangcheng, None, cast.wang)


def test_each_card_of_the_office_becomes_a_matter_once(office: Cast) -> None:
    kind = kind_named("message_reply")

    first = register_from_cards(kind, "message", place(office), WantedCards())
    again = register_from_cards(kind, "message", place(office), WantedCards())

    assert (first.registered, again.registered, again.known) == (2, 0, 2)
    states = dict(Matter.objects.values_list("national_number", "state"))
    assert states == {"1": MatterState.CLOSED, "2": MatterState.OPEN}


def test_only_cards_of_the_wanted_days_are_registered(office: Cast) -> None:
    wanted = WantedCards(date(2026, 10, 1), date(2026, 10, 31))

    told = register_from_cards(
        kind_named("message_reply"), "message", place(office), wanted
    )

    assert told.registered == 1
    assert Matter.objects.get().national_number == "2"


def test_card_that_is_no_record_of_the_kind_is_refused(office: Cast) -> None:
    kind = kind_named("supply_request")

    with pytest.raises(UserFault) as refused:
        register_from_cards(kind, "message", place(office), WantedCards())

    assert refused.value.status == 409


def test_command_tells_what_was_registered(
    office: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["matters", "register-from", "message_reply", "message", "--as", "wang"]

    assert main([*words, "--unit", "429900", "--most", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main([*words, "--unit", "429900"]) == 0

    assert told == {"registered": 1, "known": 0, "refused": []}
    assert "已有 1 件" in capsys.readouterr().out

"""Every table and paper that leaves the system leaves an entry: who, what, filter, rows."""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from hengjian.warehouse.models import Import
from tests.cast import Cast
from tests.pages.asking import events_since, last_entry, signed_in
from tests.pages.indicator_office import numbers, run
from tests.unit.indicators.conftest import office, working


__all__ = ["numbers", "office", "run", "working"]

HENGJIAN = Path(__file__).parents[2] / "hengjian"
OUT = re.compile(r"workbook_answer\(|FileResponse\(|\"Content-Disposition\"\]")
NOTED = re.compile(r"note_export\(|exports\.note\(|write_rejected\(")
# the door itself, and pictures and helpers that hand out no table
DOOR = {"access/exporting.py", "ui/downloads.py"}

TABLES = {
    "/quality/": "findings-2026-10-26",
    "/quality/daily/": "findings-daily-2026-10-26",
    "/quality/monthly/": "findings-monthly-2026-10-26",
    "/quality/rules/": "error-rates",
    "/imports/": "imports",
    "/limits/": "limits-2026-10-26",
    "/limits/summary/": "limits-summary-2026-10-26",
    "/limits/tasks/": "tasks-2026-10-26",
    "/monitoring/": "prompts-2026-10-26",
    "/documents/": "documents-2026-10-26",
    "/documents/received/": "received-2026-10-26",
    "/posted/": "posted-2026-10-26",
    "/posted/month/": "posted-month-2026-09",
    "/store/": "store-2026-10-26",
    "/ledger/": "ledger-member_points-2026-10-26",
    "/appraisal/": "published-sheets",
    "/honours/": "honours-2026-10-26",
    "/training/": "training-invented-2021-12",
    "/inbox/": "inbox-2026-10-26",
    "/matters/": "matters-2026-10-26",
    "/meetings/": "meetings-2026-10-26",
    "/meetings/items/": "items-2026-10-26",
    "/meetings/resolutions/": "resolutions-2026-10-26",
    "/meetings/bodies/": "bodies-2026-10-26",
    "/meetings/half-year/": "meetings-2026-H2",
    "/data/": "indicators-429900-2026-09",
    "/data/signals/": "signals",
    "/data/compare/tables/{table}/": "places-{table}",
    "/data/indicators/quick_rate/cards/": "cards-quick_rate-2026-09",
}


def addresses(
    patterns: list[URLPattern | URLResolver], before: str = "/"
) -> Iterator[str]:
    """Every address of the site as its pattern is written."""
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, here)
        else:
            yield here


def filled(address: str, numbers: dict[str, int]) -> str | None:
    """An address with something that is there in the place of its arguments."""
    values = {
        "data/compare/tables/": {"number": numbers["table"]},
        "data/runs/": {"number": numbers["run"]},
        "data/indicators/": {"name": "quick_rate"},
        "imports/": {"number": Import.objects.latest("pk").pk},
    }
    known = next((v for k, v in values.items() if address.startswith(f"/{k}")), {})
    for name, value in known.items():
        address = re.sub(rf"<\w+:{name}>", str(value), address)
    return None if "<" in address or "\\" in address else address


def asked_out(account: Account, address: str) -> HttpResponse:
    return signed_in(account).get(f"{address}?export=xlsx&line=")


def is_a_file(answer: HttpResponse) -> bool:
    return "attachment" in answer.get("Content-Disposition", "")


def test_walk_over_all_pages_finds_every_export_in_the_journal(
    working: Cast, numbers: dict[str, int]
):
    account = working.wang
    found: dict[str, str] = {}

    for pattern in addresses(get_resolver().url_patterns):
        address = filled(pattern, numbers)
        if address is None or address.startswith(("/api/", "/static/")):
            continue
        before = last_entry()
        answer = asked_out(account, address)
        if is_a_file(answer):
            events = events_since(before)
            assert "access.exported" in events, address
            [entry] = JournalEntry.objects.filter(
                number__gt=before, event="access.exported"
            )
            assert entry.by == account.journal_name
            detail = json.loads(entry.detail)
            assert detail["asked"]["address"] == address
            assert isinstance(detail["rows"], int)
            found[address] = detail["table"]

    expected = {
        address.format(**numbers): table.format(**numbers)
        for address, table in TABLES.items()
    }
    assert found == expected


def test_what_hands_out_a_file_notes_it():
    silent = [
        path.relative_to(HENGJIAN).as_posix()
        for path in HENGJIAN.rglob("*.py")
        if OUT.search(text := path.read_text("utf-8")) and not NOTED.search(text)
    ]

    assert set(silent) <= DOOR


def test_entry_says_filter_and_rows_but_not_what_was_typed(working: Cast):
    account = working.wang
    before = last_entry()

    answer = signed_in(account).get(
        "/imports/?export=xlsx&state=live&sort=-at&find=张三"
    )

    assert answer.status_code == HTTPStatus.OK
    entry = JournalEntry.objects.get(number__gt=before, event="access.exported")
    detail = json.loads(entry.detail)
    assert detail["rows"] == 1
    assert detail["asked"] == {
        "address": "/imports/",
        "state": "live",
        "find": "given",
    }


def test_export_that_is_refused_leaves_no_entry_of_an_export(working: Cast):
    before = last_entry()

    answer = asked_out(working.chen, "/imports/")

    assert not is_a_file(answer)
    assert "access.exported" not in events_since(before)

"""Runs that are read may be laid side by side: no two of them betray a sealed card."""

import io
from itertools import combinations

import openpyxl
import pytest
from django.conf import settings
from django.utils.html import escape

from hengjian.indicators.asking import run_now
from hengjian.indicators.models import Run
from hengjian.indicators.queries import keeping, read_runs, withheld
from hengjian.indicators.queries.keeping import Beside
from hengjian.indicators.queries.masks import FLAG, NOT_READ, NOT_YET, reason
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.indicators.queries.withheld import Withheld
from hengjian.indicators.working_out import work_out_all
from hengjian.lib.bilingual import Text
from tests.pages.asking import signed_in
from tests.unit.publication.conftest import Office
from tests.unit.publication.test_withheld_numbers import (
    BY,
    COUNT,
    DONGHU,
    XISHAN,
    bounds_of,
    seal,
)
from tests.unit.warehouse.card_files_in import as_csv, import_bytes


COLUMNS = {
    "case_number": "部门受案号",
    "procuratorate": "承办单位",
    "accepted_on": "受理日期",
    "concluded_on": "审结日期",
    "outcome": "审结情况",
}


def one_more(number: str, unit: str, month: str) -> Run:
    """A run after one card more: a person not arrested."""
    row = {
        "case_number": number,
        "procuratorate": unit,
        "accepted_on": f"{month}-02",
        "concluded_on": f"{month}-06",
        "outcome": "不批准逮捕",
    }
    import_bytes(as_csv(COLUMNS, (row,)), f"{number}.csv", "arrest_review")
    return run_now(by=BY)


@pytest.fixture(scope="module")
def runs(built_office: Office) -> list[Run]:
    """The office's run and two later ones, newest first."""
    second = one_more("more-1", DONGHU, "2026-07")
    third = one_more("more-2", XISHAN, "2026-08")
    return [third, second, built_office.run]


def kept_in(runs: list[Run]) -> list[Beside]:
    """What each run keeps back beside the newer ones."""
    found = [Withheld(run)._asked for run in runs]
    return [keeping.kept_of(*asked) for asked in found]


@pytest.mark.parametrize("key", ["2026-08-0", "x-2026-08-0"])
def test_what_one_run_keeps_back_no_other_tells(
    office: Office, runs: list[Run], key: str
):
    seal(office, key)

    for newer, older in combinations(kept_in(runs), 2):
        assert {c for c in newer.kept.cells if c in older.cells.values} <= (
            older.kept.cells
        )
        assert not is_whole(older)
        for cell in older.kept.cells - newer.kept.cells - older.kept.primary:
            told = newer.cells.values.get(cell)
            assert told is None or told != older.cells.values[cell]


def test_small_numbers_of_an_older_run_stay_unknown(office: Office, runs: list[Run]):
    seal(office, "2026-08-0")

    oldest = kept_in(runs)[-1]

    assert oldest.kept.bounded
    for cell in oldest.kept.bounded:
        least, most = bounds_of(oldest.cells, oldest.kept, cell)
        assert least < most


def test_run_that_cannot_be_made_safe_is_kept_back_whole(
    office: Office, runs: list[Run], monkeypatch: pytest.MonkeyPatch
):
    seal(office, "2026-08-0")
    keeping.kept_of.cache_clear()
    # nothing that the older run may keep back is unknown from the newer ones
    monkeypatch.setattr(keeping.Told, "serves", lambda *_: False)

    newest, _, oldest = kept_in(runs)
    keeping.kept_of.cache_clear()

    assert oldest.kept.cells == set(oldest.cells.values)
    assert newest.kept.cells < set(newest.cells.values)


@pytest.mark.usefixtures("runs")
def test_run_that_nothing_quotes_any_more_is_not_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    seal(office, "2026-08-0")
    unquoted = Run.objects.exclude(pk=office.run.pk).earliest("pk")
    before = value_of(unquoted)
    monkeypatch.setattr(read_runs, "_NEWEST", 1)

    after = value_of(unquoted)

    assert (before.is_withheld, NOT_READ in before.flags) == (True, False)
    assert NOT_READ in after.flags
    assert (after.masks.numerator, after.value) == ("*", None)


@pytest.mark.usefixtures("runs")
def test_quoted_run_is_told_however_old(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    seal(office, "2026-08-0")
    monkeypatch.setattr(read_runs, "_NEWEST", 1)

    assert NOT_READ not in value_of(office.run).flags


def test_page_and_workbook_say_why_while_it_is_worked_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(withheld, "AT_ONCE", 0)
    for file in (settings.HENGJIAN_HOME / "runs" / "withheld").glob("*.json"):
        file.unlink()
    seal(office, "2026-08-0")
    client = signed_in(office.cast.wang)
    place = f"unit={DONGHU}&kind=month&period=2026-08"

    page = client.get(f"/data/?{place}").content.decode()
    book = client.get(f"/data/?{place}&export=xlsx").content
    told = client.get(f"/api/indicators/values?{place}&indicator={COUNT}").json()
    work_out_all(silent)
    after = client.get(f"/data/?{place}").content.decode()

    waiting = str(reason([NOT_YET]).zh)
    assert f'<abbr title="{escape(waiting)}">*</abbr>' in page
    assert f'<p class="soft">{escape(waiting)}</p>' in page
    assert waiting in openpyxl.load_workbook(io.BytesIO(book)).active["A1"].value
    assert NOT_YET in told["items"][0]["flags"]
    assert escape(waiting) not in after
    assert escape(reason([FLAG]).zh) in after


def is_whole(run: Beside) -> bool:
    return run.kept.cells == set(run.cells.values)


def value_of(run: Run) -> Value:
    """Donghu's persons not arrested in August."""
    return RunValues(run).of_unit(DONGHU, "month")[COUNT, "2026-08"]


def silent(done: int, total: int, doing: Text) -> None:
    """Nobody watches."""

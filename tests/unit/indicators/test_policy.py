"""Places are named, ordered and ranked only as policy allows, in every channel."""

import io
import json
from datetime import date
from http import HTTPStatus
from pathlib import Path

import openpyxl
import pytest

from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main
from hengjian.engines.policies.model import Use
from hengjian.indicators import policy
from hengjian.indicators.actions import named_tables
from hengjian.indicators.models import NamedTable, Run
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from tests.cast import Cast
from tests.factories import access
from tests.factories import indicators as make
from tests.pages.asking import events_since, last_entry, signed_in
from tests.unit.warehouse.conftest import TODAY


BEFORE = date(2024, 9, 3)  # rankings were still allowed
LAST_DAY, FIRST_DAY = date(2024, 10, 15), date(2024, 10, 16)
OLD, STRADDLING, NEW = "2024-08", "2024-Q4", "2026-09"
WHY = {"purpose": "第三季度分析研判会商", "recipient": "市院办公室"}


@pytest.fixture
def run(office: Cast) -> Run:
    """Three places in an old month, a straddling quarter and a new month."""
    rates = {"429900": (6, 10), "429901": (9, 10), "429902": (3, 10)}
    rows = [
        make.value("quick_rate", period, *rate, unit=unit, kind=kind)
        for period, kind in ((OLD, "month"), (STRADDLING, "quarter"), (NEW, "month"))
        for unit, rate in rates.items()
    ]
    return make.run(rows, first_month="2024-01", last_month="2026-10")


def refusals() -> list[tuple[str, str, str]]:
    entries = JournalEntry.objects.filter(event="indicators.policy_refused")
    told = [(e.subject_id, e.by, json.loads(e.detail)) for e in entries]
    return [(use, by, detail["channel"]) for use, by, detail in told]


def named(office: Cast, run: Run) -> NamedTable:
    units = [office.jiangcheng, office.donghu, office.xishan]
    return named_tables.make(
        run=run,
        indicator="quick_rate",
        period=NEW,
        units=units,
        by=office.wang,
        **WHY,
    )


# The day of the act and the period must both allow it ------------------------------------


@pytest.mark.parametrize(
    ("day", "period", "allowed"),
    [
        (BEFORE, OLD, True),
        (LAST_DAY, OLD, True),
        (FIRST_DAY, OLD, False),
        (TODAY, NEW, False),
        (BEFORE, NEW, False),
        (BEFORE, STRADDLING, False),
    ],
)
def test_ranking_is_for_acts_and_periods_before_the_change(run, day, period, allowed):
    with clock.moved_to(day):
        assert policy.answer(Use.RANK_PLACES, run, period).allowed is allowed


def test_without_policies_nothing_is_allowed(run: Run, settings, tmp_path: Path):
    settings.HENGJIAN_PACKS = tmp_path / "empty"

    with pytest.raises(UserFault, match="没有政策配置") as refused:
        policy.answer(Use.RANK_PLACES, run, NEW)
    assert refused.value.status == HTTPStatus.FORBIDDEN


def test_changed_policies_are_read_anew(run: Run, settings):
    file = Path(settings.HENGJIAN_PACKS) / "_shared" / "policies.yaml"
    assert not policy.answer(Use.RANK_PLACES, run, NEW).allowed
    text = file.read_text("utf-8").replace("2024-10-15", "2034-10-15")
    file.write_text(text.replace("2024-10-16", "2034-10-16"), "utf-8")

    assert policy.answer(Use.RANK_PLACES, run, NEW).allowed


# Page -----------------------------------------------------------------------------------


def test_page_tells_what_may_not_be_done_and_why(run: Run, office: Cast):
    page = signed_in(office.wang).get("/data/compare/").content.decode()

    assert "不得对各院排名" in page
    assert "不再对各地业务数据进行排名通报" in page
    assert "最高人民检察院" in page
    assert "按数值排名" not in page
    assert refusals() == []  # looking is no attempt


def test_asking_for_a_ranking_is_refused_with_its_reason_and_journaled(
    run: Run, office: Cast
):
    answer = signed_in(office.wang).get(
        "/data/compare/?indicator=quick_rate&order=value"
    )

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "不再对各地业务数据进行排名通报" in page
    assert "90.00%" not in page
    assert refusals() == [("rank_places", "account:wang", "page")]


def test_before_the_change_a_ranking_was_possible(run: Run, office: Cast):
    asked = f"/data/compare/?indicator=quick_rate&period={OLD}&order=value"
    with clock.moved_to(BEFORE):
        answer = signed_in(office.wang).get(asked)

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    assert (
        page.index("东湖县")
        < page.index("江城市人民检察院</th>")
        < page.index("西山县")
    )
    assert refusals() == []


def test_named_table_stands_in_the_order_of_codes_with_purpose_and_recipient(
    run: Run, office: Cast
):
    before = last_entry()
    client = signed_in(office.wang)
    asked = {
        "indicator": "quick_rate",
        "period": NEW,
        "units": ["429902", "429901"],
        **WHY,
    }

    answer = client.post("/data/compare/tables/", asked, follow=True)

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    assert "第三季度分析研判会商" in page
    assert "市院办公室" in page
    assert "不得用于考核" in page
    assert page.index("东湖县") < page.index("西山县")
    assert events_since(before) == ["indicators.places_compared"]
    entry = JournalEntry.objects.get(event="indicators.places_compared")
    assert json.loads(entry.new)["recipient"] == "市院办公室"


@pytest.mark.parametrize("missing", ["purpose", "recipient", "units"])
def test_named_table_without_its_reason_is_not_made(
    run: Run, office: Cast, missing: str
):
    asked = {"indicator": "quick_rate", "period": NEW, "units": ["429901"], **WHY}
    before = last_entry()

    answer = signed_in(office.wang).post(
        "/data/compare/tables/", {**asked, missing: ""}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "请" in answer.content.decode()
    assert NamedTable.objects.count() == 0
    assert events_since(before) == []


def test_one_place_is_no_table_of_several(run: Run, office: Cast):
    asked = {"indicator": "quick_rate", "period": NEW, "units": ["429901"], **WHY}

    answer = signed_in(office.wang).post("/data/compare/tables/", asked)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert NamedTable.objects.count() == 0


def test_named_table_is_for_those_who_may_see_all_its_places(run: Run, office: Cast):
    table = named(office, run)
    elsewhere = access.account(username="donghu-leader")
    access.grant(elsewhere, "leader", office.donghu)

    assert signed_in(office.liu).get(_address(table)).status_code == HTTPStatus.OK
    refused = signed_in(elsewhere).get(_address(table))
    assert refused.status_code == HTTPStatus.NOT_FOUND


def test_place_that_is_not_the_viewers_cannot_be_named(run: Run, office: Cast):
    elsewhere = access.account(username="donghu-manager")
    access.grant(elsewhere, "case_manager", office.donghu)
    asked = {
        "indicator": "quick_rate",
        "period": NEW,
        "units": ["429901", "429902"],
        **WHY,
    }

    answer = signed_in(elsewhere).post("/data/compare/tables/", asked)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert NamedTable.objects.count() == 0


def _address(table: NamedTable) -> str:
    return f"/data/compare/tables/{table.pk}/"


def test_named_table_is_not_sorted(run: Run, office: Cast):
    table = named(office, run)

    answer = signed_in(office.wang).get(f"{_address(table)}?sort=-value")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert refusals() == [("rank_places", "account:wang", "page")]


# Export ---------------------------------------------------------------------------------


def test_export_is_what_is_shown_with_its_purpose_above(run: Run, office: Cast):
    table = named(office, run)

    answer = signed_in(office.wang).get(f"{_address(table)}?export=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    note, heads, *rows = list(sheet.values)
    assert "用途：第三季度分析研判会商" in note[0]
    assert "不得作为考核依据" in note[0]
    assert "名次" not in heads
    assert [row[0] for row in rows] == ["429900", "429901", "429902"]
    assert [row[4] for row in rows] == [60, 90, 30]


def test_sorted_export_is_refused(run: Run, office: Cast):
    table = named(office, run)

    answer = signed_in(office.wang).get(f"{_address(table)}?export=xlsx&order=value")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert refusals() == [("rank_places", "account:wang", "export")]


def test_export_needs_its_permission(run: Run, office: Cast):
    table = named(office, run)
    reader = access.account(username="reader")
    access.grant(reader, "procurator", office.jiangcheng)

    answer = signed_in(reader).get(f"{_address(table)}?export=xlsx")

    assert answer.status_code == HTTPStatus.FORBIDDEN


# Interface ------------------------------------------------------------------------------


def test_interface_refuses_a_ranking(run: Run, office: Cast):
    answer = signed_in(office.wang).get(
        f"/api/comparisons/ranking?indicator=quick_rate&period={NEW}"
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert answer["Content-Type"] == "application/problem+json"
    assert "不再对各地业务数据进行排名通报" in answer.json()["detail"]
    assert refusals() == [("rank_places", "account:wang", "api")]


def test_interface_ranked_before_the_change(run: Run, office: Cast):
    with clock.moved_to(BEFORE):
        answer = signed_in(office.wang).get(
            f"/api/comparisons/ranking?indicator=quick_rate&period={OLD}"
        )

    assert [(row["unit"], row["rank"]) for row in answer.json()] == [
        ("429901", 1),
        ("429900", 2),
        ("429902", 3),
    ]


def test_interface_makes_a_named_table_only_with_its_reason(run: Run, office: Cast):
    client = signed_in(office.wang)
    asked = {"indicator": "quick_rate", "period": NEW, "units": ["429901", "429900"]}

    refused = _post(client, "/api/comparisons", asked)
    made = _post(client, "/api/comparisons", {**asked, **WHY})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert made.status_code == HTTPStatus.CREATED
    assert [each["unit"] for each in made.json()["items"]] == ["429900", "429901"]
    assert [each["rank"] for each in made.json()["items"]] == [None, None]
    again = client.get(f"/api/comparisons/{made.json()['number']}")
    assert again.json() == made.json()


def _post(client, address: str, body: dict):
    token = client.cookies.get("csrftoken")
    headers = {"X-CSRFToken": token.value} if token else {}
    return client.post(
        address, json.dumps(body), content_type="application/json", headers=headers
    )


# Command --------------------------------------------------------------------------------


@pytest.fixture
def at_the_machine(settings, tmp_path: Path) -> None:
    """Whoever owns the keys needs no token."""
    settings.HENGJIAN_KEYS = tmp_path / "keys"
    settings.HENGJIAN_KEYS.mkdir()


def compare(tmp_path: Path, *more: str) -> tuple[int, Path]:
    out = tmp_path / "places.xlsx"
    code = main(
        [
            *("indicators", "compare", "quick_rate", "--period", NEW),
            *("--procuratorate", "429901", "--procuratorate", "429900"),
            *("--as", "wang", "--out", str(out), *more),
        ]
    )
    return code, out


@pytest.mark.usefixtures("at_the_machine")
def test_command_refuses_a_ranking(run: Run, tmp_path: Path, capsys):
    code, out = compare(
        tmp_path, "--rank", "--purpose", WHY["purpose"], "--recipient", "办公室"
    )

    assert code == 2
    assert not out.exists()
    assert "不再对各地业务数据进行排名通报" in capsys.readouterr().err
    assert refusals() == [("rank_places", "account:wang", "command")]


@pytest.mark.usefixtures("at_the_machine")
def test_command_without_a_purpose_writes_nothing(run: Run, tmp_path: Path, capsys):
    code, out = compare(tmp_path)

    assert code == 2
    assert not out.exists()
    assert "请写明用途" in capsys.readouterr().err


@pytest.mark.usefixtures("at_the_machine")
def test_command_writes_the_named_table(run: Run, tmp_path: Path):
    code, out = compare(tmp_path, "--purpose", WHY["purpose"], "--recipient", "办公室")

    rows = list(openpyxl.load_workbook(out).active.values)
    assert code == 0
    assert [row[0] for row in rows[2:]] == ["429900", "429901"]
    assert out.stat().st_mode & 0o777 == 0o600
    assert NamedTable.objects.get().made_by == "account:wang"


# Appraisal ------------------------------------------------------------------------------


def test_values_of_places_are_no_input_to_their_appraisal(run: Run, office: Cast):
    with pytest.raises(policy.PolicyRefused, match="取消"):
        policy.require(Use.APPRAISE_PLACES, run, NEW, channel="page", by=office.wang)

    assert refusals() == [("appraise_places", "account:wang", "page")]

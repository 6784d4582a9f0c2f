"""业务数据, 指标, 背后的案卡, 运行, 异动提示, 按单位比较: the fixed questions and what they show."""

import io
from decimal import Decimal
from http import HTTPStatus

import openpyxl
import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.indicators.actions import named_tables, signals
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import NamedTable, Run, Signal
from hengjian.lib.bilingual import Text
from tests.cast import Cast
from tests.factories import indicators as make
from tests.failing_journal import everything
from tests.pages.asking import (
    FRAGMENT,
    events_since,
    last_entry,
    signed_in,
    text_of,
)
from tests.unit.indicators.conftest import office, working


__all__ = ["office", "working"]

BY = System("test")
PAGES = {
    "/data/": "wang",
    "/data/?kind=quarter&only=lagging": "liu",
    "/data/indicators/quick_rate/": "chen",
    "/data/indicators/quick_rate/cards/?period=2026-03": "wang",
    "/data/runs/{run}/": "wang",
    "/data/signals/": "liu",
    "/data/compare/": "wang",
    "/data/compare/tables/{table}/": "wang",
}
ACTS = {
    "/data/signals/{signal}/explain/": ("wang", {"explanation": "案件集中审结"}),
    "/data/compare/tables/": (
        "wang",
        {
            "indicator": "quick_rate",
            "period": "2026-03",
            "units": ["429901", "429902"],
            "purpose": "分析研判会商",
            "recipient": "办公室",
        },
    ),
}


@pytest.fixture
def run(working: Cast) -> Run:
    """A run over the office's cards."""
    return run_now(by=BY)


@pytest.fixture
def numbers(run: Run, working: Cast) -> dict[str, int]:
    """A signal of Jiangcheng and a named table of its counties."""
    seen = Seen(
        "run_rule",
        "quick_rate",
        "2026-03",
        "429900",
        Text("超出控制限", "beyond the limits"),
        {},
    )
    signals.raise_signals(run=run, seen=[seen], by=BY)
    table = named_tables.make(
        run=run,
        indicator="quick_rate",
        period="2026-03",
        units=[working.donghu, working.xishan],
        purpose="分析研判会商",
        recipient="办公室",
        by=BY,
    )
    signal = Signal.objects.get(kind="run_rule", period="2026-03", unit="429900")
    return {"run": run.pk, "table": table.pk, "signal": signal.pk}


def who(working: Cast, name: str) -> Account:
    found: Account = getattr(working, name)
    return found


# The fixed questions: one office for all pages, since its cards and run cost a second -----


@pytest.fixture
def opened(working: Cast, numbers: dict[str, int]) -> list[tuple[str, Client]]:
    """Every page's address and a browser of somebody who may open it."""
    return [
        (address.format(**numbers), signed_in(who(working, name)))
        for address, name in PAGES.items()
    ]


def test_pages_open_for_who_may(opened):
    for address, client in opened:
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.OK, address
        assert "<h1>" in answer.content.decode(), address


def test_stranger_is_sent_to_the_sign_in(opened):
    for address, _ in opened:
        assert Client().get(address)["Location"].startswith("/sign-in/"), address


def test_pages_are_refused_without_the_permission(opened, working: Cast):
    client = signed_in(working.system_administrator)

    for address, _ in opened:
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN, address


def test_pages_are_only_read(opened):
    before = everything()

    for address, client in opened:
        answer = client.post(address)
        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED, address
    assert everything() == before


def test_fragment_and_page_agree(opened):
    for address, client in opened:
        whole = client.get(address).content.decode()
        fragment = client.get(address, headers=FRAGMENT).content.decode()

        assert "<html" not in fragment, address
        head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
        assert head in whole, address
        rows = whole.split("<dialog", 1)[0].count("<tr>")
        assert fragment.count("<tr>") == rows, address


def test_pages_are_headed_in_english_for_an_english_reader(opened):
    for address, client in opened:
        client.post("/language/", {"language": "en"})
        page = client.get(address, headers=FRAGMENT).content.decode()
        assert page[page.index("<h1>") : page.index("</h1>")].isascii(), address


@pytest.mark.parametrize("address", ["/data/", "/data/indicators/quick_rate/"])
def test_other_place_does_not_exist_for_the_reader(
    address: str, working: Cast, numbers: dict[str, int]
):
    answer = signed_in(working.zhao).get(f"{address}?unit=429900")

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", ACTS)
def test_act_is_refused_to_a_stranger_and_to_who_may_not(
    address: str, working: Cast, numbers: dict[str, int]
):
    given = ACTS[address][1]
    before = everything()

    unknown = Client().post(address.format(**numbers), given)
    wrong = signed_in(working.audit_administrator).post(
        address.format(**numbers), given
    )

    assert unknown["Location"].startswith("/sign-in/")
    assert wrong.status_code == HTTPStatus.FORBIDDEN
    assert everything() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_done_by_reading(
    address: str, working: Cast, numbers: dict[str, int]
):
    answer = signed_in(who(working, ACTS[address][0])).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_without_the_pages_token_is_refused(
    address: str, working: Cast, numbers: dict[str, int]
):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        who(working, ACTS[address][0]),
        backend="hengjian.access.backend.AccountBackend",
    )
    before = everything()

    answer = client.post(address.format(**numbers), ACTS[address][1])

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert everything() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_leaves_one_entry(address: str, working: Cast, numbers: dict[str, int]):
    name, given = ACTS[address]
    before = last_entry()

    answer = signed_in(who(working, name)).post(address.format(**numbers), given)

    assert answer.status_code == HTTPStatus.FOUND
    assert len(events_since(before)) == 1


def test_signal_of_another_place_is_not_explained(
    working: Cast, numbers: dict[str, int]
):
    before = everything()

    answer = signed_in(working.zhao).post(
        f"/data/signals/{numbers['signal']}/explain/", {"explanation": "不是我们"}
    )

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert everything() == before


# What they show -------------------------------------------------------------------------


def exported(account: Account, address: str) -> list[tuple]:
    answer = signed_in(account).get(address)
    assert answer.status_code == HTTPStatus.OK
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)


def test_before_the_first_run_the_page_says_what_to_do(office: Cast):
    assert "先导入案卡" in text_of(office.wang, "/data/")


def test_overview_shows_values_counts_and_comparisons(office: Cast):
    make.run(
        [
            make.value("quick_rate", "2026-09", 30, 40),
            make.value("quick_rate", "2026-08", 20, 40),
            make.value("accepted", "2026-09", number="1234"),
        ]
    )

    page = text_of(office.wang, "/data/?unit=429900")

    assert "2026年9月" in page
    assert "75.00%" in page
    assert "30 / 40" in page
    assert "+25.00个百分点" in page
    assert "1,234" in page


def test_newest_month_that_has_ended_is_shown_first(office: Cast):
    make.run(
        [
            make.value("quick_rate", "2026-10", 1, 40, flags="provisional"),
            make.value("quick_rate", "2026-09", 30, 40),
        ]
    )

    page = text_of(office.wang, "/data/?unit=429900")

    assert "75.00%" in page
    assert "2.50%" not in page


def test_county_procurator_sees_the_own_place_only(run: Run, working: Cast):
    page = text_of(working.zhao, "/data/?period=2026-03")

    assert "东湖县" in page
    assert "江城市人民检察院</option>" not in page


def test_export_of_the_overview_is_what_is_shown(office: Cast):
    make.run(
        [
            make.value("quick_rate", "2026-09", 30, 40),
            make.value("quick_rate", "2026-08", 20, 40),
            make.value("refusal_rate", "2026-09", 0, 0),
        ]
    )

    note, heads, *rows = exported(
        office.wang, "/data/?unit=429900&period=2026-09&export=xlsx"
    )

    assert "运行" in note[0]
    by_code = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    quick = by_code["T02"]
    assert (quick["分子"], quick["分母"], Decimal(str(quick["数值"]))) == (
        30,
        40,
        Decimal(75),
    )
    assert quick["较上期"] == 25
    assert by_code["T01"]["数值"] is None
    page = text_of(office.wang, "/data/?unit=429900&period=2026-09")
    assert len(rows) == page.count('<td class="narrow soft">')


def test_export_needs_its_permission(run: Run, working: Cast):
    answer = signed_in(working.chen).get("/data/?export=xlsx")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "导出本表" not in text_of(working.chen, "/data/")


def test_filtered_export_holds_the_filtered_rows(office: Cast):
    months = [f"2025-{m:02}" for m in range(11, 13)] + [
        f"2026-{m:02}" for m in range(1, 10)
    ]
    counts = [(8, 10)] * 5 + [(9, 10)] * 5 + [(2, 10)]
    make.run(make.course("quick_rate", dict(zip(months, counts, strict=True))))

    rows = exported(office.wang, "/data/?unit=429900&only=lagging&export=xlsx")

    assert [row[0] for row in rows[2:]] == ["T02"]


def test_indicator_page_tells_value_definition_and_companions(run: Run, working: Cast):
    page = text_of(
        working.wang, "/data/indicators/quick_rate/?unit=429900&period=2026-03"
    )

    assert "66.67%" in page
    assert "quick / concluded" in page
    assert "五日内审结件数" in page
    assert "不捕率" in page  # read together with
    assert "第一检察部" in page
    assert "第二检察部" in page
    assert "越高越好" in page


def test_indicator_that_is_never_scored_says_so(run: Run, working: Cast):
    assert "永不计入考核" in text_of(working.wang, "/data/indicators/refusal_rate/")


def test_open_signal_stands_on_its_indicators_page(
    working: Cast, numbers: dict[str, int]
):
    page = text_of(working.wang, "/data/indicators/quick_rate/?unit=429900")

    assert "超出控制限" in page


def test_other_places_have_no_names_on_the_indicator_page(office: Cast):
    rates = {"429900": (6, 10), "429901": (9, 12), "429902": (3, 11), "429903": (5, 14)}
    make.run(
        [make.value("quick_rate", "2026-09", *r, unit=u) for u, r in rates.items()]
    )

    page = text_of(office.zhao, "/data/indicators/quick_rate/?period=2026-09")

    assert "其他院不具名" in page
    assert "429900" not in page
    assert "429902" not in page


def test_unknown_indicator_is_not_found(run: Run, working: Cast):
    answer = signed_in(working.wang).get("/data/indicators/nothing/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_cards_behind_are_shown_and_withheld_by_department(run: Run, working: Cast):
    address = (
        "/data/indicators/quick_rate/cards/?unit=429900&period=2026-03"
        "&measure=concluded"
    )

    manager, head = text_of(working.wang, address), text_of(working.lin, address)

    assert [key in manager for key in ("A1", "A2", "A3")] == [True, True, True]
    assert "另有" not in manager
    assert [key in head for key in ("A1", "A2", "A3")] == [True, True, False]
    assert "另有 1 张您无权查看" in head


def test_export_of_cards_holds_what_the_viewer_may_see(run: Run, working: Cast):
    address = (
        "/data/indicators/quick_rate/cards/?unit=429900&period=2026-03"
        "&measure=concluded&export=xlsx"
    )

    assert [row[0] for row in exported(working.lin, address)[2:]] == ["A1", "A2"]
    assert len(exported(working.wang, address)) == 2 + 3


def test_cards_are_not_opened_by_who_may_only_read_indicators(run: Run, working: Cast):
    answer = signed_in(working.chen).get("/data/indicators/quick_rate/cards/")

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_run_page_names_its_pins_and_digests(run: Run, working: Cast):
    page = text_of(working.wang, f"/data/runs/{run.pk}/")

    assert run.result_digest in page
    assert "审查逮捕" in page
    assert "每月最后一天" in page


def test_signals_are_those_of_the_own_places(working: Cast, numbers: dict[str, int]):
    assert "超出控制限" in text_of(working.wang, "/data/signals/?state=all")
    assert "没有提示" in text_of(working.zhao, "/data/signals/?kind=ratchet")


def test_explained_signal_leaves_the_open_list(working: Cast, numbers: dict[str, int]):
    signed_in(working.wang).post(
        f"/data/signals/{numbers['signal']}/explain/", {"explanation": "案件集中审结"}
    )

    asked = "/data/signals/?kind=run_rule&unit=429900"
    assert "案件集中审结" not in text_of(working.wang, asked)
    assert "案件集中审结" in text_of(working.wang, f"{asked}&state=explained")


def test_export_of_signals_is_what_is_listed(working: Cast, numbers: dict[str, int]):
    rows = exported(working.wang, "/data/signals/?unit=429900&export=xlsx")

    listed = Signal.objects.filter(unit="429900", state=Signal.State.OPEN)
    assert len(rows) == 2 + listed.count()
    assert "不是结论" in rows[0][0]
    assert "超出控制限" in [row[4] for row in rows[2:]]


def test_named_table_shows_its_places_only(working: Cast, numbers: dict[str, int]):
    table = NamedTable.objects.get(pk=numbers["table"])

    page = text_of(working.wang, f"/data/compare/tables/{table.pk}/")

    assert "东湖县人民检察院" in page
    assert "西山县人民检察院" in page
    assert "江城市人民检察院</th>" not in page

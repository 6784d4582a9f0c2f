"""Pages of appraisal: who reads a sheet whole, what acts leave, what is refused."""

import re
from datetime import date
from functools import partial
from http import HTTPStatus
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from tests.cast import Cast
from tests.factories import appraisal as make
from tests.factories.appraisal import REMARK, Office
from tests.pages.asking import FRAGMENT, signed_in, text_of
from tests.remembered import remembered


PAGES = {
    "/appraisal/": "chen",
    "/appraisal/sheets/{sheet}/": "chen",
    "/appraisal/schemes/": "chen",
    "/appraisal/schemes/{scheme}/": "chen",
    "/appraisal/schemes/new/": "kao",
    "/appraisal/schemes/{draft}/": "kao",
    "/appraisal/schemes/{draft}/edit/": "kao",
    "/appraisal/dry-runs/{dry_run}/": "kao",
    "/appraisal/rounds/{round}/": "wei",
    "/appraisal/rounds/{open_round}/": "kao",
    "/appraisal/rounds/{open_round}/facts/": "kao",
    "/appraisal/bonus/{pool}/": "wei",
}
# address -> who does it, what they send, the event it leaves
ACTS: dict[str, tuple[str, dict[str, str], str]] = {
    "/appraisal/schemes/{draft}/try/": ("kao", {"round": "{round}"}, "dry_run_asked"),
    "/appraisal/dry-runs/{dry_run}/read/": ("wei", {"remark": REMARK}, "dry_run_read"),
    "/appraisal/schemes/{scheme}/rounds/": (
        "kao",
        {"period": "2026-09"},
        "computing_asked",
    ),
    "/appraisal/rounds/{open_round}/compute/": ("kao", {}, "computing_asked"),
    "/appraisal/facts/{fact}/decide/": (
        "wei",
        {"decision": "confirm"},
        "fact_decided",
    ),
    "/appraisal/facts/{fact}/withdraw/": ("kao", {"reason": "重复"}, "fact_withdrawn"),
    "/appraisal/rounds/{open_round}/facts/enter/": (
        "kao",
        {"person": "CHEN", "item": "quality", "value": "90", "evidence": "评查表"},
        "fact_entered",
    ),
    "/appraisal/rounds/{round}/grades/": (
        "wei",
        {
            "body": "procurator_appraisal_committee",
            "decided_as": "会议",
            "grade-{sheet}": "称职",
            "reason-{sheet}": "复核",
        },
        "grades_decided",
    ),
    "/appraisal/rounds/{round}/bonus/": (
        "wei",
        {"title": "年终", "yuan": "1000.01", "by": "score", "decided_as": "党组会议"},
        "bonus_split",
    ),
    "/appraisal/bonus/{pool}/cancel/": (
        "wei",
        {"reason": "金额有误"},
        "bonus_cancelled",
    ),
}


@pytest.fixture
def office(cast: Cast) -> Office:
    return remembered("appraisal", partial(make.office, cast))


def who(cast: Cast, office: Office, name: str) -> Account:
    named = {"kao": office.officer, "wei": office.member}
    return named.get(name) or getattr(cast, name)


# each world takes a while to build: one for all addresses
def test_every_page_and_its_fragment_agree(cast: Cast, office: Office) -> None:
    for address, name in PAGES.items():
        asked = address.format(**office.numbers)
        reader = who(cast, office, name)

        whole = signed_in(reader).get(asked).content.decode()
        fragment = text_of(reader, asked)

        head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
        assert "<html" not in fragment, address
        assert head in whole, address


def test_strangers_and_other_offices_read_no_page(cast: Cast, office: Office) -> None:
    for address in PAGES:
        asked = address.format(**office.numbers)

        assert Client().get(asked).status_code == HTTPStatus.FOUND
        answer = signed_in(cast.system_administrator).get(asked)
        assert answer.status_code == HTTPStatus.FORBIDDEN, address
        if "{" in address:
            refused = signed_in(cast.zhao).get(asked).status_code
            assert refused in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN), address


def test_pages_are_headed_in_english_for_an_english_reader(
    cast: Cast, office: Office
) -> None:
    client = signed_in(cast.chen)
    client.post("/language/", {"language": "en"})

    for address in ("/appraisal/", "/appraisal/schemes/"):
        page = client.get(address, headers=FRAGMENT).content.decode()
        assert page[page.index("<h1>") : page.index("</h1>")].isascii()


def test_acts_leave_their_entries_and_are_refused_to_whoever_may_not(
    cast: Cast, office: Office
) -> None:
    numbers = office.numbers
    for address, (name, given, event) in ACTS.items():
        asked = address.format(**numbers)
        sent = {k.format(**numbers): v.format(**numbers) for k, v in given.items()}
        before = JournalEntry.objects.count()

        refused = signed_in(cast.chen).post(asked, sent)
        got = signed_in(who(cast, office, name)).get(asked)
        answer = signed_in(who(cast, office, name)).post(asked, sent)

        assert refused.status_code == HTTPStatus.FORBIDDEN, address
        assert got.status_code == HTTPStatus.METHOD_NOT_ALLOWED, address
        assert answer.status_code == HTTPStatus.FOUND, address
        entered = JournalEntry.objects.filter(number__gt=before)
        events = set(entered.values_list("event", flat=True))
        assert f"appraisal.{event}" in events


def test_own_sheet_is_seen_whole_and_a_colleagues_not(
    cast: Cast, office: Office
) -> None:
    other = office.closed.sheets.exclude(pk=office.sheet.pk).get()

    own = text_of(cast.chen, f"/appraisal/sheets/{office.sheet.pk}/")
    refused = signed_in(cast.chen).get(f"/appraisal/sheets/{other.pk}/")
    exported = signed_in(cast.chen).get(f"/appraisal/sheets/{other.pk}/?export=xlsx")
    listed = text_of(cast.chen, "/appraisal/")

    assert "36.00" in own
    assert "评查登记表" in own
    assert refused.status_code == HTTPStatus.NOT_FOUND
    assert exported.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)
    assert other.person.name not in listed


def test_published_results_show_total_and_grade_and_no_line(cast: Cast) -> None:
    office = make.office(cast, published_to="department")
    other = office.closed.sheets.exclude(pk=office.sheet.pk).get()

    listed = text_of(cast.chen, "/appraisal/")
    elsewhere = text_of(office.officer, "/appraisal/")
    refused = signed_in(cast.chen).get(f"/appraisal/sheets/{other.pk}/")

    assert other.person.name in listed
    assert "79.00" in listed
    assert other.person.name not in elsewhere
    assert refused.status_code == HTTPStatus.NOT_FOUND


def test_sheet_leaves_as_workbook_and_as_paper(cast: Cast, office: Office) -> None:
    client = signed_in(office.officer)
    address = f"/appraisal/sheets/{office.sheet.pk}/"

    book = load_workbook(BytesIO(client.get(f"{address}?export=xlsx").content)).active
    paper = Document(BytesIO(client.get(f"{address}?export=docx").content))

    rests_on = "评查登记表（系统(test) 填报，系统(another) 核对）"
    lines = [
        ["案件质量", "36.00", "40.00", rests_on],
        ["工作量", "11.00", "20.00", rests_on],
        ["作风", "38.00", "40.00", rests_on],
        ["违纪", "0.00", "0.00", ""],
    ]
    digest = office.sheet.version.digest
    head, titles, *rows = book.iter_rows(values_only=True)
    assert head[0] == (
        f"CHEN 2026 检察官考核方案；合计 85.00 / 100.00；已定；第 1 版，摘要 {digest}"
    )
    assert titles[:3] == ("考评项", "得分", "满分")
    assert [
        [row[0], f"{row[1]:.2f}", f"{row[2]:.2f}", row[5] or ""] for row in rows
    ] == lines
    [table] = paper.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert [[*row[:3], row[4].replace("—", "")] for row in cells[1:-1]] == lines
    assert cells[-1][:3] == ["合计", "85.00", "100.00"]
    words = [each.text for each in paper.paragraphs]
    assert words[0] == "陈明考评表"
    assert f"已定；第 1 版，摘要 {digest}" in words


def test_own_sheets_are_listed_from_the_newest_month_back(cast: Cast) -> None:
    office = make.office(cast)
    earlier = make.round_(office.closed.scheme, "2026-03")
    make.computed(earlier)

    own = text_of(cast.chen, "/appraisal/")

    table = own[own.index("<tbody>") : own.index("</tbody>")]
    # the year before its months
    assert re.findall(r">(2026年[^<]*)</a>", table) == [
        "2026年",
        "2026年10月",
        "2026年3月",
    ]


def test_marks_of_a_scheme_with_more_decimals_are_not_rounded_again(cast: Cast) -> None:
    fine = make.content(make.TEXT.replace("decimals: 2", "decimals: 3"))
    scheme = make.scheme(procuratorate=cast.jiangcheng)
    tried = make.dry_run(make.version(scheme, content=fine))
    make.dry_runs.read(
        dry_run=tried, person=make.reader(), remark=make.REMARK, by=make.BY
    )
    make.schemes.adopt(
        scheme=scheme,
        decided_on=date(2026, 1, 9),
        decided_as="院党组会议",
        by=make.BY,
    )
    scheme.refresh_from_db()
    year, chen = make.round_(scheme), cast.person(cast.chen)
    make.whole_facts(year, chen, "90.3125")
    make.computed(year)
    sheet = year.sheets.get(person=chen)

    page = text_of(cast.chen, f"/appraisal/sheets/{sheet.pk}/")

    assert '<td class="number">36.125</td>' in page
    assert "85.125" in page
    assert "85.125" in text_of(cast.chen, "/appraisal/")


def test_a_never_scored_item_is_refused_with_its_reason_and_journaled(
    cast: Cast, office: Office
) -> None:
    typed = {
        "rows": "1",
        "name": "x",
        "components": "work: 100",
        "row-0-name": "arrest_rate",
        "row-0-component": "work",
        "row-0-full": "100",
        "row-0-rule": "rated",
        "row-0-a": "100",
    }

    answer = signed_in(office.officer).post(
        f"/appraisal/schemes/{office.draft.pk}/edit/", typed
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "左右个案处理" in answer.content.decode()
    assert (
        JournalEntry.objects.filter(event="appraisal.never_scored_refused").count() == 1
    )


def test_age_never_enters_whatever_it_is_read_from(cast: Cast, office: Office) -> None:
    typed = {
        "rows": "1",
        "name": "x",
        "components": "work: 100",
        "row-0-name": "younger",
        "row-0-component": "work",
        "row-0-full": "100",
        "row-0-rule": "rated",
        "row-0-a": "100",
        "row-0-kind": "indicator",
        "row-0-reference": "handler_age",
    }

    answer = signed_in(office.officer).post(
        f"/appraisal/schemes/{office.draft.pk}/edit/", typed
    )

    assert "性别、年龄、健康" in answer.content.decode()


def test_faults_of_the_editor_stand_in_their_row(cast: Cast, office: Office) -> None:
    typed = {
        "rows": "2",
        "name": "x",
        "components": "work: 100",
        "row-0-name": "quality",
        "row-0-component": "work",
        "row-0-full": "40",
        "row-0-rule": "rated",
        "row-0-a": "许多",
        "row-1-name": "other",
        "row-1-component": "nowhere",
        "row-1-full": "10",
        "row-1-rule": "rated",
        "row-1-a": "5",
    }

    answer = signed_in(office.officer).post(
        f"/appraisal/schemes/{office.draft.pk}/edit/", typed
    )

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“许多”不是数" in page


def test_the_editor_keeps_what_it_shows(cast: Cast, office: Office) -> None:
    client = signed_in(office.officer)
    address = f"/appraisal/schemes/{office.draft.pk}/edit/"
    form = client.get(address).context["form"]
    typed = {"rows": str(len(form.rows))}
    for name in ("name", "components", "grades", "normalise", "cap_total", "decimals"):
        typed[name] = getattr(form, name)
    typed["published_to"] = "office"
    for number, row in enumerate(form.rows):
        typed |= {f"row-{number}-{k}": v for k, v in vars(row).items() if k != "faults"}

    client.post(address, typed)

    versions = list(office.draft.versions.order_by("number"))
    assert [v.published_to for v in versions] == ["nobody", "office"]
    assert versions[0].text == versions[1].text


def test_an_unread_scheme_is_not_adopted(cast: Cast, office: Office) -> None:
    answer = signed_in(office.member).post(
        f"/appraisal/schemes/{office.draft.pk}/adopt/", {"decided_as": "党组会议"}
    )

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "没有人阅读" in answer.content.decode()


def test_version_written_as_no_number_is_the_newest(cast: Cast, office: Office) -> None:
    page = text_of(cast.chen, f"/appraisal/sheets/{office.sheet.pk}/?version=²")

    assert "5,182.93" in page


def test_bonus_line_opens_its_sheet_and_the_sheet_the_bonus(
    cast: Cast, office: Office
) -> None:
    bonus = text_of(office.member, f"/appraisal/bonus/{office.pool.pk}/")
    sheet = text_of(cast.chen, f"/appraisal/sheets/{office.sheet.pk}/")

    assert f"/appraisal/sheets/{office.sheet.pk}/?version=1" in bonus
    assert "5,182.93" in sheet  # 85 of 164 of 10,000.01 yuan

"""People choose the columns of a table; page, export and next visit follow."""

import io
import re
from http import HTTPStatus

import openpyxl
import pytest

from hengjian.access.models import Account, ColumnChoice
from hengjian.indicators.models import Run
from tests.cast import Cast
from tests.pages.asking import signed_in, text_of
from tests.pages.indicator_office import run
from tests.unit.indicators.conftest import office, working
from tests.unit.warehouse.card_files_in import card, import_cards


__all__ = ["office", "run", "working"]
KEEP = "/personal/columns/keep/?table=imports&next=/imports/"
BEHIND = "/data/indicators/quick_rate/cards/?unit=429900&period=2026-03&measure=quick"


@pytest.fixture
def imported(people: Cast) -> Cast:
    import_cards(card("A1"), card("A2", accepted_on="x"))
    return people


def heads_in(page: str) -> list[str]:
    """The heads of the page's first table."""
    found = re.findall(r"<th scope=\"col\".*?</th>", page.split("</thead>")[0], re.S)
    return [re.sub(r"<[^>]+>|[↕▲▼\s]", "", each) for each in found]


def rows_out(account: Account, address: str) -> list[tuple[object, ...]]:
    answer = signed_in(account).get(address)
    assert answer.status_code == HTTPStatus.OK
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)


def test_address_chooses_columns_of_page_and_export(imported: Cast):
    asked = "/imports/?columns=rejected&columns=unchanged&sort=-at"

    page = text_of(imported.wang, asked)
    rows = rows_out(imported.wang, f"{asked}&export=xlsx")

    assert heads_in(page) == ["文件", "不变", "挡下"]
    assert rows[0] == ("文件", "不变", "挡下")
    assert len(rows[1]) == 3
    assert rows[1][1:] == (0, 1)


def test_unknown_columns_are_left_out_with_a_word(imported: Cast):
    page = text_of(imported.wang, "/imports/?columns=file,colour%3Cb%3E")

    assert heads_in(page) == ["文件"]
    assert "没有这些列，已忽略：colour&lt;b&gt;" in page


def test_filters_keep_the_choice_of_the_address(imported: Cast):
    page = text_of(imported.wang, "/imports/?columns=file,state&kept=yes")

    filters = page[page.index('<form class="filters"') :].split("</form>")[0]
    assert '<input type="hidden" name="columns" value="file,state">' in filters
    menu = page[page.index('<form class="column-menu"') :].split("</form>")[0]
    assert '<input type="hidden" name="kept" value="yes">' in menu


def test_kept_columns_are_there_the_next_time_and_go_back_to_the_usual(imported: Cast):
    client = signed_in(imported.wang)
    usual = heads_in(text_of(imported.wang, "/imports/"))

    answer = client.post(KEEP, {"columns": ["file", "state"]})

    assert answer["Location"] == "/imports/"
    assert heads_in(text_of(imported.wang, "/imports/")) == ["文件", "状态"]
    assert rows_out(imported.wang, "/imports/?export=xlsx")[0] == ("文件", "状态")
    assert ColumnChoice.objects.get().account == imported.wang
    client.post(KEEP.replace("keep", "usual"))
    assert heads_in(text_of(imported.wang, "/imports/")) == usual


def test_choice_leads_back_to_no_other_site(imported: Cast):
    answer = signed_in(imported.wang).post(
        "/personal/columns/keep/?table=imports&next=//evil.example/",
        {"columns": "file"},
    )

    assert answer["Location"] == "/"


def test_nonsense_is_not_kept(imported: Cast):
    answer = signed_in(imported.wang).post(KEEP, {"columns": "<script>"})

    assert 400 <= answer.status_code < 500
    assert not ColumnChoice.objects.exists()


def test_totals_stand_under_their_columns(imported: Cast):
    page = text_of(imported.liu, "/quality/rules/?columns=rule,failed")
    without = text_of(imported.liu, "/quality/rules/?columns=rule,level")

    foot = page[page.index("<tfoot>") :].split("</tfoot>")[0]
    assert 'colspan="1"' in foot
    assert foot.count("<td") == 1
    assert "<tfoot>" not in without


def test_any_item_of_a_card_behind_a_value_is_shown_personal_ones_masked(
    run: Run, working: Cast
):
    asked = f"{BEHIND}&columns=outcome,identity_number"

    page = text_of(working.wang, asked)
    _, heads, *rows = rows_out(working.wang, f"{asked}&export=xlsx")

    assert heads_in(page) == list(heads)
    assert heads[-1].endswith("(遮盖)")
    assert all("*" in str(row[-1]) for row in rows)

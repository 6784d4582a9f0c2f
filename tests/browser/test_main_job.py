"""What a person clicks: from a number to its cards, and back again."""

import io
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.visit import Visit


QUARTER = "/data/?unit=990102&kind=quarter&period=2026-Q3"


def test_a_number_opens_down_to_exactly_its_cards(visit: Visit) -> None:
    visit.sign_in("case-manager").open(QUARTER)

    visit.page.get_by_role("link", name="不捕率", exact=True).click()
    visit.page.wait_for_selector("text=打开背后的案卡")
    counts = visit.page.locator(".tile-value").nth(1).inner_text()
    numerator = int(counts.split("/")[0].replace(",", ""))
    visit.page.click("text=打开背后的案卡")
    visit.page.wait_for_selector("text=背后的案卡")

    shown = visit.page.locator("main .table tbody tr").count()
    assert shown == min(numerator, 50)
    assert re.search(rf"计入\s*{numerator}", visit.text())


def test_filters_stand_in_the_address_and_back_undoes_them(visit: Visit) -> None:
    visit.sign_in("case-manager").open(QUARTER)

    visit.page.select_option("#only", "blank")
    visit.page.wait_for_url(re.compile("only=blank"))
    visit.page.go_back()
    visit.page.wait_for_url(re.compile(r"period=2026-Q3(?!.*only=blank)"))

    # the address changes before what it shows is put back
    expect(visit.page.locator("#only")).to_have_value("")


def test_the_table_is_walked_by_keyboard(visit: Visit) -> None:
    visit.sign_in("case-manager").open(QUARTER)

    visit.page.locator("table[data-keys] tbody tr").first.focus()
    visit.page.keyboard.press("ArrowDown")
    second = visit.page.evaluate("document.activeElement.rowIndex")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("/data/indicators/"))

    assert second == 2


def test_slash_goes_to_the_search_and_question_mark_to_the_help(visit: Visit) -> None:
    visit.sign_in("case-manager")

    visit.page.keyboard.press("?")
    assert visit.page.locator("#keyboard-help").is_visible()
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("/")

    assert visit.page.evaluate("document.activeElement.id") == "search"


def test_the_pages_work_without_scripts(visit: Visit, browser: object) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="zh-CN")  # type: ignore[attr-defined]
    page = plain.new_page()
    Visit(page, visit.site).sign_in("case-manager").open(QUARTER)

    page.select_option("#kind", "month")
    page.click("form.filters button")

    assert "kind=month" in page.url
    assert page.locator("main .table tbody tr").count() > 50
    plain.close()


def test_an_export_holds_the_rows_that_are_shown(visit: Visit) -> None:
    from openpyxl import load_workbook

    visit.sign_in("case-manager").open(QUARTER)
    rows = visit.page.locator("main .table tbody tr").count()

    with visit.page.expect_download() as download:
        visit.page.click("text=导出本表")

    content = Path(download.value.path()).read_bytes()
    sheet = load_workbook(io.BytesIO(content)).active
    codes = [row[0] for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]
    shown = visit.page.locator("main .table tbody tr td:first-child").all_inner_texts()
    assert codes == shown
    assert len(codes) == rows

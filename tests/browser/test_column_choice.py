"""Somebody hides a column: page, reload, export and the next visit follow; without scripts too."""

import io
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit


QUARTER = "/data/?unit=990100%2B&kind=quarter&period=2026-Q3"
MARK = re.compile(r"[↕▲▼\s]")


def heads(page: Page) -> list[str]:
    texts = page.locator("main .table thead th").all_inner_texts()
    return [MARK.sub("", text) for text in texts]


def exported_heads(page: Page) -> list[str]:
    with page.expect_download() as download:
        page.click("text=导出本表")
    content = Path(download.value.path()).read_bytes()
    sheet = load_workbook(io.BytesIO(content)).active
    return [cell for cell in next(sheet.iter_rows(min_row=2, values_only=True)) if cell]


def untick(page: Page, name: str) -> None:
    page.locator(".column-choice summary").click()
    page.locator(f".column-menu input[type=checkbox][value={name}]").uncheck()


def test_hidden_column_stays_away_and_is_not_exported(visit: Visit) -> None:
    page = visit.sign_in("case-manager").open(QUARTER).page
    before = heads(page)
    untick(page, "year_before")
    page.get_by_role("button", name="显示", exact=True).click()

    expect(page).to_have_url(re.compile("columns="))
    expect(page.locator("main .table thead")).not_to_contain_text("同比")
    page.reload()

    assert heads(page) == [head for head in before if head != "同比"]
    assert exported_heads(page) == heads(page)
    assert visit.findings_of_axe() == []


def test_choice_is_remembered_and_restored_with_the_keyboard_alone(
    visit: Visit,
) -> None:
    page = visit.sign_in("analyst").open(QUARTER).page
    usual = heads(page)
    page.locator(".column-choice summary").focus()
    page.keyboard.press("Enter")
    box = page.locator(".column-menu input[type=checkbox][value=course]")
    box.focus()
    page.keyboard.press("Space")
    assert visit.findings_of_axe() == []
    page.get_by_role("button", name="显示并记住").focus()
    page.keyboard.press("Enter")

    expect(page.locator("main .table thead")).not_to_contain_text("自身走势")
    visit.open(QUARTER)
    assert heads(page) == [head for head in usual if head != "自身走势"]
    page.locator(".column-choice summary").click()
    page.get_by_role("button", name="恢复默认").click()
    expect(page.locator("main .table thead")).to_contain_text("自身走势")


def test_columns_are_chosen_without_scripts(visit: Visit, browser: object) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="zh-CN")  # type: ignore[attr-defined]
    page = plain.new_page()
    Visit(page, visit.site).sign_in("case-manager").open("/imports/")
    untick(page, "at")

    page.get_by_role("button", name="显示", exact=True).click()

    assert "columns=" in page.url
    assert "csrfmiddlewaretoken" not in page.url
    assert "提交时间" not in heads(page)
    plain.close()

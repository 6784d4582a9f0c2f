"""A year of appraisal walked from a target to the bonus, and back to the case cards."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import LANGUAGES, Visit


YUAN = re.compile(r"[\d,]+\.\d\d")
MONTH = r"/appraisal/rounds/2/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_year_is_walked_from_a_target_to_the_bonus_and_back_to_the_case_cards(
    visit: Visit, language: str
) -> None:
    """The chief of the county: a target, the month that scores it, its bonus; then from a
    line of the bonus to its sheet, from the sheet to the cards and the target."""
    page = visit.page
    visit.sign_in("county-chief", language)

    visit.open("/targets/")
    first(page, r"/targets/\d+/")
    # a number reached opens to the run that counted it
    expect(page.locator("main a[href*='run=']").first).to_be_visible()
    visit.open("/appraisal/schemes/")
    first(page, r"/appraisal/schemes/2/")
    first(page, MONTH)
    first(page, r"/appraisal/bonus/\d+/")
    whole = YUAN.findall(page.locator("main .question").inner_text())[0]
    paid = page.locator("main tbody tr td:nth-child(6)").all_inner_texts()
    assert len(paid) > 1
    assert sum(amount(each) for each in paid) == amount(whole)

    line = page.locator("main tbody tr").first
    own = line.locator("td").nth(5).inner_text()
    line.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/appraisal/sheets/\d+/\?version=\d+$"))
    expect(page.locator("main dl").last).to_contain_text(own)
    expect(page.locator("main a[href^='/targets/']").first).to_be_visible()
    sheet = page.url
    cards = page.locator("main a[href*='/cards/']").first
    told = cards.inner_text()
    cards.click()
    expect(page).to_have_url(re.compile(r"/appraisal/sheets/\d+/cards/\d+/"))
    counted = int(re.findall(r"\d+", told)[-1])
    rows = page.locator("main section").first.locator("tbody tr")
    expect(rows).to_have_count(counted)
    first(page, r"/data/runs/\d+/")
    expect(page.locator("main h1")).to_be_visible()

    visit.open(sheet.removeprefix(visit.site.address))
    page.locator("main a[href^='/targets/']").first.click()
    expect(page).to_have_url(re.compile(r"/targets/\d+/"))
    expect(page.locator("main h1")).to_be_visible()
    assert visit.faults == []


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def first(page: Page, pattern: str) -> None:
    """Follow the first link of the page whose address fits."""
    found = page.eval_on_selector_all(
        "main a[href]", "all => all.map(each => each.getAttribute('href'))"
    )
    fitting = [each for each in found if re.fullmatch(pattern, each)]
    assert fitting, f"{page.url} leads to no {pattern}"
    page.locator(f"main a[href='{fitting[0]}']").first.click()
    expect(page).to_have_url(re.compile(re.escape(fitting[0]) + "$"))

"""The groups of the navigation: folded, opened, kept, by mouse and key and without script."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.visit import DESK, PHONE, Site, Visit


def group(visit: Visit, name: str) -> Locator:
    return visit.page.locator(f"#navigation details[data-navigation-group={name}]")


def until_kept(visit: Visit, choice: str) -> None:
    """The browser keeps a cookie a moment after the page has set it."""
    visit.page.wait_for_function(
        "choice => document.cookie.split(/[;=. ]+/).includes(choice)", arg=choice
    )


def test_the_pages_own_group_is_open_and_the_whole_fits_the_screen(
    visit: Visit,
) -> None:
    visit.sign_in("case-manager").open("/meetings/")

    expect(group(visit, "meetings").get_by_text("议题")).to_be_visible()
    expect(group(visit, "case-cards").get_by_text("封存登记")).to_be_hidden()
    navigation = visit.page.locator("#navigation")
    hidden = navigation.evaluate("each => each.scrollHeight - each.clientHeight")
    assert hidden <= 0


def test_group_opened_by_key_stays_open_on_other_pages_until_it_is_folded(
    visit: Visit,
) -> None:
    visit.sign_in("chief").open("/meetings/")
    signals = group(visit, "operational-data").get_by_text("异动提示")

    group(visit, "operational-data").locator("summary").press("Enter")
    expect(signals).to_be_visible()
    until_kept(visit, "operational-data")
    visit.open("/quality/")
    expect(signals).to_be_visible()
    # opened by a page itself, and left: nobody chose that
    expect(group(visit, "meetings").get_by_text("议题")).to_be_hidden()

    group(visit, "operational-data").locator("summary").press("Space")
    expect(signals).to_be_hidden()
    until_kept(visit, "-operational-data")
    visit.open("/meetings/")
    expect(signals).to_be_hidden()
    assert visit.faults == []


def test_few_pages_are_not_folded(visit: Visit) -> None:
    visit.sign_in("system", "en")

    for entry in visit.page.locator("#navigation a").all():
        expect(entry).to_be_visible()


def test_group_opens_on_a_phone_within_the_menu(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit.sign_in("chief")

    visit.page.click("[data-toggles-menu]")
    group(visit, "meetings").locator("summary").click()
    group(visit, "meetings").get_by_text("决议督办").click()

    visit.page.wait_for_url("**/meetings/resolutions/")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_without_script_groups_fold_and_lead_on(
    browser: Browser, site: Site, size: dict[str, int]
) -> None:
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        java_script_enabled=False,
        locale="zh-CN",
    )
    visit = Visit(context.new_page(), site).sign_in("chief")

    group(visit, "meetings").locator("summary").click()
    group(visit, "meetings").get_by_text("决议督办").click()

    visit.page.wait_for_url("**/meetings/resolutions/")
    context.close()

"""The frame: search while typing, the bell, menus by keyboard, print, faults in place."""

import sys

from playwright.sync_api import expect

from tests.browser.city import run_in
from tests.browser.visit import PHONE, Visit


def test_search_finds_by_initials_while_typing_and_opens_by_keyboard(
    visit: Visit,
) -> None:
    visit.sign_in("case-manager")

    visit.page.keyboard.press("/")
    visit.page.keyboard.type("akzl")
    hit = visit.page.locator("#search-hits a", has_text="案卡质量").first
    expect(hit).to_be_visible()
    visit.page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    visit.page.keyboard.press("Enter")

    visit.page.wait_for_url("**/quality/")


def test_search_is_closed_by_escape_and_by_leaving(visit: Visit) -> None:
    visit.sign_in("case-manager")
    box, hits = visit.page.locator("#search"), visit.page.locator("#search-hits a")

    box.fill("不捕")
    expect(hits.first).to_be_visible()
    box.press("Escape")
    expect(hits).to_have_count(0)
    expect(box).to_be_focused()

    box.fill("不捕率")
    expect(hits.first).to_be_visible()
    visit.page.locator(".bell").focus()
    expect(hits).to_have_count(0)


def test_enter_in_the_search_shows_everything_found(visit: Visit) -> None:
    visit.sign_in("case-manager")

    visit.page.locator("#search").fill("bbl")
    visit.page.locator("#search").press("Enter")

    visit.page.wait_for_url("**/search/?q=bbl")
    expect(visit.page.locator("main")).to_contain_text("不捕率")


def test_notice_is_opened_by_keyboard_and_is_read_by_that(visit: Visit) -> None:
    # told now: whoever opened its page before would have read it
    run_in(visit.site.home, [sys.executable, "-m", "tests.browser.one_notice"])
    visit.sign_in("analyst")

    visit.page.keyboard.press("g")
    visit.page.keyboard.press("n")
    visit.page.wait_for_url("**/notices/**")
    told = visit.page.locator("main tr", has_text="请看一眼异动提示。")
    told.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/data/signals/?state=open")
    visit.open("/notices/?state=unread")

    expect(visit.page.locator("main h1")).to_be_visible()
    expect(told).to_have_count(0)


def test_menu_of_the_person_opens_and_closes_by_keyboard(visit: Visit) -> None:
    visit.sign_in("clerk")
    menu = visit.page.locator("details.person")

    visit.page.locator("details.person > summary").press("Enter")
    expect(menu.get_by_text("修改密码")).to_be_visible()
    visit.page.keyboard.press("Escape")

    expect(menu.get_by_text("修改密码")).to_be_hidden()


def test_navigation_opens_on_a_phone_and_closes_beside_it(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit.sign_in("clerk")
    navigation = visit.page.locator("#navigation")

    expect(navigation).to_be_hidden()
    visit.page.click("[data-toggles-menu]")
    expect(navigation).to_be_visible()
    visit.page.locator("main").click(position={"x": 350, "y": 300})

    expect(navigation).to_be_hidden()


def test_refused_filter_is_said_on_the_page(visit: Visit) -> None:
    visit.sign_in("clerk").open("/quality/")

    visit.page.evaluate(
        "htmx.ajax('GET', '/imports/', {target: '#main', swap: 'innerHTML'})"
    )

    expect(visit.page.locator("main [role=alert] h1")).to_have_text("您不能做这件事")


def test_silent_server_is_said_on_the_page(visit: Visit) -> None:
    visit.sign_in("clerk").open("/quality/")

    visit.page.context.set_offline(True)
    visit.page.evaluate(
        "htmx.ajax('GET', '/quality/', {target: '#main', swap: 'innerHTML'})"
        ".catch(() => null)"
    )

    expect(visit.page.locator("#offline")).to_contain_text("连不上服务器")


def test_printed_page_has_no_frame_but_says_whose_it_is(visit: Visit) -> None:
    visit.sign_in("clerk").open("/quality/")

    visit.page.emulate_media(media="print")

    for part in (".topbar", "#navigation", "form.filters", "main .btn"):
        expect(visit.page.locator(part).first).to_be_hidden()
    expect(visit.page.locator(".print-only")).to_be_visible()
    expect(visit.page.locator(".print-only")).to_contain_text("临湖区")


def test_a_tick_box_of_filters_takes_no_more_than_its_words(visit: Visit) -> None:
    visit.sign_in("office").open("/matters/")
    boxes = visit.page.locator(".filters .form-check")

    widths = [boxes.nth(place).bounding_box() for place in range(boxes.count())]

    assert len(widths) == 2
    assert all(box and box["width"] < 120 and box["height"] < 40 for box in widths)

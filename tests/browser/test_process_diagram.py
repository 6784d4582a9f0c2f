"""A drawn process is shown with its open task, without eval, with a list beside it."""

from playwright.sync_api import expect

from tests.browser.visit import Visit


def shown(visit: Visit, language: str = "zh-hans") -> Visit:
    visit.sign_in("system", language).open("/shelf/")
    expect(visit.page.locator("[data-process-diagram][data-drawn=yes]")).to_be_visible()
    return visit


def test_open_task_is_marked_by_a_word_and_done_ones_are_toned(visit: Visit) -> None:
    page = shown(visit).page

    lend = page.locator(".process-picture [data-element-id=lend]")
    expect(page.locator(".process-token")).to_have_text("在办")
    expect(lend).to_have_class("djs-element djs-shape is-open")
    expect(page.locator(".is-done[data-element-id=ask]")).to_have_count(1)


def test_list_beside_the_drawing_says_the_same(visit: Visit) -> None:
    page = shown(visit).page

    steps = page.locator(".process-steps li")
    expect(steps).to_have_text(["申请 已办", "出借 在办"])
    expect(page.locator(".process-steps [aria-current=step]")).to_have_text("出借 在办")
    expect(page.locator(".process-picture svg[role=img]")).to_have_count(1)


def test_drawing_speaks_english_too(visit: Visit) -> None:
    page = shown(visit, "en").page

    words = page.locator(".process-picture [data-element-id=lend] text")
    expect(words).to_have_text("Lend")
    expect(page.locator(".process-token")).to_have_text("open")


def test_library_keeps_the_mark_that_its_licence_asks_for(visit: Visit) -> None:
    page = shown(visit).page

    expect(page.locator(".process-picture a.bjs-powered-by")).to_be_visible()


def test_library_is_loaded_only_where_a_process_is_shown(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.sign_in("system").open("/")
    assert not any("process_diagram" in address for address in asked)

    shown(visit)

    assert any("process_diagram" in address for address in asked)

"""The manual's pictures show the pages as they are, and its words stand on them.

``make pictures`` takes the pictures anew.
"""

import base64
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hengjian.manual.reading import PICTURES, Task, chapters, tasks
from tests.browser.pages import NOT_PAGES, Row, views_that_answer
from tests.browser.visit import LANGUAGES, Visit


SIZE = {"width": 1000, "height": 600}
MOST_BYTES = 60_000
REWRITING = bool(os.environ.get("HENGJIAN_REWRITE_PICTURES"))
PICTURED = [task for task in tasks().values() if task.picture]
BY_READER = {
    who: [task for task in PICTURED if task.picture and task.picture.who == who]
    for who in sorted({task.picture.who for task in PICTURED if task.picture})
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", BY_READER)
def test_words_of_the_manual_stand_on_the_pictured_pages(
    visit: Visit, who: str, language: str
) -> None:
    visit.page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    visit.sign_in(who, language)
    short = language[:2]
    missing: dict[str, list[str]] = {}

    for task in BY_READER[who]:
        assert task.picture is not None
        Row(task.picture.who, task.picture.path, task.picture.link).open(visit)
        expect(visit.page.locator("main h1")).to_be_visible()
        if REWRITING:
            take(visit, task, short)
        shown = said_on(visit)
        absent = [word for word in task.words(short) if word not in shown]
        if absent:
            missing[task.name] = absent

    assert missing == {}


def said_on(visit: Visit) -> str:
    """Everything a reader of the page sees or hears."""
    return str(
        visit.page.evaluate(
            """() => document.body.innerText + "\\n" + [...document.body.querySelectorAll(
            "[placeholder], [aria-label], option, summary, details *, label, button")].map((e) =>
            `${e.getAttribute("placeholder") ?? ""} ${e.ariaLabel ?? ""} ${e.textContent}`
            ).join("\\n")"""
        )
    )


def take(visit: Visit, task: Task, language: str) -> None:
    """Keep the page as a small picture."""
    visit.page.evaluate("document.fonts.ready")
    devtools = visit.page.context.new_cdp_session(visit.page)
    taken = devtools.send(
        "Page.captureScreenshot",
        {"format": "webp", "quality": 55, "optimizeForSpeed": False},
    )
    devtools.detach()
    file = PICTURES / Path(task.picture_file(language)).name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(base64.b64decode(taken["data"]))


def test_each_pictured_task_has_both_pictures_and_no_other_is_kept() -> None:
    wanted = {
        Path(task.picture_file(language)).name
        for task in PICTURED
        for language in ("zh", "en")
    }

    assert {file.name for file in PICTURES.iterdir()} == wanted


def test_pictures_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in PICTURES.iterdir()}

    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def test_every_page_is_explained_somewhere() -> None:
    explained = {view for task in tasks().values() for view in task.views}
    needs_none = {
        "administration:sign-in",  # nobody is signed in who could read it
        "administration:code",
        "workbench:shelf",  # for those who build the product
        "manual:manual",
        "manual:chapter",
    }

    assert explained <= set(views_that_answer())
    assert set(views_that_answer()) - explained - needs_none - set(NOT_PAGES) == set()


def test_every_task_stands_in_a_chapter() -> None:
    told = {task.name for chapter in chapters().values() for task in chapter.tasks}

    assert told == set(tasks())


def test_help_leads_to_the_section_of_the_page(visit: Visit) -> None:
    visit.sign_in("case-manager").open("/quality/")

    visit.page.click("a.help-link")
    visit.page.wait_for_url("**/help/case_manager/#findings")

    expect(visit.page.locator("#findings img")).to_be_visible()
    if not REWRITING:  # a file that changes under a running server is cut off
        picture = visit.page.locator("#findings img")
        expect(picture).to_have_js_property("naturalWidth", SIZE["width"])

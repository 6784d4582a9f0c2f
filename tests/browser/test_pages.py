"""Every page: opens for its reader, asks no other host, and axe finds nothing."""

from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, Visit


AXE = ROOT / "hengjian" / "ui" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    ("case-manager", "/"),
    ("clerk", "/"),
    ("system", "/"),
    ("case-manager", "/data/"),
    ("case-manager", "/data/?unit=990102&kind=quarter&period=2026-Q3"),
    ("case-manager", "/data/indicators/non_arrest_rate/?unit=990102&kind=quarter"),
    ("case-manager", "/data/indicators/non_arrest_rate/cards/?unit=990102&kind=year"),
    ("case-manager", "/data/signals/"),
    ("case-manager", "/organisation/"),
    ("case-manager", "/organisation/990102/"),
    ("case-manager", "/search/?q=不捕"),
]
LANGUAGES = ["zh-hans", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_page_is_accessible_and_stays_at_home(
    visit: Visit, who: str, path: str, language: str
) -> None:
    visit.sign_in(who)
    if language == "en":
        visit.page.click("button[name=language]")
        visit.page.wait_for_load_state("networkidle")
    visit.faults.clear()

    visit.open(path)

    assert visit.faults == []
    assert [u for u in visit.asked if not u.startswith(visit.site.address)] == []
    assert findings_of_axe(visit) == []
    if language == "en":
        visit.page.click("button[name=language]")  # the account keeps its language


def findings_of_axe(visit: Visit) -> list[str]:
    """Rule and first element of everything axe objects to."""
    # evaluated by the browser's debugger: the page's own policy allows no such script
    visit.page.evaluate(Path(AXE).read_text("utf-8"))
    found = visit.page.evaluate("async () => (await axe.run()).violations")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def test_sign_in_page_is_accessible(visit: Visit) -> None:
    visit.open("/sign-in/")

    assert findings_of_axe(visit) == []


@pytest.mark.parametrize("path", ["/data/", "/", "/organisation/"])
def test_page_fits_a_phone(visit: Visit, path: str) -> None:
    visit.sign_in("case-manager")
    visit.page.set_viewport_size({"width": 390, "height": 844})

    visit.open(path)

    width = visit.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390

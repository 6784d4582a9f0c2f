"""Every page, for every reader, in both languages: whole, at home, accessible, fitting."""

import pytest

from tests.browser.pages import NOT_PAGES, PAGES, rows_by_reader, views_that_answer
from tests.browser.visit import DESK, LANGUAGES, PHONE, Visit


READERS = rows_by_reader()
REFUSED = "Failed to load resource"  # the browser's own line about a 403 or a 404


def test_every_page_has_its_row() -> None:
    answering = set(views_that_answer())

    assert answering - set(PAGES) - set(NOT_PAGES) == set()
    assert set(PAGES) - answering == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", sorted(READERS))
def test_pages_of_a_reader_are_whole_and_accessible(
    visit: Visit, who: str, language: str
) -> None:
    """One sign-in for all: a fault is told with the page it stands on."""
    if who:
        visit.sign_in(who, language)
    faults: dict[str, list[str]] = {}

    for row in READERS[who]:
        visit.page.set_viewport_size(DESK)
        visit.faults.clear()
        row.open(visit)
        found = [each for each in visit.faults if REFUSED not in each]
        found += visit.findings_of_axe()
        for name, size in (("desk", DESK), ("phone", PHONE)):
            if over := visit.overflow(size):
                found.append(f"{over} px too wide for a {name}")
        if found:
            faults[visit.page.url] = found

    assert faults == {}
    assert visit.elsewhere() == []

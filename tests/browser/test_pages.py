"""Every page, for every reader, in both languages: whole, at home, accessible, fitting."""

import pytest

from tests.browser.pages import NOT_PAGES, PAGES, rows_by_reader, views_that_answer
from tests.browser.visit import DESK, LANGUAGES, PHONE, Visit


MOST_ROWS = 12  # of one test: a reader of many pages is shared out among the workers
READERS = {
    f"{who or 'stranger'}-{at // MOST_ROWS + 1}": (who, rows[at : at + MOST_ROWS])
    for who, rows in rows_by_reader().items()
    for at in range(0, len(rows), MOST_ROWS)
}
REFUSED = "Failed to load resource"  # the browser's own line about a 403 or a 404


def test_every_page_has_its_row() -> None:
    answering = set(views_that_answer())

    assert answering - set(PAGES) - set(NOT_PAGES) == set()
    assert set(PAGES) - answering == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", sorted(READERS))
def test_pages_of_a_reader_are_whole_and_accessible(
    visit: Visit, reader: str, language: str
) -> None:
    """One sign-in for all: a fault is told with the page it stands on."""
    who, rows = READERS[reader]
    if who:
        visit.sign_in(who, language)
    faults: dict[str, list[str]] = {}

    for row in rows:
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

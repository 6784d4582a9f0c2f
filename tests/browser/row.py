"""How somebody opens one page of the product."""

import re
from dataclasses import dataclass

from tests.browser.visit import Visit


@dataclass(frozen=True)
class Row:
    """A page: who opens it, and its address, or the list whose first fitting link it is.

    ``then``: the link on that page that leads to it.
    """

    who: str
    path: str
    link: str = ""
    then: str = ""

    def open(self, visit: Visit) -> None:
        """Open the page as it is reached."""
        visit.open(self.path)
        for link in filter(None, (self.link, self.then)):
            visit.open(self._address(visit, link))

    def _address(self, visit: Visit, link: str) -> str:
        links = visit.page.eval_on_selector_all(
            "main a[href]", "all => all.map(each => each.getAttribute('href'))"
        )
        fitting = [each for each in links if re.fullmatch(link, each)]
        assert fitting, f"{self.path} leads to no {link}: {links[:20]}"
        return str(fitting[0])

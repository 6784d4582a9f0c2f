"""Pages of a list that may hold a million rows.

Counting all of them would cost more than the page that is looked at: they are counted up
to a bound, and beyond it the page says "more than" and no number of pages. There a list
that falls by its key begins where the page before ended, so that the thousandth page
costs what the first does.
"""

import re
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


MOST_COUNTED = 10_000
_TURNED = re.compile(
    r"(?P<number>[1-9]\d{0,5})\.(?P<way>after|before)\.(?P<key>\d{1,18})"
)
_NUMBER = re.compile(r"[1-9]\d{0,5}")


class TurnedPage(Page[Any]):
    """A page of a list whose length was not counted: it knows its neighbours' addresses."""

    def __init__(
        self, rows: list[Any], number: int, pages: "LongList", *, is_last: bool
    ) -> None:
        super().__init__(rows, number, pages)
        self.rows = rows
        self.pages = pages
        self.is_last = is_last

    def has_next(self) -> bool:
        """Whether a row comes after this page."""
        return not self.is_last

    @property
    def following(self) -> str:
        """What ``?page=`` says of the next one; empty on the last."""
        return "" if self.is_last else self._turned(self.number + 1, "after", -1)

    @property
    def preceding(self) -> str:
        """What ``?page=`` says of the one before; empty on the first."""
        if self.number == 1:
            return ""
        return "1" if self.number == 2 else self._turned(self.number - 1, "before", 0)

    def _turned(self, number: int, way: str, row: int) -> str:
        if not self.pages.falls_by_key or not self.rows:
            return str(number)
        return f"{number}.{way}.{self.rows[row].pk}"


class LongList(Paginator):  # type: ignore[type-arg]
    """Pages of a queryset, counted up to ``most``.

    ``falls_by_key``: the list stands by falling primary key and by nothing else.
    """

    def __init__(
        self,
        found: QuerySet[Any],
        per_page: int,
        *,
        falls_by_key: bool,
        most: int = MOST_COUNTED,
    ) -> None:
        super().__init__(found, per_page)
        self.found = found
        self.falls_by_key = falls_by_key
        self.most = most

    @cached_property
    def _counted(self) -> int:
        return self.found.order_by()[: self.most + 1].count()

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self._counted > self.most

    @cached_property
    def count(self) -> int:
        """How many there are, or the bound where there are more."""
        return min(self._counted, self.most)

    def get_page(self, number: int | float | str | None) -> Page[Any]:
        """The page that an address asks for; the first where it makes no sense."""
        if not self.is_more:
            return super().get_page(str(number or "").partition(".")[0])
        text = str(number or "")
        turned = _TURNED.fullmatch(text) if self.falls_by_key else None
        if turned is not None:
            page = self._beside(turned)
        else:
            named = _NUMBER.fullmatch(text)
            page = self._by_number(int(named.group()) if named else 1)
        return page if page.rows else self._by_number(1)

    def _by_number(self, number: int) -> TurnedPage:
        above = (number - 1) * self.per_page
        rows = list(self.found[above : above + self.per_page + 1])
        return self._page(rows, number)

    def _beside(self, turned: re.Match[str]) -> TurnedPage:
        number, key = int(turned["number"]), int(turned["key"])
        if turned["way"] == "after":
            rows = list(self.found.filter(pk__lt=key)[: self.per_page + 1])
            return self._page(rows, number)
        nearest = self.found.filter(pk__gt=key).order_by("pk")[: self.per_page]
        return TurnedPage(list(nearest)[::-1], number, self, is_last=False)

    def _page(self, rows: list[Any], number: int) -> TurnedPage:
        is_last = len(rows) <= self.per_page
        return TurnedPage(rows[: self.per_page], number, self, is_last=is_last)

"""Rows of cards, gathered by card; what lies after the demo's today is not known yet."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.places import Place


Row = dict[str, Any]


class Cards:
    """The cards of the city by pack; ``today`` is the last day that anybody knows."""

    def __init__(self, first: date, today: date) -> None:
        self.first = first
        self.today = today
        self.rows: dict[str, list[Row]] = defaultdict(list)

    def known(self, day: date | None) -> date | None:
        """The day, or None where it lies in the future."""
        return day if day is not None and day <= self.today else None

    def add(self, pack: str, row: Row) -> None:
        """Keep a row whose case was accepted between the first day and today."""
        accepted = row.get("accepted_on")
        if accepted is None or self.first <= accepted <= self.today:
            self.rows[pack].append({k: v for k, v in row.items() if v is not None})

    def all(self) -> Iterable[tuple[str, list[Row]]]:
        """Cards by pack, in the order of the packs' names."""
        return sorted(self.rows.items())


def number_of(place: Place, word: str, year: int, sequence: int) -> str:
    """A case number in the form offices use; the place is an invented one."""
    return f"{place.short_name.removesuffix('院')}检{word}受〔{year}〕{place.code}{sequence:05d}号"


def filled_on(chances: Chances, concluded_on: date, late: float = 0.015) -> date:
    """The day a card was completed: within the limit, or (rarely) late."""
    wait = chances.randint(8, 25) if chances.happens(late) else chances.randint(0, 3)
    return concluded_on + timedelta(days=wait)

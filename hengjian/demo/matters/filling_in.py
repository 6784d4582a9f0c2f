"""How a demo's rows become what somebody types on a form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengjian.access.models import Account
from hengjian.demo.city.chances import Chances
from hengjian.engines.expressions.row import compile_row
from hengjian.engines.expressions.row_context import RowContext
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.forms.cells import as_typed, from_stored
from hengjian.engines.pack_format.demo_model import Demo, DemoRow, DemoTask
from hengjian.lib import clock
from hengjian.matters.filling import row_of
from hengjian.matters.kinds import Kind


_DAY = re.compile(r"today([+-][0-9]{1,3})?(T[0-9]{2}:[0-9]{2})?")
_OF = re.compile(r"(item|pool|person):([a-z0-9_-]+?)([+-][0-9]{1,3})?")


@dataclass(frozen=True)
class Saying:
    """What words of a demo stand for, for one matter."""

    kind: Kind
    demo: Demo
    ordinal: int
    chances: Chances
    accounts: Mapping[str, Account]

    def said(self, text: str, values: Mapping[str, Any]) -> str:
        """The text that is typed for a word of the demo."""
        if day := _DAY.fullmatch(text):
            return _moved(clock.today().isoformat(), day[1]) + (day[2] or "")
        if of := _OF.fullmatch(text):
            return _moved(self._of(of[1], of[2], values), of[3])
        year = str(clock.today().year)
        return text.replace("{n}", f"{self.ordinal:04d}").replace("{year}", year)

    def _of(self, what: str, name: str, values: Mapping[str, Any]) -> str:
        if what == "pool":
            return self.said(self.chances.choice(self.demo.pools[name]), values)
        if what == "person":
            person = self.accounts[name].person
            return person.number if person is not None else ""
        item = self.kind.card.items[name]
        return as_typed(from_stored(values.get(name), item), item, clock.SHANGHAI)


def _moved(text: str, days: str | None) -> str:
    if not days:
        return text
    return (date.fromisoformat(text) + timedelta(days=int(days))).isoformat()


def filled_in(
    empty: BoundForm, told: Mapping[str, str], saying: Saying, values: Mapping[str, Any]
) -> dict[str, str]:
    """A form as its page proposes it, with what the demo says typed over it."""
    typed = {
        each.item.name: each.text for each in empty.fields if not each.is_read_only
    }
    return typed | {n: saying.said(text, values) for n, text in told.items()}


def row_for(
    task: DemoTask,
    time: int,
    values: Mapping[str, Any],
    kind: Kind,
    chances: Chances,
) -> DemoRow | None:
    """The first row that fits the matter, this time, and its share of chance."""
    row = row_of(kind, values)
    context = RowContext(row_on=clock.today(), as_of=clock.today())
    for each in task.fill:
        if each.time is not None and each.time != time:
            continue
        if each.when is not None:
            holds = compile_row(each.when, kind.parameters)(row, context)
            if holds is not True:
                continue
        if each.chance >= 1 or chances.happens(float(each.chance)):
            return each
    return None

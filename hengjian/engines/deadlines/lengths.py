"""Lengths of limits: ``"7 calendar_days"``, ``"3 working_days"``, ``"1 months"``."""

import re
from dataclasses import dataclass
from enum import StrEnum

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class Unit(StrEnum):
    """Units in which the law counts."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"

    @property
    def words(self) -> Text:
        return _WORDS[self]


_WORDS = {
    Unit.HOURS: Text("小时", "hours"),
    Unit.CALENDAR_DAYS: Text("日", "days"),
    Unit.WORKING_DAYS: Text("个工作日", "working days"),
    Unit.MONTHS: Text("个月", "months"),
    Unit.YEARS: Text("年", "years"),
}

LONGEST = {
    Unit.HOURS: 24 * 366,
    Unit.CALENDAR_DAYS: 36_525,
    Unit.WORKING_DAYS: 10_000,
    Unit.MONTHS: 1_200,
    Unit.YEARS: 100,
}


@dataclass(frozen=True, slots=True)
class Length:
    """A whole number of units."""

    number: int
    unit: Unit

    @property
    def words(self) -> Text:
        words = self.unit.words
        english = words.en.removesuffix("s") if self.number == 1 else words.en
        return Text(f"{self.number}{words.zh}", f"{self.number} {english}")


def parse_length(text: str) -> Length:
    """Read ``"NUMBER UNIT"``; the singular of a unit is understood too.

    Raises ``UserFault`` for anything else, naming the units that exist.
    """
    found = re.fullmatch(r"\s*([0-9]{1,6})\s+([a-z_]+)\s*", text)
    units = {
        **{u.value: u for u in Unit},
        **{u.value.removesuffix("s"): u for u in Unit},
    }
    if not found or found.group(2) not in units:
        known = ", ".join(unit.value for unit in Unit)
        raise UserFault(
            Text(
                f"期限“{text}”读不懂：应写成“数字 单位”，单位为 {known}",
                f'cannot read the length "{text}": write "NUMBER UNIT", UNIT one of {known}',
            )
        )
    length = Length(int(found.group(1)), units[found.group(2)])
    if not 0 < length.number <= LONGEST[length.unit]:
        raise UserFault(
            Text(
                f"期限“{text}”超出范围：1 至 {LONGEST[length.unit]}",
                f'the length "{text}" is out of range: 1 to {LONGEST[length.unit]}',
            )
        )
    return length

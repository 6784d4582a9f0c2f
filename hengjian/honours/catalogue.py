"""The honours there are: how often, of whom, and their criteria as dated data."""

import calendar
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hengjian.engines.policies.model import Source
from hengjian.honours.faults import HonourFault
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import Kind


KIND = "honour_selection"
"""The pack whose matters are rounds of honours."""


class Subject(StrEnum):
    """Of whom an honour is."""

    GROUP = "group"
    MEMBER = "member"
    PAIR = "pair"
    ENTRANT = "entrant"


@dataclass(frozen=True)
class Honour:
    """One honour; ``rolls``: the next holder takes it over from the last."""

    code: str
    title: Text
    subject: Subject
    is_quarterly: bool
    rolls: bool = False


HONOURS = {
    each.code: each
    for each in (
        Honour(
            "rolling_red_flag",
            Text("党小组流动红旗", "Rolling red flag"),
            Subject.GROUP,
            is_quarterly=True,
            rolls=True,
        ),
        Honour(
            "pioneer_post",
            Text("党员先锋岗", "Pioneer post"),
            Subject.MEMBER,
            is_quarterly=True,
        ),
        Honour(
            "best_mentor_pair",
            Text("师徒最佳组合", "Best mentor pair"),
            Subject.PAIR,
            is_quarterly=False,
        ),
        Honour(
            "skill_contest",
            Text("岗位竞赛优胜", "Winner of a contest of skill"),
            Subject.ENTRANT,
            is_quarterly=False,
        ),
    )
}


@dataclass(frozen=True)
class Criteria:
    """What an honour asks from a day on: ``{code: value}``, and where that stands."""

    values: Mapping[str, Any]
    from_on: date
    basis: Text

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        text = json.dumps(dict(self.values), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def honour_named(code: str) -> Honour:
    """An honour. Raises ``HonourFault`` (422) for an unknown one."""
    found = HONOURS.get(code)
    if found is None:
        raise HonourFault(
            Text(f"没有荣誉“{code}”", f"there is no honour “{code}”"), status=422
        )
    return found


def days_of(honour: Honour, period: str) -> tuple[date, date]:
    """First and last day on which an honour of ``2026-Q3`` or ``2026`` counts.

    Points have a base by the year, so a quarter counts from its year's first day.
    Raises ``HonourFault`` (422).
    """
    wanted = r"(20\d\d)-Q([1-4])" if honour.is_quarterly else r"(20\d\d)"
    found = re.fullmatch(wanted, period.strip())
    if found is None:
        example = "2026-Q3" if honour.is_quarterly else "2026"
        raise HonourFault(
            Text(
                f"“{honour.title.zh}”的评选时段应写成 {example} 的样子",
                f"the period of “{honour.title.en}” is written like {example}",
            ),
            status=422,
        )
    year = int(found[1])
    if not honour.is_quarterly:
        return date(year, 1, 1), date(year, 12, 31)
    last = int(found[2]) * 3
    return (
        date(year, 1, 1),
        date(year, last, calendar.monthrange(year, last)[1]),
    )


def criteria_on(kind: Kind, honour: Honour, day: date) -> Criteria:
    """The criteria in force on a day, with the grades where such are stated.

    Raises ``HonourFault`` where none are.
    """
    stated = _in_force(kind, f"{honour.code}_criteria", day)
    if stated is None or not isinstance(stated.value, Mapping):
        raise HonourFault(
            Text(
                f"{day} 没有生效的“{honour.title.zh}”条件，请先在业务包参数中写明",
                f"no criteria of “{honour.title.en}” are in force on {day}: state them in"
                " the pack's parameters",
            )
        )
    values, from_on = dict(stated.value), stated.from_on
    grades = _in_force(kind, f"{honour.code}_grades", day)
    if grades is not None:
        of = "apprentice_" if honour.subject is Subject.PAIR else ""
        values[f"{of}year_grade_one_of"] = "、".join(str(each) for each in grades.value)
        from_on = max(from_on, grades.from_on)
    return Criteria(values, from_on, stated.basis)


@dataclass(frozen=True)
class _Stated:
    value: Any
    from_on: date
    basis: Text


def _in_force(kind: Kind, name: str, day: date) -> _Stated | None:
    parameter = kind.pack.parameters.get(name)
    values = parameter.history.values if parameter is not None else ()
    past = [number for number, each in enumerate(values) if each.from_on <= day]
    if parameter is None or not past:
        return None
    reference = parameter.references[past[-1]]
    basis = (
        Source(reference.title, reference.article, mark=reference.mark).in_words()
        if reference is not None
        else Text("业务包参数", "the pack's parameter")
    )
    found = values[past[-1]]
    return _Stated(found.value, found.from_on, basis)

"""Targets that were amended within the year: each month counts by its own version."""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hengjian.engines.targets.model import Aim, Described, Quantity, Rate
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


MONTHS = 12


@dataclass(frozen=True)
class Version:
    """An aim from the first day of a month on, with why and by whose approval.

    The first version of a year has no reason; every later one has.
    """

    from_on: datetime.date
    aim: Aim
    reason: str = ""
    approved_by: str = ""


class VersionsFault(UserFault):
    """Versions that do not make a year."""


def in_force(versions: Sequence[Version], month: datetime.date) -> Version:
    """The version of the month that ``month`` lies in.

    Raises ``VersionsFault`` where none was in force yet, or the versions are not in
    order, or an amendment lacks reason or approval.
    """
    _check(versions)
    first = month.replace(day=1)
    known = [each for each in versions if each.from_on <= first]
    if not known:
        raise VersionsFault(
            Text(
                f"{first:%Y-%m} 还没有目标，最早从 {versions[0].from_on} 起",
                f"no target in force in {first:%Y-%m}; the first begins {versions[0].from_on}",
            )
        )
    return known[-1]


def year_aim(versions: Sequence[Version], year: int) -> Aim:
    """The aim that the whole year comes to; see ``aim_until``."""
    return aim_until(versions, datetime.date(year, MONTHS, 1))


def aim_until(versions: Sequence[Version], month: datetime.date) -> Aim:
    """What is asked from January to the end of a month.

    A quantity takes a twelfth of the aim of each month's version; one that is a level
    the last version's aim whole, for it holds at every month's end; a rate the mean of
    its months, by their expected bases where every version names one. A described
    target is the last one. Months before the first version carry nothing: a target
    that came up in July is not asked for from January. Raises ``VersionsFault`` where
    none was in force by then.
    """
    _check(versions)
    months = [datetime.date(month.year, each, 1) for each in range(1, month.month + 1)]
    aims = [
        in_force(versions, each).aim for each in months if versions[0].from_on <= each
    ]
    if not aims:
        raise VersionsFault(
            Text(
                f"{month.year} 年 {month.month} 月底以前没有目标",
                f"no target was in force in {month.year} by month {month.month}",
            )
        )
    last = aims[-1]
    if isinstance(last, Described):
        return last
    if isinstance(last, Quantity):
        parts = [each.value for each in aims if isinstance(each, Quantity)]
        _same_kind(parts, aims)
        if last.is_level:
            return last
        return Quantity(sum(parts, Fraction(0)) / MONTHS, last.better)
    rates = [each for each in aims if isinstance(each, Rate)]
    _same_kind(rates, aims)
    return _mean(rates, last)


def as_level(version: Version) -> Version:
    """The same version of what months do not make up: its quantity is a level."""
    if not isinstance(version.aim, Quantity):
        return version
    return replace(version, aim=replace(version.aim, is_level=True))


def _mean(rates: Sequence[Rate], last: Rate) -> Rate:
    bases = [rate.base for rate in rates if rate.base is not None]
    if len(bases) == len(rates) and sum(bases, Fraction(0)):
        total = sum(bases, Fraction(0))
        made = sum(
            (rate.value * base for rate, base in zip(rates, bases, strict=True)),
            Fraction(0),
        )
        return Rate(made / total, total / MONTHS, last.better)
    mean = sum((rate.value for rate in rates), Fraction(0)) / len(rates)
    return Rate(mean, None, last.better)


def _same_kind(alike: Sequence[object], aims: Sequence[Aim]) -> None:
    if len(alike) != len(aims):
        raise VersionsFault(
            Text(
                "调整前后目标的种类不同，应当终止原目标、另立新目标",
                "an amendment keeps the kind of its aim; end the target and set a new one",
            )
        )


def _check(versions: Sequence[Version]) -> None:
    if not versions:
        raise VersionsFault(Text("没有任何版本", "there is no version at all"))
    for earlier, later in itertools.pairwise(versions):
        if later.from_on <= earlier.from_on:
            raise VersionsFault(
                Text(
                    "调整应按生效日期先后排列", "versions stand in order of their day"
                ),
                where=str(later.from_on),
            )
        if not later.reason.strip() or not later.approved_by.strip():
            raise VersionsFault(
                Text(
                    "调整目标要写明理由和批准人",
                    "an amendment has a reason and an approver",
                ),
                where=str(later.from_on),
            )
    for each in versions:
        if each.from_on.day != 1:
            raise VersionsFault(
                Text("目标自月初生效", "a version begins on the first of a month"),
                where=str(each.from_on),
            )

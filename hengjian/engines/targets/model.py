"""A year's targets as a tree: procuratorate, department, person.

Source: the targets of a year are quantified where possible and described where not,
every one with who, what, how, limit and responsibility; a shared target has one main
owner.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from hengjian.lib.bilingual import Text


class Level(StrEnum):
    """Whose target it is."""

    PROCURATORATE = "procuratorate"
    DEPARTMENT = "department"
    PERSON = "person"


class Better(StrEnum):
    """Which side of the aim is reached."""

    UP = "up"
    DOWN = "down"


class Split(StrEnum):
    """How the targets below make up the one above."""

    SUM = "sum"
    WEIGHTED = "weighted"
    RATIO_OF_SUMS = "ratio_of_sums"
    ALL_DONE = "all_done"


@dataclass(frozen=True)
class Quantity:
    """So many: cases, suggestions, yuan. ``value`` of the whole year.

    ``is_level``: a stock or a length (pending cases, median days), which months do not
    make up; it holds at every month's end.
    """

    value: Fraction
    better: Better = Better.UP
    is_level: bool = False


@dataclass(frozen=True)
class Rate:
    """A share, as a fraction of one; ``base`` is how many it is expected to be of.

    Without a base a rate cannot be added up from rates below it.
    """

    value: Fraction
    base: Fraction | None = None
    better: Better = Better.UP


@dataclass(frozen=True)
class Described:
    """A piece of work: scored by its rubric on evidence."""

    rubric: Text
    evidence: Text


Aim = Quantity | Rate | Described


@dataclass(frozen=True)
class Target:
    """One target. ``marks`` is its full mark (分值), None where it has none.

    ``shares`` of a shared target: owner to share, the main owner among them. ``weight``
    counts where the target above is split by weights. ``controlled`` is False for what
    its owner cannot bring about: reported, never scored.
    """

    name: str
    title: Text
    level: Level
    owner: str
    aim: Aim | None
    due_on: datetime.date | None = None
    measures: str = ""
    answerable: str = ""
    indicator: str | None = None
    marks: Fraction | None = None
    weight: Fraction | None = None
    controlled: bool = True
    why_not_controlled: str = ""
    # who answers for it in person, where the owner is a department
    person: str = ""
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    split: Split | None = None
    below: Sequence["Target"] = ()

    def walk(self) -> Iterator["Target"]:
        """This target and all below it, from the top."""
        yield self
        for each in self.below:
            yield from each.walk()

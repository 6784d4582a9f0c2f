"""A scheme tried on people: the sheets that are final, by column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from hengjian.engines.scoring.lines import Line
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.scoring.sheets import ScoreSheet, score
from hengjian.engines.statistics.counts import Count


@dataclass(frozen=True)
class Events:
    """A number of rare events, when there is nothing they are a share of."""

    count: int


@dataclass(frozen=True)
class Behind:
    """What stands behind a person's values: counts by item, and the kind of work."""

    kind: str = ""
    counts: Mapping[str, Count | Events] = field(default_factory=dict)


@dataclass(frozen=True)
class Trial:
    """All people with their sheets under a scheme; findings look at final ones only."""

    scheme: Scheme
    people: Mapping[str, Person]
    sheets: tuple[ScoreSheet, ...]

    @cached_property
    def final(self) -> tuple[ScoreSheet, ...]:
        """The sheets that are known whole."""
        return tuple(sheet for sheet in self.sheets if sheet.is_final)

    @cached_property
    def totals(self) -> list[Fraction]:
        """Totals as shown of the final sheets, in their order."""
        return [Fraction(sheet.total) for sheet in self.final]

    def lines(self, number: int) -> list[Line]:
        """The lines of an item in the final sheets."""
        return [sheet.lines[number].line for sheet in self.final]


def tried(scheme: Scheme, people: Sequence[Person]) -> Trial:
    """The trial of a scheme; raises ``UserFault`` for facts that it cannot take."""
    named = {person.person: person for person in people}
    return Trial(scheme, named, score(scheme, people))

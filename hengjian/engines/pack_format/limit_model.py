"""Time limits as read: what the law says (``LimitLaw``) and where a card shows it.

The law stands once, in ``_shared/limits.yaml``; a pack's ``deadlines.yaml`` binds it to
the items of its card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.pack_format.model import Place, Reference
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class LimitLength:
    """One length of a limit; ``at_once`` stands where the law gives no number."""

    name: str
    length: str  # "7 calendar_days"; empty where it is ``at_once``
    place: Place
    label: Text | None = None  # when this length holds
    start: Text | None = None  # where it does not run from the limit's own start
    at_once: Text | None = None
    basis: tuple[Reference, ...] = ()
    held_by: tuple[str, ...] = ()  # "pack.parameter", "pack.item" of the same length


@dataclass(frozen=True)
class LimitExtension:
    """How a limit may be lengthened, how often, by whom."""

    name: str
    length: str
    place: Place
    label: Text | None = None
    times: int = 1
    approver: Text | None = None
    basis: tuple[Reference, ...] = ()
    held_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class LimitExample:
    """A worked example: facts and the day on which the limit ends, or words alone."""

    place: Place
    words: Text | None = None
    start: str = ""  # a day, or a moment for limits in hours
    due: str = ""
    length: str = ""  # the variant; empty for the first
    custody: bool = False
    extended: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()  # "2025-03-05..2025-03-10"
    reset: date | None = None
    done: str = ""
    late: int = 0


@dataclass(frozen=True)
class LimitLaw:
    """One limit of the law.

    ``kind``: a ``period`` is counted; a ``duty`` arises each time; a ``restart`` begins
    another limit's count anew. ``custody``: ``always`` (the person is detained, the last
    day never moves), ``if_detained`` (it depends on the person) or ``never``.
    """

    id: str
    label: Text
    kind: str  # period | duty | restart
    start: Text
    custody: str
    basis: tuple[Reference, ...]
    place: Place
    lengths: Mapping[str, LimitLength] = field(default_factory=dict)
    # lengths of other times, by the first day in force; empty: ``lengths`` at all times
    dated: tuple[tuple[date, Mapping[str, LimitLength]], ...] = ()
    extensions: Mapping[str, LimitExtension] = field(default_factory=dict)
    suspended_by: tuple[Text, ...] = ()
    reset_by: tuple[Text, ...] = ()
    warn_days: tuple[int, ...] = (5, 2)
    times: int | None = None  # how often it may run at most
    note: Text | None = None
    examples: tuple[LimitExample, ...] = ()

    def lengths_on(self, day: date | None) -> Mapping[str, LimitLength]:
        """The lengths in force on a day; the last ones without a day."""
        held = self.lengths
        for first, lengths in self.dated:
            if day is None or first <= day:
                held = lengths
        return held

    @property
    def marks(self) -> str:
        """The marks of certainty of its sources, each once: ``VM``."""
        found = [r.mark for r in self.basis]
        found += [r.mark for each in self.lengths.values() for r in each.basis]
        return "".join(dict.fromkeys(found))


@dataclass(frozen=True)
class LengthRow:
    """Which length holds: the first row whose condition is true; no condition: always."""

    then: str
    when: Expression | None = None


@dataclass(frozen=True)
class BoundExtension:
    """An extension that a card shows: by its date, by a condition, or by its number."""

    extension: str
    on: str | None = None
    when: Expression | None = None
    times: str | None = None


@dataclass(frozen=True)
class BoundSuspension:
    """Days that do not count: from one item to another, or a number of days."""

    from_item: str | None = None
    to_item: str | None = None
    days: str | None = None
    reason: Text | None = None


@dataclass(frozen=True)
class Deadline:
    """A limit as one card shows it."""

    name: str
    limit: str
    pack: str
    start: str
    done: tuple[str, ...]  # the earliest of them ends the limit
    lengths: tuple[LengthRow, ...]
    place: Place
    applies: Expression | None = None  # None: to every card
    custody: Expression | None = None  # None: as the law says
    extended: tuple[BoundExtension, ...] = ()
    suspended: tuple[BoundSuspension, ...] = ()
    reset: tuple[str, ...] = ()
    label: Text | None = None  # None: the law's
    acts: str = "office"  # office | other | none: whose act ends it
    warn: tuple[str, ...] = ("handler",)

    @property
    def names(self) -> frozenset[str]:
        """Every item that the limit reads, those behind links among them."""
        expressions = [self.applies, self.custody]
        expressions += [row.when for row in self.lengths]
        expressions += [each.when for each in self.extended]
        items = {self.start, *self.done, *self.reset}
        items |= {n for e in self.extended for n in (e.on, e.times) if n}
        items |= {
            n for s in self.suspended for n in (s.from_item, s.to_item, s.days) if n
        }
        read = {name for each in expressions if each is not None for name in each.names}
        return frozenset(items | read)

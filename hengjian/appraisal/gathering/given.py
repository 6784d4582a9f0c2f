"""What a source gives for a person and an item: a value, and what it rests on."""

from dataclasses import dataclass, field

from hengjian.engines.scoring.dry_run.trial import Events
from hengjian.engines.scoring.rules import Value
from hengjian.engines.statistics.counts import Count
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person


_NOTHING = Text.same("")


@dataclass(frozen=True)
class Evidence:
    """One thing that a value rests on, named so that it opens as it was then.

    ``kind`` is run, fact, ledger, rating, target, matter, review, document,
    department, absence or veto; ``address`` is a page of the platform, empty where there
    is none; ``digest`` pins what is not kept itself.
    """

    kind: str
    reference: str
    told: Text = _NOTHING
    address: str = ""
    digest: str = ""

    def kept(self) -> list[str]:
        """As it stands in a payload."""
        own = [self.kind, self.reference, self.told.zh, self.address, self.digest]
        # versions kept before evidence was told in English have five parts as well
        return own if self.told.zh == self.told.en else [*own, self.told.en]


@dataclass(frozen=True)
class Given:
    """A value with its evidence; ``behind`` are the counts it was made from."""

    value: Value
    evidence: tuple[Evidence, ...] = ()
    behind: Count | Events | None = None


@dataclass(frozen=True)
class Subject:
    """Whom a sheet is about, where they sat at the end of the period."""

    person: Person
    department: Department | None

    @property
    def department_code(self) -> str:
        """The department's code; empty for who sits in none."""
        return "" if self.department is None else self.department.code


@dataclass
class Gathered:
    """All that was found: by person's key and item; what is open is simply not there."""

    subjects: list[Subject]
    given: dict[int, dict[str, Given]] = field(default_factory=dict)

    def enter(self, person: int, item: str, given: Given) -> None:
        """Enter a value; who has no sheet is passed over."""
        if person in self.given:
            self.given[person][item] = given

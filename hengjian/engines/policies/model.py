"""Policy as dated data: what may be done with numbers, from when to when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hengjian.lib.bilingual import Text


class Use(StrEnum):
    """What somebody may want to do with indicator values."""

    COMPUTE = "compute"
    COMPARE_PLACES = "compare_places"
    RANK_PLACES = "rank_places"
    BAND_PLACES = "band_places"
    RANK_PEOPLE_IN_UNIT = "rank_people_in_unit"
    PUBLISH = "publish"
    APPRAISE_PLACES = "appraise_places"
    APPRAISE_PEOPLE = "appraise_people"


@dataclass(frozen=True)
class Source:
    """Where a policy comes from; ``mark`` is its certainty (V S D M I)."""

    title: Text
    article: str = ""
    note: Text | None = None
    mark: str = ""

    def in_words(self) -> Text:
        """Title and article, said to be unconfirmed where they are."""
        zh = f"{self.title.zh}{self.article}"
        en = f"{self.title.en}{', ' if self.article else ''}{self.article}"
        if self.mark == "M":
            return Text(f"{zh}(待核实)", f"{en} (to be confirmed)")
        return Text(zh, en)


@dataclass(frozen=True)
class Ruling:
    """Whether a use is allowed under a profile, and why."""

    is_allowed: bool
    reason: Text


@dataclass(frozen=True)
class Profile:
    """The policy of a span of time; both ends belong to it, None is open."""

    name: str
    label: Text
    from_on: date | None
    to_on: date | None
    source: Source
    rulings: Mapping[Use, Ruling]

    def covers(self, day: date) -> bool:
        """Whether the profile was in force on a day."""
        return self.overlaps(day, day)

    def overlaps(self, start: date, end: date) -> bool:
        """Whether the profile was in force on any day of a span."""
        begins = self.from_on is None or self.from_on <= end
        return begins and (self.to_on is None or self.to_on >= start)


@dataclass(frozen=True)
class NeverScored:
    """Indicators that no scheme and no target may contain."""

    indicators: tuple[str, ...]
    reason: Text
    source: Source


@dataclass(frozen=True)
class Policies:
    """All profiles in order of time, and the never-scored list."""

    profiles: tuple[Profile, ...] = ()
    never_scored: tuple[NeverScored, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Allowed or not; a refusal says why, with its source."""

    allowed: bool
    reason: Text
    source: Source | None = None

"""The sheets of a round from what was gathered. Nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from hengjian.appraisal.canonical import digest_of
from hengjian.appraisal.gathering.gathering import Facts
from hengjian.appraisal.gathering.given import Given
from hengjian.appraisal.sheet_payload import Frame, payload_of
from hengjian.engines.scoring.dry_run.chance import squared_margin
from hengjian.engines.scoring.dry_run.trial import Behind
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.scoring.sheets import ScoreSheet as EngineSheet
from hengjian.engines.scoring.sheets import score
from hengjian.engines.statistics.rounding import half_up


@dataclass(frozen=True)
class Computed:
    """One sheet as it is to be kept; ``person`` is 0 for a department's own."""

    person: int
    department: int | None
    payload: str
    digest: str
    total: Decimal
    is_final: bool
    grade: str


Earlier = Mapping[int, Mapping[str, Any]]


def computed(facts: Facts, period: str, earlier: Earlier) -> list[Computed]:
    """Score everybody and put each sheet into its payload.

    ``earlier`` holds, by person, the closed sheet of the same period a year before.
    Raises ``UserFault`` for values that the scheme cannot take.
    """
    subjects, given = facts.gathered.subjects, facts.gathered.given
    told = sheets_told(
        Frame(facts.scheme_digest, period),
        facts.scheme,
        facts.people,
        [given[subject.person.pk] for subject in subjects],
        [earlier.get(subject.person.pk) for subject in subjects],
    )
    return [
        Computed(
            subject.person.pk,
            None if subject.department is None else subject.department.pk,
            payload,
            digest_of(payload),
            sheet.total,
            sheet.is_final,
            sheet.grade or "",
        )
        for subject, (sheet, payload) in zip(subjects, told, strict=True)
    ]


def sheets_told(
    frame: Frame,
    scheme: Scheme,
    people: Sequence[Person],
    given: Sequence[Mapping[str, Given]],
    earlier: Sequence[Mapping[str, Any] | None],
) -> list[tuple[EngineSheet, str]]:
    """The engine's sheets with their payloads, in the order of people."""
    return [
        (
            sheet,
            payload_of(frame, sheet, own, level=level_of(sheet, own), earlier=before),
        )
        for sheet, own, before in zip(
            score(scheme, people), given, earlier, strict=True
        )
    ]


def level_of(sheet: EngineSheet, given: Mapping[str, Given]) -> list[str] | None:
    """How far chance may have moved the total (95 %): from and to; None: not known."""
    counts = {item: one.behind for item, one in given.items() if one.behind is not None}
    squared = squared_margin(sheet, Behind("", counts)) if counts else Fraction(0)
    if not squared:
        return None
    with localcontext() as context:
        context.prec = 28
        root = (Decimal(squared.numerator) / Decimal(squared.denominator)).sqrt()
    margin = Fraction(root)
    total = Fraction(sheet.total)
    ends = (max(total - margin, Fraction(0)), total + margin)
    return [f"{half_up(end, 1):f}" for end in ends]

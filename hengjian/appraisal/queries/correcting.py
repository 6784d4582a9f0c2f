"""What a correction of one sheet would come to, for it and for the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hengjian.appraisal.canonical import value_of
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.gathering.typed import read_value
from hengjian.appraisal.models import AppraisalRound, ScoreSheet
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.sheet_payload import person_of, read_payload
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.scoring.sheets import ScoreSheet as EngineSheet
from hengjian.engines.scoring.sheets import score
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person as Staff


@dataclass(frozen=True)
class Moved:
    """Somebody else whose total or grade would change."""

    person: Staff
    total_before: Decimal
    total_after: Decimal
    grade_before: str
    grade_after: str


@dataclass(frozen=True)
class Effect:
    """A sheet before and after, and everybody whom it moves."""

    before: EngineSheet
    after: EngineSheet
    others: tuple[Moved, ...]


def scheme_of_round(round_: AppraisalRound) -> Scheme:
    """The scheme that a round's sheets are scored by."""
    return scheme_of(round_.scheme.version.text)


def people_of(round_: AppraisalRound) -> dict[int, Person]:
    """The engine's people of a round's current versions, by sheet, by staff number."""
    sheets = round_.sheets.filter(current__isnull=False).select_related("current")
    return {
        sheet.pk: person_of(read_payload(sheet.version.payload))
        for sheet in sheets.order_by("person__number")
    }


def corrected(person: Person, values: Mapping[str, str]) -> Person:
    """The person with some values replaced; an empty text takes the value away."""
    known = dict(person.values)
    for item, text in values.items():
        if not text.strip():
            known.pop(item, None)
            continue
        try:
            known[item] = value_of(read_value(text))
        except (ValueError, ZeroDivisionError) as error:
            raise AppraisalFault(
                Text(f"“{text}”不是数", f"“{text}” is no number"), where=item
            ) from error
    return Person(person.person, person.department, known)


def effect(sheet: ScoreSheet, values: Mapping[str, str]) -> Effect:
    """Score the round twice, as it stands and corrected; nothing is written.

    Raises ``UserFault`` for values that the scheme cannot take.
    """
    scheme, people = scheme_of_round(sheet.round), people_of(sheet.round)
    before = dict(zip(people, score(scheme, list(people.values())), strict=True))
    changed = {**people, sheet.pk: corrected(people[sheet.pk], values)}
    after = dict(zip(changed, score(scheme, list(changed.values())), strict=True))
    staff = {one.pk: one.person for one in sheet.round.sheets.select_related("person")}
    others = tuple(
        Moved(
            staff[key],
            before[key].total,
            after[key].total,
            before[key].grade or "",
            after[key].grade or "",
        )
        for key in people
        if key != sheet.pk
        and (before[key].total, before[key].grade)
        != (after[key].total, after[key].grade)
    )
    return Effect(before[sheet.pk], after[sheet.pk], others)

"""A person's year, gathered from where it was kept: sheets, matters, documents, notes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.appraisal.canonical import value_of
from hengjian.appraisal.item_sources import sources_of
from hengjian.appraisal.models import ScoreSheet
from hengjian.appraisal.queries.told_sheets import ToldSheet, told
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.sheet_payload import read_payload
from hengjian.documents.models import Document, DocumentState
from hengjian.documents.queries.documents import unsealed
from hengjian.engines.scoring.rules import PerOccurrence
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.meetings.models import Invitation, ResolutionTask
from hengjian.organisation.models import Person
from hengjian.ratings.models import RatingResult, RatingRound, RoundState, YearNote


MOST = 200


@dataclass(frozen=True)
class Work:
    """One case type: how many, its coefficient, and both together, exact."""

    item: Text
    case_type: str
    count: Fraction
    coefficient: Fraction

    @property
    def weighed(self) -> Decimal:
        """Count times coefficient, as it is shown."""
        return half_up(self.count * self.coefficient, 2)


@dataclass(frozen=True)
class Year:
    """Everything that a person did in a year, as far as the platform knows it."""

    person: Person
    year: int
    sheets: tuple[ToldSheet, ...]
    work: tuple[Work, ...]
    matters: tuple[Matter, ...]
    documents: tuple[Document, ...]
    invitations: tuple[Invitation, ...]
    tasks: tuple[ResolutionTask, ...]
    ratings: tuple[RatingRound, ...]
    notes: tuple[YearNote, ...]

    @property
    def weighed(self) -> Decimal:
        """All work by coefficient."""
        exact = sum((one.count * one.coefficient for one in self.work), Fraction(0))
        return half_up(exact, 2)


def year_of(person: Person, year: int) -> Year:
    """A person's year; read by the person alone (views/my_year.py)."""
    days = (date(year, 1, 1), date(year, 12, 31))
    sheets = ScoreSheet.objects.filter(
        person=person, current__isnull=False, round__period__startswith=str(year)
    ).select_related(
        "round__scheme__procuratorate",
        "round__scheme__adopted_version",
        "person",
        "department",
        "current",
    )
    ordered = list(sheets.order_by("round__period", "pk"))
    return Year(
        person,
        year,
        tuple(told(sheet.version) for sheet in ordered),
        _work(ordered, year),
        tuple(_matters(person, days)[:MOST]),
        tuple(_documents(person, days)[:MOST]),
        tuple(
            Invitation.objects.filter(person=person, meeting__held_on__range=days)
            .select_related("meeting__body")
            .order_by("meeting__held_on", "pk")[:MOST]
        ),
        tuple(
            ResolutionTask.objects.filter(owner=person, due_on__range=days).order_by(
                "due_on", "pk"
            )[:MOST]
        ),
        tuple(_ratings(person, days)),
        tuple(notes_of(person, year)),
    )


def notes_of(person: Person, year: int) -> QuerySet[YearNote]:
    """What a person gathered of a year."""
    return YearNote.objects.filter(person=person, happened_on__year=year).order_by(
        "happened_on", "pk"
    )


def _matters(person: Person, days: tuple[date, date]) -> QuerySet[Matter]:
    mine = Q(handler=person) | Q(registrant=person) | Q(leader_in_charge=person)
    found: QuerySet[Matter] = Matter.objects.filter(mine, registered_on__range=days)
    return found.distinct().order_by("registered_on", "pk")


def _documents(person: Person, days: tuple[date, date]) -> QuerySet[Document]:
    """Documents issued in the year that the person made, or of the person's matters."""
    names = [
        each.journal_name
        for each in Account.objects.filter(person=person).order_by("pk")
    ]
    mine = Q(handler=person) | Q(registrant=person) | Q(leader_in_charge=person)
    matters = Matter.objects.filter(mine).order_by().values("pk")
    found: QuerySet[Document] = Document.objects.filter(
        Q(made_by__in=names) | Q(matter__in=matters),
        unsealed(),
        issued_on__range=days,
        state=DocumentState.ISSUED,
    )
    return found.order_by("issued_on", "pk")


def _ratings(person: Person, days: tuple[date, date]) -> QuerySet[RatingRound]:
    mine = RatingResult.objects.filter(person=person).values("round")
    return RatingRound.objects.filter(
        pk__in=mine, state=RoundState.RELEASED, until_on__range=days
    ).order_by("until_on", "pk")


def _work(sheets: list[ScoreSheet], year: int) -> tuple[Work, ...]:
    """Case types of the year's sheet, or of its months where there is none, by coefficient."""
    of_year = [sheet for sheet in sheets if sheet.round.period == str(year)]
    gathered: dict[tuple[str, str], Work] = {}
    for sheet in of_year or sheets:
        version = sheet.round.scheme.version
        values = read_payload(sheet.version.payload)["values"]
        sources = sources_of(version.sources)
        for item in scheme_of(version.text).items:
            if isinstance(item.rule, PerOccurrence) and item.item in values:
                source = sources.get(item.item)
                title = source.title if source else Text.same(item.item)
                _add(gathered, title, item.item, item.rule, values[item.item])
    return tuple(gathered.values())


def _add(
    gathered: dict[tuple[str, str], Work],
    title: Text,
    item: str,
    rule: PerOccurrence,
    kept: Any,
) -> None:
    value = value_of(kept)
    counts = {"": value} if isinstance(value, Fraction) else value
    for case_type, count in counts.items():
        before = gathered.get((item, case_type))
        gathered[item, case_type] = Work(
            title,
            case_type,
            count + (before.count if before else 0),
            rule.coefficients.get(case_type, Fraction(1)),
        )

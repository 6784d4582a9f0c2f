"""What the sheets of departments rest on: targets, indicators and closed matters.

Nothing of them is typed in: a department is scored from records alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hengjian.appraisal.gathering.given import Given
from hengjian.appraisal.gathering.indicators import (
    Cells,
    cells_of,
    cited_of,
    given_of,
    indicators_named,
    wanted_of,
)
from hengjian.appraisal.gathering.matters import evidence_of as matter_evidence
from hengjian.appraisal.gathering.targets import (
    adopted_targets,
    chosen_targets,
    given_of_targets,
)
from hengjian.appraisal.item_sources import ItemSource, SourceKind, sources_of
from hengjian.appraisal.models import AppraisalRound, AppraisalScheme
from hengjian.appraisal.periods import days_of
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.engines.scoring.dry_run.trial import Events
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import latest_run
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department
from hengjian.targets.models import Level
from hengjian.targets.queries.in_force import in_force_of


@dataclass(frozen=True)
class DepartmentFacts:
    """What was gathered of each department, by its key and item."""

    scheme: Scheme
    scheme_digest: str
    departments: list[Department]
    given: dict[int, dict[str, Given]]
    run: Run | None
    cited: tuple[Cited, ...]

    @property
    def people(self) -> list[Person]:
        """The engine's people: departments by their code, each a department of its own."""
        return [
            Person(
                one.code,
                one.code,
                {item: given.value for item, given in self.given[one.pk].items()},
            )
            for one in self.departments
        ]


def departments_of(scheme: AppraisalScheme) -> list[Department]:
    """The departments that a scheme is for, by code."""
    found = Department.objects.filter(
        procuratorate=scheme.procuratorate, closed_on__isnull=True
    )
    if scheme.departments:
        found = found.filter(code__in=scheme.departments)
    return list(found.order_by("code"))


def gather_departments(round_: AppraisalRound) -> DepartmentFacts:
    """Gather every source of a scheme for departments; nothing is written."""
    version = round_.scheme.version
    scheme = scheme_of(version.text)
    names = [item.item for item in scheme.items]
    sources = sources_of(version.sources, names)
    departments = departments_of(round_.scheme)
    given: dict[int, dict[str, Given]] = {one.pk: {} for one in departments}

    def of(kind: SourceKind) -> dict[str, ItemSource]:
        return {n: sources[n] for n in names if sources[n].kind is kind}

    run = latest_run() if of(SourceKind.INDICATOR) else None
    cited = _indicators(round_, of(SourceKind.INDICATOR), departments, given, run)
    _targets(round_, of(SourceKind.TARGET), departments, given)
    _matters(round_, of(SourceKind.MATTERS), departments, given)
    return DepartmentFacts(
        scheme, version.digest, departments, given, run, tuple(cited)
    )


def _indicators(
    round_: AppraisalRound,
    items: Mapping[str, ItemSource],
    departments: list[Department],
    given: dict[int, dict[str, Given]],
    run: Run | None,
) -> list[Cited]:
    wanted = wanted_of(items)
    if run is None or not wanted:
        return []
    unit, period = round_.scheme.procuratorate.code, round_.period
    cells: Cells = cells_of(run, [period], unit, wanted, "department")[period]
    cited: dict[str, Cited] = {}
    for one in departments:
        text = one.card_code or one.name
        for item, source in items.items():
            named = indicators_named(source.reference)
            found = given_of(cells, named, text)
            if found is not None:
                given[one.pk][item] = found
                cited |= cited_of(cells, named, text, one.code)
    return list(cited.values())


def _targets(
    round_: AppraisalRound,
    items: Mapping[str, ItemSource],
    departments: list[Department],
    given: dict[int, dict[str, Given]],
) -> None:
    if not items:
        return
    day, rows = days_of(round_.period)[1].replace(day=1), adopted_targets(round_)
    for one in departments:
        theirs = in_force_of(rows, day, one, None)
        # what is the whole office's stands on no department's sheet
        own = [each for each in theirs if each.level == Level.DEPARTMENT]
        for item, source in items.items():
            found = given_of_targets(chosen_targets(own, source.reference))
            if found is not None:
                given[one.pk][item] = found


def _matters(
    round_: AppraisalRound,
    items: Mapping[str, ItemSource],
    departments: list[Department],
    given: dict[int, dict[str, Given]],
) -> None:
    since, until = days_of(round_.period)
    for item, source in items.items():
        closed = Matter.objects.filter(
            kind=source.reference,
            department__in=departments,
            closed_on__range=(since, until),
            merged_into__isnull=True,
        )
        found: dict[int, list[Matter]] = {one.pk: [] for one in departments}
        for matter in closed.order_by("pk"):
            if matter.department_id is not None:
                found[matter.department_id].append(matter)
        for key, matters in found.items():
            evidence = tuple(matter_evidence(each) for each in matters)
            count = len(matters)
            given[key][item] = Given(Fraction(count), evidence, Events(count))

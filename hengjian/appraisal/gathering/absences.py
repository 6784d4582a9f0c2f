"""Days that were not worked and were granted: what is counted is held against the rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.models import GrantedAbsence
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.scoring.days_worked import (
    DaysWorked,
    amounts_of,
    for_days_worked,
)
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.scoring.model import Scheme
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class Away:
    """Somebody's days in a period, and the granted absences that they come from."""

    worked: DaysWorked
    absences: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no day of the period was worked."""
        return self.worked.days > 0 and not self.worked.part


def away_in(
    unit: Procuratorate, people: Collection[int], since: date, until: date
) -> dict[int, Away]:
    """Who was away on working days of a span, by person; days are counted once."""
    found = GrantedAbsence.objects.filter(
        procuratorate=unit,
        person__in=people,
        state=GrantedAbsence.State.GRANTED,
        from_on__lte=until,
        until_on__gte=since,
    ).order_by("pk")
    absences = list(found)
    if not absences:
        return {}
    calendar = calendar_in_force()
    length = (until - since).days + 1
    span = [since + timedelta(days=n) for n in range(length)]
    days = [day for day in span if calendar.is_working_day(day)]
    away: dict[int, set[date]] = {}
    keys: dict[int, list[int]] = {}
    for one in absences:
        off = {day for day in days if one.from_on <= day <= one.until_on}
        if off:
            away.setdefault(one.person_id, set()).update(off)
            keys.setdefault(one.person_id, []).append(one.pk)
    return {
        person: Away(DaysWorked(len(days), len(off)), tuple(keys[person]))
        for person, off in away.items()
    }


def adjust_amounts(
    scheme: Scheme, gathered: Gathered, away: Mapping[int, Away]
) -> None:
    """Hold every amount of work against the days that its person worked."""
    amounts = amounts_of(scheme)
    for person, one in away.items():
        given = gathered.given.get(person, {})
        for item in sorted(amounts & set(given)):
            given[item] = _adjusted(given[item], one)


def _adjusted(given: Given, away: Away) -> Given:
    grown = in_figures(1 / away.worked.part)
    return replace(
        given,
        value=for_days_worked(given.value, away.worked),
        evidence=(*given.evidence, evidence_of(away, f"× {grown}")),
    )


def evidence_of(away: Away, how: str) -> Evidence:
    """What a sheet tells of days not worked: how many, never why."""
    days, off = away.worked.days, away.worked.away
    told = Text(
        f"经批准未在岗 {off} 个工作日（共 {days} 日），数量按在岗 {days - off} 日折算："
        f"{how}",
        f"away by leave granted on {off} of {days} working days; amounts are held "
        f"against {days - off} days: {how}",
    )
    reference = ",".join(str(key) for key in away.absences)
    digest = digest_of(canonical([reference, days, off]))
    return Evidence("absence", reference, told, "", digest)

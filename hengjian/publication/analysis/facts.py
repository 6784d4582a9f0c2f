"""Everything a report knows, gathered from the run and the warehouse before any word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.pack_format.model import Indicator, Loaded
from hengjian.engines.policies.model import Answer, Use
from hengjian.engines.statistics.comparisons import Change, change
from hengjian.engines.statistics.structure import largest_remainder
from hengjian.indicators import policy, run_inputs
from hengjian.indicators.models import Run, Signal
from hengjian.indicators.queries import limits, periods
from hengjian.indicators.queries.cut_offs import days_of
from hengjian.indicators.queries.limits import Course
from hengjian.indicators.queries.overview import (
    OverviewRow,
    blank_rows,
    lagging_rows,
    overview,
)
from hengjian.indicators.queries.told_signals import told
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.publication.analysis import counting, quality
from hengjian.publication.analysis.asked import Asked
from hengjian.publication.analysis.contents import (
    Contents,
    Counting,
    FunctionEntry,
    IndicatorGroup,
    LineEntry,
    RatioEntry,
)
from hengjian.publication.analysis.counting import Counts
from hengjian.publication.analysis.counts_told import PREFIX
from hengjian.publication.analysis.quality import Quality


COURSE = 24  # months of an own course


@dataclass(frozen=True)
class Compared:
    """A value with those it is compared with, and the changes."""

    indicator: Indicator
    now: Value | None
    before: Value | None
    last_year: Value | None

    @property
    def year_on_year(self) -> Change | None:
        """Against the same period last year."""
        return self._change(self.last_year)

    @property
    def period_on_period(self) -> Change | None:
        """Against the period before."""
        return self._change(self.before)

    def _change(self, then: Value | None) -> Change | None:
        if self.now is None or then is None:
            return None
        if self.now.value is None or then.value is None:
            return None
        decimals = self.indicator.decimals if self.indicator.unit == "ratio" else 2
        return change(
            Fraction(self.now.value),
            Fraction(then.value),
            self.indicator.unit,
            decimals,
        )


@dataclass(frozen=True)
class FunctionRow:
    """One of the four functions with its shares of the whole."""

    entry: FunctionEntry
    accepted: Compared
    concluded: Compared


@dataclass(frozen=True)
class LineRow:
    """One of the ten lines."""

    entry: LineEntry
    accepted: Compared
    concluded: Compared


@dataclass(frozen=True)
class RatioRow:
    """One structure ratio."""

    entry: RatioEntry
    share: Compared


@dataclass(frozen=True)
class GroupRows:
    """The key indicators of a line; those without any value are left out."""

    group: IndicatorGroup
    rows: tuple[Compared, ...]


@dataclass(frozen=True)
class CourseRow:
    """An indicator's own course by months, and what in it asks for an explanation."""

    indicator: Indicator
    course: Course
    is_drawn: bool


@dataclass(frozen=True)
class League:
    """Places in order of a value; exists only where the policies of both days allow it."""

    indicator: Indicator
    places: tuple[tuple[str, Value], ...]


@dataclass
class AnalysisFacts:
    """What the report is made of."""

    asked: Asked
    run: Run
    packs: Loaded
    contents: Contents
    counts: Counts
    functions: tuple[FunctionRow, ...]
    lines: tuple[LineRow, ...]
    ratios: tuple[RatioRow, ...]
    groups: tuple[GroupRows, ...]
    courses: tuple[CourseRow, ...]
    blank: tuple[OverviewRow, ...]
    lagging: tuple[OverviewRow, ...]
    signals: tuple[Signal, ...]
    signals_elsewhere: int
    quality: Quality
    ranking: Answer
    leagues: tuple[League, ...]
    previous: str | None
    missing: tuple[tuple[Text, Text], ...] = field(default=())

    @property
    def is_provisional(self) -> bool:
        """Whether the period had not ended on the run's day."""
        rows = (row for group in self.groups for row in group.rows)
        return any(row.now is not None and row.now.is_provisional for row in rows)

    @property
    def small(self) -> list[Compared]:
        """Key indicators whose counts are too small to lean on."""
        return [
            row
            for group in self.groups
            for row in group.rows
            if row.now is not None and row.now.is_small
        ]

    def shares(self, which: str) -> list[int] | None:
        """The functions' shares of all accepted (concluded) cases, by largest remainder."""
        parts = [getattr(row, which).now for row in self.functions]
        values = [None if part is None else part.value for part in parts]
        shares = largest_remainder(values) if values else None
        return None if shares is None else [int(share) for share in shares]

    def total(self, which: str) -> Compared | None:
        """All functions together; None where one is missing."""
        rows: list[Compared] = [getattr(row, which) for row in self.functions]
        if not rows or any(row.now is None for row in rows):
            return None
        name = f"all_functions_{which}"
        return Compared(
            rows[0].indicator,
            *(
                _sum(name, [getattr(row, each) for row in rows])
                for each in ("now", "before", "last_year")
            ),
        )


def gather(run: Run, asked: Asked, contents: Contents) -> AnalysisFacts:
    """Read and count everything; writes nothing."""
    packs = run_inputs.packs_of(run)
    values = RunValues(run)
    kind = asked.period_kind
    previous = periods.before(asked.period, values.periods(kind))
    counts = counting.count(run, packs, asked, contents.countings)
    known = values.of_unit(asked.unit.code, kind, level=asked.level)
    rows = overview(
        packs,
        values,
        unit=asked.unit.code,
        kind=kind,
        period=asked.period,
        level=asked.level,
    )
    first, _ = days_of(run, asked.period)
    ranking = policy.answer(Use.RANK_PLACES, run, asked.period)
    signals, elsewhere = _signals(run, asked)

    def compared(indicator: Indicator) -> Compared:
        found = {
            period: known.get((indicator.name, period))
            for period in (asked.period, previous, asked.last_year)
            if period is not None
        }
        return Compared(
            indicator,
            found.get(asked.period),
            found.get(previous) if previous else None,
            found.get(asked.last_year),
        )

    groups = tuple(
        GroupRows(
            group,
            tuple(
                row
                for name in group.indicators
                if name in packs.indicators
                for row in [compared(packs.indicators[name])]
                if row.now is not None
            ),
        )
        for group in contents.groups
    )
    return AnalysisFacts(
        asked=asked,
        run=run,
        packs=packs,
        contents=contents,
        counts=counts,
        functions=tuple(
            FunctionRow(
                entry,
                _counted(counts, entry.accepted, asked, previous),
                _counted(counts, entry.concluded, asked, previous),
            )
            for entry in contents.functions
            if _is_counted(counts, entry.accepted, entry.concluded)
        ),
        lines=tuple(
            LineRow(
                entry,
                _counted(counts, entry.accepted, asked, previous),
                _counted(counts, entry.concluded, asked, previous),
            )
            for entry in contents.lines
            if _is_counted(counts, entry.accepted, entry.concluded)
        ),
        ratios=tuple(
            RatioRow(entry, _counted(counts, entry.share, asked, previous))
            for entry in contents.ratios
            if _is_counted(counts, entry.share)
        ),
        groups=tuple(group for group in groups if group.rows),
        courses=_courses(values, asked, groups),
        blank=tuple(blank_rows(rows)),
        lagging=tuple(lagging_rows(rows)),
        signals=signals,
        signals_elsewhere=elsewhere,
        quality=quality.quality_of(packs, asked, first, run.as_of),
        ranking=ranking,
        leagues=_leagues(values, asked, packs, contents) if ranking.allowed else (),
        previous=previous,
        missing=tuple(_missing(contents, counts)),
    )


def _is_counted(counts: Counts, *countings: Counting) -> bool:
    return all(each.name in counts.indicators for each in countings) and not any(
        each.name in counts.left_out for each in countings
    )


def _counted(
    counts: Counts, each: Counting, asked: Asked, previous: str | None
) -> Compared:
    return Compared(
        counts.indicators[each.name],
        counts.value(each.name, asked.period),
        counts.value(each.name, previous) if previous else None,
        counts.value(each.name, asked.last_year),
    )


def _sum(name: str, values: Iterable[Value | None]) -> Value | None:
    listed = list(values)
    known = [v for v in listed if v is not None and v.value is not None]
    if len(known) < len(listed):
        return None
    first = known[0]
    return Value(
        PREFIX + name,
        first.period,
        first.unit,
        "",
        None,
        None,
        sum((v.value for v in known if v.value is not None), start=Decimal(0)),
        tuple(sorted({flag for v in known for flag in v.flags})),
    )


def _missing(contents: Contents, counts: Counts) -> Iterable[tuple[Text, Text]]:
    entries = [
        *((f.label, (f.accepted, f.concluded)) for f in contents.functions),
        *((r.label, (r.share,)) for r in contents.ratios),
        *((line.label, (line.accepted, line.concluded)) for line in contents.lines),
    ]
    told = set()
    for label, countings in entries:
        for each in countings:
            reason = counts.left_out.get(each.name)
            if reason is not None and label.zh not in told:
                told.add(label.zh)
                yield label, reason


def _courses(
    values: RunValues, asked: Asked, groups: Iterable[GroupRows]
) -> tuple[CourseRow, ...]:
    """Own courses by months up to the period's last month."""
    known = values.of_unit(asked.unit.code, "month", level=asked.level)
    last = asked.months[1]
    months = [month for month in values.periods("month") if month <= last][-COURSE:]
    rows = []
    for group in groups:
        for row in group.rows:
            name = row.indicator.name
            series = [v for m in months if (v := known.get((name, m))) is not None]
            course = limits.course(row.indicator, series)
            drawn = name in group.group.drawn
            if drawn or course.broken:
                rows.append(CourseRow(row.indicator, course, drawn))
    return tuple(rows)


def _signals(run: Run, asked: Asked) -> tuple[tuple[Signal, ...], int]:
    """Signals that end in the period at the place itself; how many at those below it."""
    codes = {asked.unit.code}
    if asked.whole:
        below = Procuratorate.objects.filter(path__startswith=asked.unit.path)
        codes |= set(below.values_list("code", flat=True))
    first, last = asked.months
    found = [
        signal
        for signal in Signal.objects.filter(unit__in=codes, run__lte=run.pk).order_by(
            "indicator", "period", "pk"
        )
        if first <= periods.months_of(signal.period)[1] <= last
    ]
    own = tuple(told(each for each in found if each.unit == asked.unit.code))
    return own, len(found) - len(own)


def _leagues(
    values: RunValues, asked: Asked, packs: Loaded, contents: Contents
) -> tuple[League, ...]:
    """Places by name and in order: only ever asked for where the policy allows it."""
    if not asked.whole:
        return ()
    names = dict(
        Procuratorate.objects.filter(path__startswith=asked.unit.path).values_list(
            "code", "name"
        )
    )
    leagues = []
    for group in contents.groups:
        for name in group.leading:
            indicator = packs.indicators.get(name)
            if indicator is None or indicator.direction not in {"up", "down"}:
                continue
            peers = [
                (names[v.unit], v)
                for v in values.peers(name, asked.period, asked.period_kind)
                if v.unit in names and v.value is not None and not v.is_small
            ]
            peers.sort(
                key=lambda p: p[1].value or 0, reverse=indicator.direction == "up"
            )
            if len(peers) > 1:
                leagues.append(League(indicator, tuple(peers)))
    return tuple(leagues)

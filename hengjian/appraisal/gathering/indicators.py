"""Values of indicators for people, computed from the newest run's pinned cards."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from hengjian.appraisal.gathering.given import Evidence, Gathered, Given, Subject
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import PeriodKind, read_month
from hengjian.engines.indicators.request import MonthRange
from hengjian.engines.scoring.dry_run.trial import Events
from hengjian.engines.statistics.counts import Count
from hengjian.indicators import run_inputs
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.models import Run
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Cells:
    """Values of one run and period: (indicator, the person's or department's text) → row."""

    run: Run
    period: str
    unit: str
    rows: Mapping[tuple[str, str], Mapping[str, Any]]
    labels: Mapping[str, Text] = field(default_factory=dict)
    whose: str = "person"


def indicators_named(reference: str) -> dict[str, str]:
    """``name``, or ``type=name; type=name`` for counts by case type: type → indicator."""
    if "=" not in reference:
        return {"": reference.strip()}
    pairs = (part.partition("=") for part in reference.split(";") if part.strip())
    return {kind.strip(): name.strip() for kind, _, name in pairs}


def cells_of(
    run: Run,
    periods: Sequence[str],
    unit: str,
    indicators: frozenset[str],
    whose: str = "person",
) -> dict[str, Cells]:
    """Compute the cells of an office's people or departments from what a run pinned.

    ``periods`` are months, or one year; several months cost little more than one.
    """
    inputs = run_inputs.inputs_of(run)
    since, until = days_of(min(periods))[0], days_of(max(periods))[1]
    is_year = len(periods[0]) == len("2026")
    request = replace(
        inputs.request,
        indicators=tuple(sorted(indicators & set(inputs.packs.indicators))),
        period=PeriodKind.YEAR if is_year else PeriodKind.MONTH,
        months=MonthRange(read_month(f"{since:%Y-%m}"), read_month(f"{until:%Y-%m}")),
        by=("procuratorate", whose),
        unit_code=unit,
    )
    rows: dict[str, dict[tuple[str, str], Mapping[str, Any]]] = {p: {} for p in periods}
    if request.indicators:
        for row in compute(request).texts.to_pylist():
            if row["period"] in rows and row["procuratorate"] == unit:
                rows[row["period"]][row["indicator"], row[whose]] = row
    labels = {name: inputs.packs.indicators[name].label for name in request.indicators}
    return {
        period: Cells(run, period, unit, found, labels, whose)
        for period, found in rows.items()
    }


def gather_indicators(
    round_: AppraisalRound,
    items: Mapping[str, ItemSource],
    gathered: Gathered,
    run: Run | None,
    cells: Cells | None = None,
) -> list[Cited]:
    """Enter values of people, and give what is to be cited of the run.

    A person whose name on the cards is somebody else's as well has no value: whose
    cases they are is not known. No row at all is no value, never zero.
    """
    named = {item: indicators_named(source.reference) for item, source in items.items()}
    wanted = wanted_of(items)
    if run is None or not wanted:
        return []
    if cells is None:
        unit = round_.scheme.procuratorate.code
        cells = cells_of(run, [round_.period], unit, wanted)[round_.period]
    people = _told_apart(gathered.subjects)
    cited: dict[str, Cited] = {}
    for subject in gathered.subjects:
        text = people.get(subject.person.pk)
        if text is None:
            continue
        for item, names in named.items():
            given = given_of(cells, names, text)
            if given is not None:
                gathered.enter(subject.person.pk, item, given)
                cited |= cited_of(cells, names, text, subject.person.number)
    return list(cited.values())


def wanted_of(items: Mapping[str, ItemSource]) -> frozenset[str]:
    """The indicators that items are read from."""
    return frozenset(
        name
        for source in items.values()
        for name in indicators_named(source.reference).values()
    )


def card_text(person: Any) -> str:
    """How cards name somebody."""
    return str(person.card_code or person.name)


def _told_apart(subjects: list[Subject]) -> dict[int, str]:
    called: dict[str, list[int]] = defaultdict(list)
    for subject in subjects:
        called[card_text(subject.person)].append(subject.person.pk)
    return {keys[0]: text for text, keys in called.items() if len(keys) == 1}


def given_of(cells: Cells, names: Mapping[str, str], text: str) -> Given | None:
    """What the cells of one person or department come to; no row is no value."""
    rows = {
        kind: row
        for kind, name in names.items()
        if (row := cells.rows.get((name, text))) is not None and row["value"]
    }
    if not rows:
        return None
    evidence = tuple(evidence_of(cells, row) for row in rows.values())
    if "" in names:
        (row,) = rows.values()
        return Given(Fraction(row["value"]), evidence, _behind(row))
    counts = {kind: Fraction(row["value"]) for kind, row in rows.items()}
    return Given(counts, evidence)


def evidence_of(cells: Cells, row: Mapping[str, Any]) -> Evidence:
    """A cell of a run as evidence: run, cell and the run's digest."""
    reference = "|".join(
        [
            str(cells.run.pk),
            row["indicator"],
            cells.period,
            cells.unit,
            row[cells.whose],
        ]
    )
    zh = en = row["value"]
    if row["denominator"] not in (None, "", "1"):
        zh = f"{row['value']}（{row['numerator']}/{row['denominator']}）"
        en = f"{row['value']} ({row['numerator']}/{row['denominator']})"
    label = cells.labels.get(row["indicator"], Text.same(row["indicator"]))
    told = Text(f"{label.zh} {zh}", f"{label.en} {en}")
    return Evidence("run", reference, told, "", cells.run.result_digest)


def _behind(row: Mapping[str, Any]) -> Count | Events | None:
    top, bottom = row["numerator"], row["denominator"]
    if top is None or not str(top).isdigit():
        return None
    if bottom is None or not str(bottom).isdigit():
        return Events(int(top)) if str(row["value"]) == str(top) else None
    if int(top) > int(bottom):
        return None
    return Count(int(top), int(bottom))


def cited_of(
    cells: Cells, names: Mapping[str, str], text: str, subject: str
) -> dict[str, Cited]:
    """What is cited of a run for one subject (a staff number, a department's code)."""
    found = {}
    for name in names.values():
        row = cells.rows.get((name, text))
        if row is None:
            continue
        mark = f"{subject}.{name}"[:100]
        found[mark] = Cited(
            mark,
            name,
            cells.period,
            cells.whose,
            cells.unit,
            str(row["numerator"] or ""),
            str(row["denominator"] or ""),
            str(row["value"] or ""),
            str(row["flags"] or ""),
        )
    return found

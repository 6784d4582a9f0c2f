"""Holds a Word file to its report: to the run, and its numbers to each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hengjian.engines.documents.content import Paper
from hengjian.engines.documents.disagreements import Disagreement, disagreeing
from hengjian.engines.documents.number_checks import check_paper
from hengjian.engines.documents.paper_file import read_paper_text
from hengjian.engines.documents.reading_back import ReadPaper, read_paper
from hengjian.indicators.models import CitedValue, Run
from hengjian.indicators.queries.periods import kind_of
from hengjian.indicators.queries.values import RunValues, Value, latest_run
from hengjian.indicators.run_inputs import packs_of
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.publication import files
from hengjian.publication.making import DIGEST, REPORT
from hengjian.publication.models import AnalysisReport


MOST_NEWER = 10  # values of a newer run that are told one by one


@dataclass(frozen=True)
class Checked:
    """What the check of one file found."""

    report: AnalysisReport
    numbers: int  # bound numbers that the report has
    found: tuple[Disagreement, ...]
    newer: tuple[Text, ...] = ()

    @property
    def disagreeing(self) -> list[Disagreement]:
        """What is wrong."""
        return disagreeing(list(self.found))

    @property
    def notices(self) -> list[Disagreement]:
        """What is merely told."""
        return [each for each in self.found if each.is_notice]

    def as_json(self) -> list[dict[str, Any]]:
        """What was found, to be kept with a version."""
        return [
            {
                "kind": each.kind,
                "place": each.place,
                "shown": each.shown,
                "zh": each.message.zh,
                "en": each.message.en,
                "passage": each.passage,
            }
            for each in self.found
        ]


def check_file(file: Path, report: AnalysisReport | None = None) -> Checked:
    """Check a Word file; raises ``UserFault`` for what is no file of a report.

    Without ``report`` the one named inside the file is taken; with it the file must be
    a copy of that one.
    """
    read = read_paper(file)
    found = report_of(read, file, report)
    original = paper_of(found)
    expected = {number.name: number.text for number in original.numbers}
    return Checked(
        found,
        len(expected),
        (*_against_the_run(found), *check_paper(read, expected, original)),
        tuple(_newer(found)),
    )


def report_of(
    read: ReadPaper, file: Path, report: AnalysisReport | None
) -> AnalysisReport:
    """The report that a file is a copy of."""
    number = read.properties.get(REPORT, "")
    if not number.isdigit():
        if report is not None:
            return report  # the properties were lost on the way; the user says which
        raise UserFault(
            Text(
                "文件里没有报告编号：不是本平台编制的报告，或属性已被清除",
                "the file names no report: it was not made here, or its properties "
                "were removed",
            ),
            where=file.name,
        )
    known = AnalysisReport.objects.select_related("run", "unit").filter(
        pk=int(number), numbers_digest=read.properties.get(DIGEST, "-")
    )
    found = known.first()
    if found is None or (report is not None and report.pk != found.pk):
        raise UserFault(
            Text(
                f"文件属于另一份报告(编号 {number})，不是这里的这一份",
                f"the file belongs to another report (number {number})",
            ),
            where=file.name,
        )
    return found


def paper_of(report: AnalysisReport) -> Paper:
    """The paper as it was made."""
    kept = files.made_file(report, "paper")
    return read_paper_text(kept.read_text("utf-8"), files.pictures_folder())


def _against_the_run(report: AnalysisReport) -> Iterator[Disagreement]:
    """Cited values that the run's file no longer gives: somebody changed one of them."""
    for cited, value in _cited_values(report, report.run):
        if value is None or not _agrees(cited, value):
            yield Disagreement(
                "bound",
                0,
                cited.value,
                Text(
                    f"登记的数值 {cited} 与运行结果不一致",
                    f"the entered value {cited} is not what the run gives",
                ),
            )


def _newer(report: AnalysisReport) -> Iterator[Text]:
    """Values that the newest run gives otherwise: cards changed since."""
    newest = latest_run()
    if newest is None or newest.pk <= report.run_id:
        return
    labels = packs_of(newest).indicators
    differing = [
        (cited, value)
        for cited, value in _cited_values(report, newest)
        if value is not None and not _agrees(cited, value)
    ]
    if not differing:
        return
    yield Text(
        f"此后又有第{newest.pk}号运行，其中 {len(differing)} 个数值与本报告不同",
        f"run {newest.pk} came since; {len(differing)} of its values differ from this report",
    )
    for cited, value in differing[:MOST_NEWER]:
        indicator = labels.get(cited.indicator)
        name = indicator.label if indicator else Text.same(cited.indicator)
        now = "—" if value.value is None else f"{value.value.normalize():f}"
        then = f"{Decimal(cited.value).normalize():f}"
        yield Text(
            f"{name.zh} {cited.period}：报告为 {then}，新的运行为 {now}",
            f"{name.en} {cited.period}: {then} in the report, {now} in the newer run",
        )


def _cited_values(
    report: AnalysisReport, run: Run
) -> Iterator[tuple[CitedValue, Value | None]]:
    """Plain values of indicators that the report cites, with what a run gives."""
    cited = CitedValue.objects.filter(citing=report.citing).exclude(value="")
    wanted = [
        each
        for each in cited
        if "." not in each.indicator and not _is_derived(each.flags)
    ]
    values = RunValues(run)
    known: dict[tuple[str, str], Any] = {}
    for each in wanted:
        place = (each.unit, kind_of(each.period))
        if place not in known:
            known[place] = values.of_unit(*place, level=each.level)
        yield each, known[place].get((each.indicator, each.period))


_DERIVED = {"year_on_year", "period_on_period", "share", "pair"}


def _is_derived(flags: str) -> bool:
    return bool(_DERIVED & set(flags.split(";")))


def _agrees(cited: CitedValue, value: Value) -> bool:
    return value.value is not None and Decimal(cited.value) == value.value

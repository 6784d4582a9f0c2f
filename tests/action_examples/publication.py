"""Examples of the actions on reports."""

from datetime import date
from functools import partial

from hengjian.audit.actors import System
from hengjian.indicators.actions import citing, runs
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.models import Run
from hengjian.lib.bilingual import Text
from hengjian.publication.actions import analysis_reports as acts
from hengjian.publication.actions.analysis_reports import Made
from hengjian.publication.models import AnalysisReport
from tests.action_examples import Example
from tests.cast import Cast


BY = System("test")
MODULE = "hengjian.publication.actions.analysis_reports"
MADE = Made(
    files={"docx": {"name": "x.docx", "digest": "0" * 64}},
    numbers_digest="1" * 64,
    cited=(Cited("n1", "non_arrest_rate", "2026-Q3", "procuratorate", value="1"),),
    notices=(),
)


def run() -> Run:
    """A run that was asked for."""
    asked: Run = runs.ask(
        first_month="2026-01",
        last_month="2026-09",
        as_of=date(2026, 10, 20),
        pins={"arrest_review": {"table": "t", "version": 1, "digest": "d"}},
        packs={},
        cutoff=[],
        organisation_digest="",
        policy_digest="",
        by=BY,
        as_job=False,
    )
    return asked


def asking(cast: Cast) -> partial[AnalysisReport]:
    return partial(
        acts.ask,
        run=run(),
        unit=cast.donghu,
        level="procuratorate",
        period="2026-Q3",
        kind="consultation",
        language="zh",
        template_digest="2" * 64,
        contents_digest="3" * 64,
        by=BY,
    )


def made(cast: Cast) -> AnalysisReport:
    """A report with its files entered."""
    return acts.finish(report=asking(cast)(as_job=False), made=MADE, by=BY)


def version(report: AnalysisReport, disagreeing: int = 0) -> partial[object]:
    return partial(
        acts.keep_version,
        report=report,
        file_name="改.docx",
        stored_as="y.docx",
        digest="4" * 64,
        found=(),
        disagreeing=disagreeing,
        by=BY,
    )


EXAMPLES: dict[str, Example] = {
    "hengjian.indicators.actions.citing.cite": lambda cast: partial(
        citing.cite, run=run(), citing="analysis_report:1", values=MADE.cited, by=BY
    ),
    f"{MODULE}.ask": asking,
    f"{MODULE}.finish": lambda cast: partial(
        acts.finish, report=asking(cast)(as_job=False), made=MADE, by=BY
    ),
    f"{MODULE}.fail": lambda cast: partial(
        acts.fail,
        report=asking(cast)(as_job=False),
        fault=Text("模板不能使用", "the template cannot be used"),
        by=BY,
    ),
    f"{MODULE}.keep_version": lambda cast: version(made(cast)),
    f"{MODULE}.note_check": lambda cast: partial(
        acts.note_check, report=made(cast), disagreeing=0, by=BY
    ),
    f"{MODULE}.sign": lambda cast: partial(acts.sign, report=made(cast), by=BY),
}

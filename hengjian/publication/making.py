"""Makes a report: facts, words, then Word, PDF, workbook and the kept paper.

No database work happens while it is made; the actions write before and after.
"""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hengjian.audit.actors import Actor
from hengjian.engines.documents.paper_file import paper_text
from hengjian.engines.documents.pdf import write_pdf
from hengjian.engines.documents.word import write_word
from hengjian.indicators.models import Run
from hengjian.indicators.queries.withheld import Withheld
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.publication import files
from hengjian.publication.actions import analysis_reports as acts
from hengjian.publication.actions.analysis_reports import Made
from hengjian.publication.analysis.asked import Asked, asked_for
from hengjian.publication.analysis.contents import read_contents
from hengjian.publication.analysis.facts import gather
from hengjian.publication.analysis.paper import write
from hengjian.publication.models import AnalysisReport
from hengjian.publication.workbook import write_workbook


Progress = Callable[[int, int, Text], None]
STEPS = (
    Text("读取数据", "reading the data"),
    Text("撰写正文、绘图", "writing the text, drawing"),
    Text("生成 Word、PDF、电子表格", "making Word, PDF and workbook"),
    Text("登记数字", "entering the numbers"),
)
REPORT, DIGEST = "hengjian_report", "hengjian_digest"


@dataclass(frozen=True)
class Wish:
    """What a report shall be; the template may be given, else the office's own."""

    kind: str | None = None
    alone: bool = False
    language: str = "zh"
    template: Path | None = None


def ask(
    run: Run, unit: Procuratorate, period: str, wish: Wish, *, by: Actor, as_job: bool
) -> AnalysisReport:
    """Check the question and register the report; raises ``UserFault``."""
    asked = asked_for(
        run,
        unit,
        period,
        kind=wish.kind,
        alone=wish.alone,
        language=wish.language,
    )
    contents = files.contents_path()
    read_contents(contents)  # a fault in the office's file is told before any work
    template = _template(wish)
    return acts.ask(
        run=run,
        unit=unit,
        level=asked.level,
        period=period,
        kind=asked.kind,
        language=asked.language,
        template_digest=files.digest_of(template),
        contents_digest=files.digest_of(contents),
        by=by,
        as_job=as_job,
    )


def _template(wish: Wish) -> Path:
    if wish.template is None:
        return files.template_path()
    if not wish.template.is_file():
        raise UserFault(
            Text("没有这个模板文件", "there is no such template"),
            where=str(wish.template),
        )
    return wish.template


def make_now(
    run: Run,
    unit_code: str,
    period: str,
    by: Actor,
    wish: Wish | None = None,
) -> AnalysisReport:
    """Make a report here, without a worker (the demo and the command line).

    The same question over the same run gives the report that is there already.
    """
    wish = wish or Wish()
    unit = Procuratorate.objects.filter(code=unit_code).first()
    if unit is None:
        raise UserFault(
            Text(f"没有单位“{unit_code}”", f"no procuratorate “{unit_code}”"),
            status=404,
        )
    report = ask(run, unit, period, wish, by=by, as_job=False)
    if report.is_made:
        return report

    def silent(done: int, total: int, doing: Text) -> None:
        """Nobody watches."""

    try:
        made = carry_out(report, silent, template=_template(wish))
    except UserFault as fault:
        acts.fail(report=report, fault=fault.message, by=by)
        raise
    return acts.finish(report=report, made=made, by=by)


def carry_out(
    report: AnalysisReport, progress: Progress, *, template: Path | None = None
) -> Made:
    """Make a registered report's files; raises ``UserFault`` for what cannot be made."""
    progress(0, len(STEPS), STEPS[0])
    Withheld(report.run).work_out()  # no number is left out for want of a job
    facts = gather(report.run, _question(report), read_contents(files.contents_path()))
    progress(1, len(STEPS), STEPS[1])
    folder, stem, fonts = files.reports_folder(), files.stem_of(report), files.fonts()
    written = write(facts, fonts, files.pictures_folder(), stem)
    paper = written.paper
    text = paper_text(paper)
    numbers_digest = hashlib.sha256(text.encode()).hexdigest()
    progress(2, len(STEPS), STEPS[2])
    names = {kind: f"{stem}.{kind}" for kind in ("docx", "pdf", "xlsx")}
    names["paper"] = f"{stem}.json"
    draft = folder / f".{stem}"
    draft.mkdir(exist_ok=True, mode=0o700)
    try:
        write_word(
            paper,
            template or files.template_path(),
            draft / names["docx"],
            {REPORT: str(report.pk), DIGEST: numbers_digest},
        )
        write_pdf(paper, draft / names["pdf"], fonts)
        write_workbook(paper, facts, draft / names["xlsx"])
        (draft / names["paper"]).write_text(text, "utf-8")
        (draft / names["paper"]).chmod(0o600)
        for name in names.values():
            (draft / name).replace(folder / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    progress(3, len(STEPS), STEPS[3])
    return Made(
        files={
            kind: {"name": name, "digest": files.digest_of(folder / name)}
            for kind, name in names.items()
        },
        numbers_digest=numbers_digest,
        cited=written.cited,
        notices=written.notices,
        ranking=None if facts.ranking.allowed else facts.ranking.reason,
    )


def _question(report: AnalysisReport) -> Asked:
    return Asked(
        report.unit,
        report.level == "city",
        report.period,
        report.kind,
        report.language,
    )

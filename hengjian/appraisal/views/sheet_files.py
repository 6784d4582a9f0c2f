"""A sheet as a workbook and as a paper."""

from django.http import HttpResponse

from hengjian.access.doors import PageRequest
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.appraisal.making_papers import WORD, sheet_paper
from hengjian.appraisal.models import ScoreSheet
from hengjian.appraisal.queries.told_sheets import ToldSheet
from hengjian.lib.bilingual import Text
from hengjian.meetings.making_papers import as_word
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


LINES = TableColumns(
    "sheet-lines",
    (
        Column("item", Text("考评项", "Item"), stays=True),
        Column("score", Text("得分", "Marks"), "number"),
        Column("full", Text("满分", "Of"), "number"),
        Column("why", Text("理由", "Why")),
        Column("source", Text("数值来源", "Source"), "narrow soft"),
        Column("evidence", Text("依据", "Rests on")),
    ),
)


def _whose(shown: ToldSheet) -> str:
    sheet = shown.sheet
    if isinstance(sheet, ScoreSheet):
        return str(sheet.person.number)
    return str(sheet.department.code)


def _name(shown: ToldSheet) -> str:
    number = shown.version.number
    return f"sheet-{_whose(shown)}-{shown.sheet.round.period}-v{number}"


def _heading(shown: ToldSheet) -> Text:
    """Whose sheet of which period, its total, whether that is final, and the version."""
    round_, number = shown.sheet.round, shown.version.number
    head = f"{_whose(shown)} {round_.period} {round_.scheme.name}"
    status = (
        Text("已定", "final")
        if shown.is_final
        else Text(
            f"暂定，尚有未知项 {len(shown.is_open)}",
            f"provisional, {len(shown.is_open)} lines not known yet",
        )
    )
    return Text(
        f"{head}；合计 {shown.total:f} / {shown.full:f}；{status.zh}；"
        f"第 {number} 版，摘要 {shown.version.digest}",
        f"{head}; total {shown.total:f} of {shown.full:f}; {status.en}; "
        f"version {number}, digest {shown.version.digest}",
    )


def workbook(request: PageRequest, shown: ToldSheet) -> HttpResponse:
    """The lines with reasons and evidence, above them whose, the total and how it stands."""
    values = {
        "item": lambda line: say(line.title),
        "score": lambda line: line.score,
        "full": lambda line: line.full,
        "why": lambda line: say(line.why),
        "source": lambda line: say(line.source),
        "evidence": lambda line: "；".join(say(one.told) for one in line.evidence),
    }
    sheet = LINES.shown().sheet(
        Text("考评表", "Score sheet"), list(shown.lines), values, say(_heading(shown))
    )
    return exported_sheet(request, sheet, _name(shown), by=request.user)


def paper(request: PageRequest, shown: ToldSheet) -> HttpResponse:
    """The sheet as Word."""
    note_export(request, _name(shown), rows=len(shown.lines), by=request.user)
    answer = HttpResponse(as_word(sheet_paper(shown)), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{_name(shown)}.docx"'
    answer["Cache-Control"] = "no-store"
    return answer

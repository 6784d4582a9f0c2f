"""A sheet as a paper to be signed and kept."""

from hengjian.appraisal.models import DepartmentSheet, ScoreSheet
from hengjian.appraisal.queries.told_sheets import ToldSheet, progress_words
from hengjian.engines.documents.content import Block, Paper, Paragraph, Table


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sheet_paper(shown: ToldSheet) -> Paper:
    """The sheet in Chinese, as offices file it: lines, reasons, level, digest."""
    sheet = shown.sheet
    rows = tuple(
        (
            line.title.zh,
            "待定" if line.score is None else f"{line.score:f}",
            f"{line.full:f}",
            line.why.zh,
            "；".join(one.told.zh for one in line.evidence) or "—",
        )
        for line in shown.lines
    )
    total = ("合计", f"{shown.total:f}", f"{shown.full:f}", "", "")
    whose = _whose(sheet)
    name = f"　姓名：{whose}" if isinstance(sheet, ScoreSheet) else ""
    blocks: list[Block] = [
        Paragraph((f"{sheet.round.scheme.name}　{sheet.round.period}",)),
        Paragraph((f"部门：{sheet.department or '—'}{name}",)),
        Table(
            "各项得分",
            ("考评项", "得分", "满分", "理由", "依据"),
            (*rows, total),
            numeric=frozenset({1, 2}),
            widths=(3, 2, 2, 6, 6),
            has_total=True,
        ),
    ]
    words = progress_words(shown)
    if shown.level is not None:
        told = f"水平：{shown.total:f} 分（95% 偶然范围 {shown.level[0]}–{shown.level[1]}）"
        blocks.append(Paragraph((told,)))
    if words is not None:
        blocks.append(Paragraph((f"进步：{words.zh}",)))
    status = "已定" if shown.is_final else "暂定，尚有未知项"
    blocks.append(
        Paragraph(
            (f"{status}；第 {shown.version.number} 版，摘要 {shown.version.digest}",),
            note=True,
        )
    )
    return Paper(f"{whose}考评表", tuple(blocks))


def _whose(sheet: ScoreSheet | DepartmentSheet) -> str:
    return str(sheet.person if isinstance(sheet, ScoreSheet) else sheet.department)

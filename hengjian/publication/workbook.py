"""A report's tables as a workbook: numbers as numbers, definitions beside them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from hengjian.engines.documents.content import Number, Paper, Table, plain
from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.tables.harmless import harmless
from hengjian.indicators.queries.cut_offs import days_of
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.facts import AnalysisFacts


_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'"))
LONGEST_SHEET_NAME = 31
_FORMATS = {
    "count": "#,##0",
    "day": "0.00",
    "yuan": "#,##0.00",
    "ratio": '"1:"0.000',
    "percent": "0.00%",
    "change": "+0.00%;-0.00%;0.00%",
    "points": "+0.00;-0.00;0.00",
    "difference": "+0.000;-0.000;0.000",
}
CHANGES = {"year_on_year", "period_on_period"}
DEFINITIONS = Text("口径", "Definitions")
ABOUT = Text("说明", "About")


def write_workbook(paper: Paper, facts: AnalysisFacts, target: Path) -> None:
    """One sheet for each table, one of definitions, one that says what they rest on."""
    target.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(
        str(target), {"strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": paper.title.replace("\n", "")})
    sheets = _Sheets(book, paper.language)
    for number, table in enumerate(paper.tables, start=1):
        sheets.table(number, table)
    sheets.definitions(_indicators(facts))
    sheets.about(paper, facts)
    book.close()
    target.chmod(0o600)


def _indicators(facts: AnalysisFacts) -> list[Indicator]:
    shown = [row.indicator for group in facts.groups for row in group.rows]
    listed = [row.indicator for row in (*facts.blank, *facts.lagging)]
    return list({each.name: each for each in (*shown, *listed)}.values())


class _Sheets:
    """Writes sheets in one manner."""

    def __init__(self, book: Any, language: str) -> None:
        self.book = book
        self.language = language
        self.head = book.add_format(
            {
                "bold": True,
                "bg_color": "#E7ECF2",
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
            }
        )
        self.title = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.formats = {
            kind: book.add_format({"num_format": form})
            for kind, form in _FORMATS.items()
        }
        self.used: set[str] = set()

    def table(self, number: int, table: Table) -> None:
        """A table of the paper under its caption."""
        page = self._page(f"{number} {_short(table.caption)}")
        page.write_string(0, 0, table.caption, self.title)
        self._heads(page, table.heads, 1)
        for row, cells in enumerate(table.rows, start=2):
            for column, cell in enumerate(cells):
                self._cell(page, row, column, cell)
        for column, head in enumerate(table.heads):
            longest = max([len(head), *(len(plain(row[column])) for row in table.rows)])
            page.set_column(column, column, max(9, min(44, 2 * longest)))
        page.freeze_panes(2, 1)

    def definitions(self, indicators: Iterable[Indicator]) -> None:
        """Formulas, directions and sources of every indicator of the paper."""
        page = self._page(self._words(DEFINITIONS))
        heads = (
            Text("代码", "Code"),
            Text("指标", "Indicator"),
            Text("含义", "Meaning"),
            Text("算式", "Formula"),
            Text("起始", "From"),
            Text("依据", "Source"),
            Text("标记", "Mark"),
        )
        self._heads(page, [self._words(head) for head in heads], 0)
        row = 1
        for each in sorted(indicators, key=lambda i: i.code):
            for dated in each.value:
                source = each.source
                texts = (
                    each.code,
                    self._words(each.label),
                    self._words(each.sentence),
                    dated.formula.text,
                    f"{dated.from_on:%Y-%m-%d}" if dated.from_on else "",
                    self._words(source.title) if source else "",
                    source.mark if source else "",
                )
                for column, text in enumerate(texts):
                    page.write_string(row, column, harmless(text), self.wrapped)
                row += 1
        for column, width in enumerate((8, 26, 48, 60, 12, 30, 6)):
            page.set_column(column, column, width)
        page.freeze_panes(1, 2)

    def about(self, paper: Paper, facts: AnalysisFacts) -> None:
        """What the workbook is and what its numbers rest on."""
        page = self._page(self._words(ABOUT))
        run = facts.run
        first, last = days_of(run, facts.asked.period)
        lines = (
            (Text("报告", "Report"), paper.title.replace("\n", "")),
            (Text("编制单位", "Issued by"), paper.facts.get("issuer", "")),
            (Text("统计区间", "Days counted"), f"{first:%Y-%m-%d} — {last:%Y-%m-%d}"),
            (Text("数据截至", "Data as of"), f"{run.as_of:%Y-%m-%d}"),
            (Text("统计运行", "Run"), str(run.pk)),
            (Text("结果摘要", "Digest of the run"), run.result_digest),
            (
                Text("标记", "Marks"),
                self._words(
                    Text(
                        "V 已核对原文，S 有来源，D 由来源数字算得，M 待核实，I 推断",
                        "V read in the text, S sourced, D computed from sources, "
                        "M to be confirmed, I inferred",
                    )
                ),
            ),
        )
        for row, (label, text) in enumerate(lines):
            page.write_string(row, 0, self._words(label), self.title)
            page.write_string(row, 1, harmless(text), self.wrapped)
        for row, notice in enumerate(paper.notices, start=len(lines) + 1):
            page.write_string(row, 1, harmless(notice), self.wrapped)
        page.set_column(0, 0, 16)
        page.set_column(1, 1, 90)

    def _heads(self, page: Any, heads: Sequence[str], row: int) -> None:
        for column, text in enumerate(heads):
            page.write_string(row, column, harmless(text), self.head)

    def _cell(self, page: Any, row: int, column: int, cell: Number | str) -> None:
        if isinstance(cell, str) or cell.value is None:
            text = plain(cell)
            if text:
                page.write_string(row, column, harmless(text))
            return
        kind = cell.source.get("kind", "count")
        value = cell.value
        if kind == "percent":
            is_change = cell.source.get("part") in CHANGES
            form = self.formats["change" if is_change else "percent"]
            page.write_number(row, column, value / 100, form)
        else:
            form = self.formats.get(kind, self.formats["count"])
            if kind == "count" and value % 1:
                form = self.formats["day"]
            page.write_number(row, column, value, form)

    def _page(self, name: str) -> Any:
        wanted = name.translate(_FORBIDDEN)[:LONGEST_SHEET_NAME]
        self.used.add(wanted)
        return self.book.add_worksheet(wanted)

    def _words(self, text: Text) -> str:
        return text.in_language(self.language)


def _short(caption: str) -> str:
    """A caption without its ``表3`` or ``Table 3.``."""
    return caption.partition("  ")[2] or caption.partition(". ")[2] or caption

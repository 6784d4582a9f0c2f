"""A report as its page shows it: the text with every number linked to what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from hengjian.engines.documents.content import (
    Bold,
    Heading,
    Number,
    Paper,
    Paragraph,
    Run,
    Table,
)
from hengjian.engines.pack_format.model import Loaded
from hengjian.indicators.queries.periods import kind_of
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.counts_told import PREFIX
from hengjian.publication.analysis.numbers import OWN
from hengjian.publication.models import AnalysisReport


@dataclass(frozen=True)
class ShownRun:
    """A run of text; ``address`` leads to the value or the cards behind a number."""

    text: str
    address: str = ""
    is_number: bool = False
    is_bold: bool = False


@dataclass(frozen=True)
class ShownCell:
    """A cell of a table."""

    run: ShownRun
    is_numeric: bool


@dataclass(frozen=True)
class ShownBlock:
    """One block; ``kind`` is heading, paragraph, note, table or picture."""

    kind: str
    text: str = ""
    level: int = 0
    runs: tuple[ShownRun, ...] = ()
    heads: tuple[ShownCell, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    has_total: bool = False
    picture: int = 0
    alternative: str = ""


def shown_blocks(
    report: AnalysisReport, paper: Paper, packs: Loaded
) -> list[ShownBlock]:
    """The paper's blocks with addresses for its numbers."""
    links = _Links(report, packs)
    blocks: list[ShownBlock] = []
    pictures = 0
    for block in paper.blocks:
        if isinstance(block, Heading):
            blocks.append(ShownBlock("heading", block.text, block.level))
        elif isinstance(block, Paragraph):
            kind = "note" if block.note else "paragraph"
            runs = tuple(links.shown(run) for run in block.runs)
            blocks.append(ShownBlock(kind, runs=runs))
        elif isinstance(block, Table):
            blocks.append(_table(block, links))
        else:
            pictures += 1
            blocks.append(
                ShownBlock(
                    "picture",
                    block.caption,
                    picture=pictures,
                    alternative=block.alternative,
                )
            )
    return blocks


def _table(block: Table, links: "_Links") -> ShownBlock:
    return ShownBlock(
        "table",
        block.caption,
        heads=tuple(
            ShownCell(ShownRun(head), column in block.numeric)
            for column, head in enumerate(block.heads)
        ),
        rows=tuple(
            tuple(
                ShownCell(links.shown(cell), column in block.numeric)
                for column, cell in enumerate(row)
            )
            for row in block.rows
        ),
        has_total=block.has_total,
    )


class _Links:
    """Where each kind of number is explained."""

    def __init__(self, report: AnalysisReport, packs: Loaded) -> None:
        self.report = report
        self.indicators: Mapping[str, object] = packs.indicators

    def shown(self, run: Run) -> ShownRun:
        if isinstance(run, Number):
            return ShownRun(run.text, self._address(run), is_number=True)
        if isinstance(run, Bold):
            return ShownRun(run.text, is_bold=True)
        return ShownRun(run)

    def _address(self, number: Number) -> str:
        name = number.source.get("indicator", "")
        period = number.source.get("period", "")
        if name in self.indicators:
            return self._indicator(name, period)
        if name.startswith(PREFIX):
            return f"#counted-{name.removeprefix(PREFIX)}"
        if not name.startswith(OWN):
            return ""
        subject, _, rest = name.removeprefix(OWN).partition(".")
        if subject in self.indicators:
            return self._indicator(subject, period)
        if subject in {"quality", "rule"}:
            return reverse("warehouse:quality")
        if subject == "signals":
            return reverse("indicators:signals")
        if subject == "list":
            only = {"only": "blank" if rest == "blank" else "lagging"}
            return f"{reverse('indicators:overview')}?{self._query(period, only)}"
        return ""

    def _indicator(self, name: str, period: str) -> str:
        address = reverse("indicators:indicator", args=[name])
        return f"{address}?{self._query(period, {'run': str(self.report.run_id)})}"

    def cards(self, indicator: str, measure: str) -> str:
        """The cards of one measure at the report's place and period."""
        address = reverse("indicators:cards", args=[indicator])
        more = {"run": str(self.report.run_id), "measure": measure}
        return f"{address}?{self._query(self.report.period, more)}"

    def _query(self, period: str, more: Mapping[str, str]) -> str:
        return urlencode(
            {
                "unit": self.report.place,
                "kind": kind_of(period),
                "period": period,
                **more,
            }
        )


@dataclass(frozen=True)
class CountedMeasure:
    """A measure of a count, and the address of its cards where a page shows them."""

    label: Text
    address: str


@dataclass(frozen=True)
class CountedHow:
    """How a number that is no indicator was counted; ``where`` narrows its cards."""

    name: str
    label: str
    measures: tuple[CountedMeasure, ...]
    where: str = ""


def counted_how(
    report: AnalysisReport, paper: Paper, packs: Loaded
) -> list[CountedHow]:
    """Every count of the paper by its measures, with the way to their cards."""
    shown = {
        number.source["indicator"]: number.source
        for number in paper.numbers
        if number.source.get("indicator", "").startswith(PREFIX)
    }
    links = _Links(report, packs)
    users = _users_of_measures(packs)
    return [
        CountedHow(
            name.removeprefix(PREFIX),
            source.get("label", name),
            tuple(
                _measure(links, packs, users, full_name, bool(source.get("where")))
                for full_name in source.get("measures", "").split()
            ),
            source.get("where", ""),
        )
        for name, source in shown.items()
    ]


def _users_of_measures(packs: Loaded) -> dict[str, str]:
    """For each measure an indicator that reads it: its page opens to the cards."""
    users: dict[str, str] = {}
    for indicator in packs.indicators.values():
        for dated in indicator.value:
            for full_name in dated.formula.measures:
                users.setdefault(full_name, indicator.name)
    return users


def _measure(
    links: _Links,
    packs: Loaded,
    users: Mapping[str, str],
    full_name: str,
    is_narrowed: bool,
) -> CountedMeasure:
    measure = packs.measures.get(full_name)
    label = Text.same(full_name)
    if measure is not None:
        own = measure.label or Text.same(measure.name)
        pack = packs.packs[measure.pack].title
        label = Text(f"{pack.zh}·{own.zh}", f"{pack.en}: {own.en}")
    user = users.get(full_name)
    if measure is None or user is None or is_narrowed:
        return CountedMeasure(label, "")
    return CountedMeasure(label, links.cards(user, measure.name))

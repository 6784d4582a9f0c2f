"""Which sheet of a workbook holds the cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hengjian.engines.tables.headers import (
    LOOKED_AT,
    HeaderPlace,
    Vocabulary,
    find_header,
)
from hengjian.engines.tables.marks import refuse_marked_elsewhere
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.xlsx.contents import Contents, SheetPart
from hengjian.engines.tables.xlsx.grid import parse
from hengjian.engines.tables.xlsx.package import Package
from hengjian.engines.tables.xlsx.slices import Packer, beginning_of
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class _Candidate:
    sheet: SheetPart
    place: HeaderPlace
    complete: bool


def choose_sheet(
    package: Package,
    about: Contents,
    packer: Packer,
    vocabulary: Vocabulary,
    options: ReadOptions,
) -> tuple[SheetPart, list[Text]]:
    """The sheet of a workbook that is to be read, looking at first rows only."""
    chosen, notices = choose(
        about.sheets,
        lambda sheet: _place(package, sheet, packer, vocabulary),
        vocabulary,
        options,
    )
    refuse_marked_beside(
        about.sheets, chosen, lambda sheet: _head(package, sheet, packer)
    )
    return chosen, notices


def refuse_marked_beside(
    sheets: Sequence[SheetPart],
    chosen: SheetPart,
    head_of: Callable[[SheetPart], list[list[str]]],
) -> None:
    """Raise ``UserFault`` where a sheet that is not read, hidden or not, bears a mark."""
    for sheet in sheets:
        if sheet is chosen:
            continue
        try:
            head = head_of(sheet)
        except UserFault:  # a chart, or damaged: nothing of it is read
            continue
        refuse_marked_elsewhere(head)


def choose(
    sheets: Sequence[SheetPart],
    place_in: Callable[[SheetPart], HeaderPlace | None],
    vocabulary: Vocabulary,
    options: ReadOptions,
) -> tuple[SheetPart, list[Text]]:
    """The sheet asked for, else the only visible one whose header has what is needed.

    ``place_in`` finds a sheet's header; ``None`` where it is empty. Raises ``UserFault``
    naming the sheets where none or several would do: months on sheets of their own must
    not be taken for the whole.
    """
    if options.sheet is not None:
        return _named(sheets, options.sheet), []
    visible = [sheet for sheet in sheets if sheet.visible]
    if len(visible) == 1:
        return visible[0], []
    candidates = [
        _Candidate(sheet, place, vocabulary.has_all_needed(place.names))
        for sheet in visible
        if (place := place_in(sheet)) is not None
    ]
    if not candidates:
        raise UserFault(
            Text("工作簿里没有可见的数据", "the workbook has no visible content")
        )
    fitting = [c for c in candidates if c.complete]
    if not fitting:
        best = max(c.place.fit for c in candidates)
        fitting = [c for c in candidates if c.place.fit == best]
    if len(fitting) > 1:
        raise _several([c.sheet.name for c in fitting])
    chosen = fitting[0].sheet
    others = [c.sheet.name for c in candidates if c.sheet is not chosen]
    return chosen, [_left_out(chosen.name, others)] if others else []


def _named(sheets: Sequence[SheetPart], name: str) -> SheetPart:
    for sheet in sheets:
        if sheet.name.strip() == name.strip():
            return sheet
    names = [sheet.name for sheet in sheets]
    raise UserFault(
        Text(
            f"没有名为“{name}”的工作表，文件中有：{'、'.join(names)}",
            f'there is no sheet "{name}"; the file has: {", ".join(names)}',
        )
    )


def _place(
    package: Package, sheet: SheetPart, packer: Packer, vocabulary: Vocabulary
) -> HeaderPlace | None:
    """A sheet's header, from its first rows only; ``None`` where it is empty."""
    head = _head(package, sheet, packer)
    return find_header(head, vocabulary) if head else None


def _head(package: Package, sheet: SheetPart, packer: Packer) -> list[list[str]]:
    """A sheet's first rows as texts; none where it is empty."""
    beginning = beginning_of(package, sheet.part)
    if beginning is None:
        return []
    part, frame = beginning
    return parse(part, frame, packer).head(LOOKED_AT, packer.strings)


def _several(names: list[str]) -> UserFault:
    return UserFault(
        Text(
            f"有几张工作表都可以导入：{'、'.join(names)}；请指定其中一张",
            f"several sheets could be meant: {', '.join(names)}; say which",
        )
    )


def _left_out(chosen: str, others: list[str]) -> Text:
    return Text(
        f"读取的是工作表“{chosen}”，未读取：{'、'.join(others)}",
        f'the sheet "{chosen}" was read; left out: {", ".join(others)}',
    )

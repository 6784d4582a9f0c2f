"""Cards of the command line: files read whole, rows kept aside told and written out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.pack_format.model import CaseCard, Loaded
from hengjian.engines.tables.card_table import CardTable, RejectedCell
from hengjian.engines.tables.digests import new_key
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards
from hengjian.indicators.file_tool.checking import checked, linked_tables
from hengjian.indicators.file_tool.parquet_cards import refuse_unusable
from hengjian.indicators.file_tool.repeating import without_repeated
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class KeptAside:
    """One fault of a row that was kept aside."""

    card: str
    file: Path
    cell: RejectedCell


@dataclass
class ReadFiles:
    """Every card that was given, ready to be counted, and what was seen on the way."""

    sources: dict[str, CardSource] = field(default_factory=dict)
    kept_aside: list[KeptAside] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def read_card_files(
    given: Iterable[str], loaded: Loaded, unit_code: str | None, as_of: date
) -> ReadFiles:
    """Read and check ``TYPE=FILE`` pairs; several files of one type are put together,
    and a card that stands in two of them counts once.

    Parquet files are taken as card tables with typed columns; they are not checked
    again. Raises ``UserFault`` for an unknown card or a file that cannot be used.
    """
    read = ReadFiles()
    parquet: dict[str, list[Path]] = {}
    tables: list[tuple[str, Path, CardTable]] = []
    key = new_key()  # the same for all files: persons are matched across cards
    for pair in given:
        name, path, card = _named(pair, loaded)
        if path.suffix.lower() == ".parquet":
            refuse_unusable(path, card)
            parquet.setdefault(name, []).append(path)
            continue
        options = ReadOptions(
            unit_code=unit_code,
            match_key=key,
            parameters=loaded.parameters_in(name),
        )
        tables.append((name, path, _read(path, card, options)))
    tables = without_repeated(tables)
    linked = linked_tables(tables)
    for place, (name, path, table) in enumerate(tables):
        good, found = checked(table, loaded, as_of, linked)
        tables[place] = (name, path, good)
        _note(read, name, path, good, found)
    for name, paths in parquet.items():
        if name in linked:
            raise UserFault(
                Text(
                    f"案卡 {name}:Parquet 文件不能与其他文件混用",
                    f"cards {name}: Parquet cannot be mixed with other files",
                )
            )
        read.sources[name] = CardFiles(tuple(paths))
    read.sources |= linked_tables(tables)
    return read


def _read(path: Path, card: CaseCard, options: ReadOptions) -> CardTable:
    try:
        return read_cards(path, card, options)
    except UserFault as fault:
        where = f"{path} [{fault.where}]" if fault.where else str(path)
        raise UserFault(fault.message, where=where) from None


def _named(pair: str, loaded: Loaded) -> tuple[str, Path, CaseCard]:
    name, equals, file = pair.partition("=")
    if not equals or not file:
        raise UserFault(
            Text(
                f"--cards 应写作 类型=文件，现为“{pair}”",
                f"--cards reads TYPE=FILE: “{pair}”",
            )
        )
    card = loaded.card(name, name)
    if not isinstance(card, CaseCard):
        known = ", ".join(sorted(n for n, p in loaded.packs.items() if p.card))
        raise UserFault(
            Text(
                f"没有案卡“{name}”；现有：{known}",
                f"there is no card “{name}”; there are: {known}",
            )
        )
    path = Path(file)
    if not path.is_file():
        raise UserFault(Text("没有这个文件", "there is no such file"), where=file)
    return name, path, card


def _note(
    read: ReadFiles, name: str, path: Path, table: CardTable, found: list[Text]
) -> None:
    good, bad = table.table.num_rows, len(table.rejected)
    read.notes.append(
        Text(
            f"{path}:{name} 读入 {good} 行，挡下 {bad} 行",
            f"{path}: {name}: {good} rows read, {bad} kept aside",
        )
    )
    if table.header.unmatched:
        listed = "、".join(table.header.unmatched)
        english = ", ".join(table.header.unmatched)
        read.notes.append(
            Text(
                f"{path}：未用到的列：{listed}", f"{path}: columns not used: {english}"
            )
        )
    notices = [*table.notices, *found]
    read.notes += [Text(f"{path}:{n.zh}", f"{path}: {n.en}") for n in notices]
    read.kept_aside += [
        KeptAside(name, path, cell) for row in table.rejected for cell in row.cells
    ]

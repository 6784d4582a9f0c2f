"""Arguments of ``hengjian indicators …`` and the request they make."""

import argparse
import sys
from pathlib import Path

from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import CutOff, PeriodKind, read_month
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.pack_format.model import Fault, Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.indicators.file_tool.card_files import ReadFiles, read_card_files
from hengjian.indicators.file_tool.organisation_file import read_organisation
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import day
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


def files_to_read(arguments: argparse.Namespace) -> list[Path]:
    """The files that the arguments name: cards, and the organisation."""
    cards = [Path(pair.partition("=")[2]) for pair in arguments.cards]
    organisation = arguments.organisation
    return cards if organisation is None else [*cards, Path(organisation)]


def say(text: Text) -> None:
    """One line on stderr, in the user's language."""
    sys.stderr.write(f"{text.in_language(language())}\n")


def words(zh: str, en: str) -> str:
    """Help in the user's language; ``%`` is doubled for argparse."""
    return Text(zh, en).in_language(language()).replace("%", "%%")


def add_packs_argument(parser: argparse.ArgumentParser) -> None:
    """``--packs``, for every command about indicators."""
    parser.add_argument(
        "--packs",
        type=Path,
        nargs="+",
        required=True,
        metavar="DIR",
        help=words(
            "业务包的文件夹，或其上一级", "a pack's folder, or a folder of packs"
        ),
    )


def add_request_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything that says which cards, periods and cells."""
    add_card_arguments(parser)
    parser.add_argument(
        "--period",
        choices=[kind.value for kind in PeriodKind],
        default=PeriodKind.ALL.value,
        help=words("统计期(默认 all)", "kind of period (default: all)"),
    )
    parser.add_argument(
        "--by",
        default="",
        metavar="ITEM[,ITEM…]",
        help=words(
            "分组：nation province city procuratorate department person 或案卡项目",
            "nation, province, city, procuratorate, department, person or any item",
        ),
    )


def add_card_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything that says which cards count, and from when to when."""
    add_packs_argument(parser)
    parser.add_argument(
        "--cards",
        action="extend",
        nargs="+",
        required=True,
        metavar="TYPE=FILE",
        help=words(
            "案卡文件：xlsx、csv 或 parquet", "card files: xlsx, csv or parquet"
        ),
    )
    parser.add_argument(
        "--from",
        dest="from_month",
        metavar="2025-01",
        help=words("起始月", "first month"),
    )
    parser.add_argument(
        "--to", dest="to_month", metavar="2025-12", help=words("截止月", "last month")
    )
    parser.add_argument(
        "--cutoff",
        type=int,
        metavar="25",
        help=words(
            "月度截止日：25 表示上月 26 日至本月 25 日(默认月末)",
            "monthly cut-off: with 25 a month runs from the 26th to the 25th"
            " (default: the month's end)",
        ),
    )
    parser.add_argument(
        "--where",
        metavar="EXPRESSION",
        help=words("只统计符合条件的案卡", "count only cards that fulfil a condition"),
    )
    parser.add_argument(
        "--organisation",
        type=Path,
        metavar="FILE",
        help=words(
            "组织文件(code、name、parent、level)",
            "organisation file (code, name, parent, level)",
        ),
    )
    parser.add_argument(
        "--unit-code",
        metavar="CODE",
        help=words("案卡未写明时的院代码", "procuratorate of cards that name none"),
    )
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help=words(
            "以哪一天为准(默认：所给范围的最后一天，不晚于今天)",
            "as of which day (default: the range's last day, but not after today)",
        ),
    )


def packs_of(folders: list[Path]) -> Loaded:
    """Load packs; every fault is told at once with file and line."""
    loaded = load(folders)
    if loaded.faults:
        for fault in loaded.faults:
            sys.stderr.write(f"{_fault_line(fault)}\n")
        count = len(loaded.faults)
        raise UserFault(
            Text(f"业务包有 {count} 处问题", f"the packs have {count} faults")
        )
    return loaded


def _fault_line(fault: Fault) -> str:
    line = f"{fault.place}: {fault.message.in_language(language())}"
    if fault.suggestion is not None:
        line += f" ({fault.suggestion.in_language(language())})"
    return line


def request_of(
    arguments: argparse.Namespace, indicators: tuple[str, ...]
) -> tuple[RunRequest, ReadFiles]:
    """Read packs, organisation and cards, and put the request together."""
    first = read_month(arguments.from_month) if arguments.from_month else None
    last = read_month(arguments.to_month) if arguments.to_month else None
    cutoff = CutOff.on_day(arguments.cutoff)
    loaded = packs_of(arguments.packs)
    organisation = (
        read_organisation(arguments.organisation)
        if arguments.organisation
        else Organisation()
    )
    read = read_card_files(
        arguments.cards, loaded, arguments.unit_code, arguments.as_of or clock.today()
    )
    request = RunRequest(
        packs=loaded,
        sources=read.sources,
        indicators=indicators,
        period=_kind(arguments),
        months=MonthRange(first, last),
        cutoff=cutoff,
        by=by_of(getattr(arguments, "by", "")),
        where=arguments.where,
        organisation=organisation,
        unit_code=arguments.unit_code,
        as_of=arguments.as_of,
    )
    return request, read


def _kind(arguments: argparse.Namespace) -> PeriodKind:
    # ``cards`` takes a period's name and reads it itself
    named = arguments.period
    return PeriodKind(named) if named in list(PeriodKind) else PeriodKind.ALL


def by_of(text: str) -> tuple[str, ...]:
    """``--by`` as names; raises ``UserFault`` for one that stands twice."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if len(set(names)) < len(names):
        raise UserFault(Text("--by 有重复", "--by names something twice"))
    return names

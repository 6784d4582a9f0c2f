"""``hengjian indicators run``: indicators from card files, without a database.

Computing a table of several places from files that the user holds is *computing*, which
every policy profile allows; ranking, banding and publishing ask ``engines.policies`` and
are no part of this command. The rows are in order of codes, never of values.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.tables.duckdb_session import EngineError
from hengjian.indicators.file_tool.asking import (
    add_request_arguments,
    files_to_read,
    request_of,
    say,
    words,
)
from hengjian.indicators.file_tool.result_files import (
    check_out,
    refuse_overwriting,
    rejected_path,
    write_rejected,
    write_result,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse.spark_computing import compute_on_spark
from hengjian.warehouse.spark_session import check_installed


HELP = Text(
    "由业务包和案卡文件计算指标，不需要数据库",
    "compute indicators from packs and card files, without a database",
)
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_request_arguments(parser)
    parser.add_argument(
        "--indicator",
        action="extend",
        nargs="+",
        default=[],
        metavar="NAME|CODE",
        help=words(
            "指标名或编码(默认：给出的案卡能算的全部)",
            "names or codes (default: all that the given cards allow)",
        ),
    )
    parser.add_argument(
        "--engine",
        choices=["duckdb", "spark"],
        default="duckdb",
        help=words(
            "由谁计算(默认 duckdb);spark 须另行安装，结果相同",
            "who computes (default: duckdb); spark is installed apart, same digits",
        ),
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=words(".csv、.parquet 或 .xlsx", ".csv, .parquet or .xlsx"),
    )


def run(arguments: argparse.Namespace) -> int:
    check_out(arguments.out)
    written = (arguments.out, rejected_path(arguments.out))
    refuse_overwriting(written, files_to_read(arguments))
    if arguments.engine == "spark":
        check_installed()
    request, read = request_of(arguments, tuple(arguments.indicator))
    for note in read.notes:
        say(note)
    write_rejected(read.kept_aside, arguments.out)
    if read.kept_aside:
        path = rejected_path(arguments.out)
        rows = len({(one.file, one.cell.row) for one in read.kept_aside})
        say(Text(f"挡下 {rows} 行，见 {path}", f"{rows} rows kept aside, see {path}"))
    try:
        result = _computed(request, arguments.engine)
    except ExpressionError as refused:  # the packs' own were told when they were read
        place = f"--where:{refused.position + 1}"
        raise UserFault(refused.message, where=place) from None
    except EngineError as error:
        if "out of range" not in str(error).lower():
            raise
        raise UserFault(
            Text(
                "案卡里的数值过大，合计超出 18 位数字；请核对数值和人数",
                "numbers on the cards are too large to add up: beyond 18 digits",
            )
        ) from error
    _tell_left_out(result)
    write_result(result, arguments.out)
    return 0


def _computed(request: RunRequest, engine: str) -> ResultTable:
    if engine == "spark":
        return compute_on_spark(request)
    with TemporaryDirectory() as spill:  # for its owner alone
        return compute(request, spill_folder=Path(spill))


def _tell_left_out(result: ResultTable) -> None:
    for left_out in result.left_out:
        say(
            Text(
                f"未算 {left_out.indicator}：{left_out.reason.zh}",
                f"left out {left_out.indicator}: {left_out.reason.en}",
            )
        )

"""``hengjian appraisal dry-run``: a scheme tried on past facts before it is adopted."""

import argparse
import sys
from pathlib import Path

from hengjian.appraisal.commands.score import NO_LIST
from hengjian.appraisal.file_tool.behind_reading import read_behind
from hengjian.appraisal.file_tool.dry_run_printing import (
    dry_run_json,
    dry_run_lines,
    dry_run_sheets,
)
from hengjian.appraisal.file_tool.reading import read_facts, read_scheme
from hengjian.engines.pack_format.policies_file import policies_for
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.dry_run.running import dry_run
from hengjian.engines.tables.writing import write_xlsx
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "通过方案前先用往期数据试算：分布、什么在起决定作用、与偶然分不开的、谁占便宜、可被钻的空子",
    "try a scheme on past facts before it is adopted: distribution, what decides, what "
    "is chance, who is favoured, what can be gamed",
)
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    def say(zh: str, en: str) -> str:
        return Text(zh, en).in_language(language())

    parser.add_argument(
        "scheme", type=Path, metavar="SCHEME", help=say("考核方案", "the scheme")
    )
    parser.add_argument(
        "--facts",
        type=Path,
        required=True,
        action="append",
        metavar="FILE",
        help=say(
            "各人的数值；再写一次为更早一期",
            "the values of people; once more for an earlier period",
        ),
    )
    parser.add_argument(
        "--behind",
        type=Path,
        metavar="FILE",
        help=say("数值背后的件数与业务种类", "counts behind values, kinds of work"),
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="SCHEME2",
        help=say("另一方案：谁会变等次", "another scheme: who would move in grade"),
    )
    parser.add_argument(
        "--packs",
        type=Path,
        metavar="DIR",
        help=say(
            "业务包文件夹，其中有永不考核的指标清单（默认 packs）",
            "folder of packs with the never-scored list (default: packs)",
        ),
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE.xlsx", help=say("另写成表格", "as a workbook")
    )
    parser.add_argument(
        "--json", action="store_true", help=say("以 JSON 输出", "print JSON")
    )


def run(arguments: argparse.Namespace) -> int:
    out: Path | None = arguments.out
    if out is not None and out.suffix.lower() != ".xlsx":
        raise UserFault(
            Text("输出文件应以 .xlsx 结尾", "the output must end in .xlsx"),
            where=out.as_posix(),
        )
    policies = policies_for(arguments.packs)
    if policies is None:
        sys.stderr.write(f"{NO_LIST.in_language(language())}\n")
    bound = policies or Policies()
    scheme = read_scheme(arguments.scheme, bound)
    against = read_scheme(arguments.against, bound) if arguments.against else None
    people, *earlier = [read_facts(path, scheme) for path in arguments.facts]
    if against is not None:
        read_facts(arguments.facts[0], against)  # its faults with file and line
    behind = None
    if arguments.behind is not None:
        behind = read_behind(arguments.behind, scheme, people)
    found = dry_run(scheme, people, behind=behind, earlier=earlier, against=against)
    if out is not None:
        write_xlsx(out, dry_run_sheets(found, language()))
    tell = dry_run_json(found) if arguments.json else dry_run_lines(found, language())
    sys.stdout.write(tell)
    return 0

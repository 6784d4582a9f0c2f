"""``hengjian appraisal score``: the sheets of people under a scheme."""

import argparse
import sys
from pathlib import Path

from hengjian.appraisal.file_tool.printing import as_json, as_lines, why_open
from hengjian.appraisal.file_tool.reading import read_facts, read_scheme
from hengjian.engines.pack_format.policies_file import policies_for
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.checking import shortfalls
from hengjian.engines.scoring.sheets import score
from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text(
    "按考核方案计算各人的考评表，逐项说明理由",
    "the score sheets of people under a scheme, each line with its reason",
)
NEEDS_DATABASE = False

NO_LIST = Text(
    "没有找到永不考核的指标清单，未核对；请用 --packs 指明业务包文件夹",
    "the never-scored list was not found, so the scheme was not held to it; "
    "name the packs with --packs",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    tongue = language()
    parser.add_argument(
        "scheme",
        type=Path,
        metavar="SCHEME",
        help=Text("考核方案(YAML)", "the scheme (YAML)").in_language(tongue),
    )
    parser.add_argument(
        "--facts",
        type=Path,
        required=True,
        metavar="FILE",
        help=Text("各人的数值(YAML)", "the values of people (YAML)").in_language(
            tongue
        ),
    )
    parser.add_argument(
        "--packs",
        type=Path,
        metavar="DIR",
        help=Text(
            "业务包文件夹，其中有永不考核的指标清单(默认 packs)",
            "folder of packs with the never-scored list (default: packs)",
        ).in_language(tongue),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=Text("以 JSON 输出", "print JSON").in_language(tongue),
    )


def run(arguments: argparse.Namespace) -> int:
    policies = policies_for(arguments.packs)
    scheme = read_scheme(arguments.scheme, policies or Policies())
    people = read_facts(arguments.facts, scheme)
    sheets = score(scheme, people)
    if policies is None:
        _say(NO_LIST)
    for shortfall in shortfalls(scheme):
        _say(shortfall.message)
    for sheet in sheets:
        _say(why_open(sheet))
    text = as_json(sheets) if arguments.json else as_lines(sheets, language())
    sys.stdout.write(text)
    return 0


def _say(text: Text | None) -> None:
    if text is not None:
        sys.stderr.write(f"{text.in_language(language())}\n")

"""``hengjian warehouse verify``: tables against pointers and pins; exit 1 when wrong."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_json, said
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.warehouse.verifying import Verified

HELP = Text(
    "核对案卡表：各版本、文件内容、保险库",
    "verify the card tables: versions, file contents, the vault",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quick",
        action="store_true",
        help=said("不读文件内容", "without reading file contents"),
    )
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.warehouse.verifying import verify

    verified = verify(contents=not arguments.quick)
    if arguments.as_json:
        values = [_values(each) for each in verified]
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    else:
        lines = [line for each in verified for line in _lines(each)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if any(each.faults for each in verified) else 0


def _values(verified: "Verified") -> dict[str, object]:
    return {
        "table": verified.table,
        "versions": verified.versions,
        "files": verified.files,
        "faults": [{"zh": fault.zh, "en": fault.en} for fault in verified.faults],
    }


def _lines(verified: "Verified") -> list[str]:
    mark = "✗" if verified.faults else "✓"
    counted = Text(
        f"{verified.versions} 个版本，{verified.files} 个文件",
        f"{verified.versions} versions, {verified.files} files",
    )
    head = f"{mark} {verified.table}: {counted.in_language(language())}"
    return [head, *(f"  {each.in_language(language())}" for each in verified.faults)]

"""``hengjian packs schema [NAME]``: the JSON Schema of each file format."""

import argparse
import json
import sys
from typing import Any

from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.reference_page import reference_page
from hengjian.engines.pack_format.schemas import SCHEMAS
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language
from hengjian.lib.registers import every


HELP = Text(
    "各文件格式的 JSON Schema；不写名称时输出全部",
    "the JSON Schema of each file format; all of them without a name",
)
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help=Text(
            f"格式名：{'、'.join(_schemas())}", f"one of: {', '.join(_schemas())}"
        ).in_language(language()),
    )
    parser.add_argument(
        "--page",
        action="store_true",
        help=Text(
            "输出参考页 docs/reference/pack-keys.md",
            "print the reference page, docs/reference/pack-keys.md",
        ).in_language(language()),
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.page:
        sys.stdout.write(reference_page())
        return 0
    schemas = _schemas()
    schema: object = schemas
    if arguments.name is not None:
        if arguments.name not in schemas:
            raise _unknown(arguments.name, schemas)
        schema = schemas[arguments.name]
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return 0


def _schemas() -> dict[str, Any]:
    """The formats of pack files, then those of files that other commands read."""
    others: list[Any] = every("FILE_FORMATS")
    return SCHEMAS | {each.name: each.json_schema() for each in others}


def _unknown(name: str, schemas: dict[str, Any]) -> UserFault:
    advice = nearest_or_list(name, schemas) or Text("", "")
    return UserFault(
        Text(
            f"没有格式“{name}”。{advice.zh}",
            f"there is no format “{name}”. {advice.en}",
        )
    )

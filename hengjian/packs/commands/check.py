"""``hengjian packs check``: every fault of packs at once, with file and line."""

import argparse
import json
import sys
from pathlib import Path

from hengjian.engines.pack_format.model import Fault, Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text(
    "检查业务包，一次列出全部问题；没有问题时退出码为 0，否则为 2",
    "check packs and list every fault at once; exit code 0 without faults, else 2",
)
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        default=[Path("packs")],
        metavar="DIR",
        help=Text(
            "业务包的文件夹，或其上一级(默认 packs)",
            "a pack's folder, or a folder of packs (default: packs)",
        ).in_language(language()),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=Text("以 JSON 输出", "print JSON").in_language(language()),
    )


def run(arguments: argparse.Namespace) -> int:
    loaded = load(arguments.folders, with_tests=True)
    out = _as_json(loaded) if arguments.json else _as_lines(loaded)
    sys.stdout.write(out)
    return 2 if loaded.faults else 0


def _as_lines(loaded: Loaded) -> str:
    lines = [fault.in_language(language()) for fault in loaded.faults]
    if loaded.faults:
        files = len({fault.place.file for fault in loaded.faults})
        total = Text(
            f"{files} 个文件里有 {len(loaded.faults)} 处问题",
            f"faults: {len(loaded.faults)}, in files: {files}",
        )
    else:
        total = Text(
            f"{len(loaded.packs)} 个业务包，没有问题",
            f"packs: {len(loaded.packs)}, no faults",
        )
    return "\n".join([*lines, total.in_language(language())]) + "\n"


def _as_json(loaded: Loaded) -> str:
    return (
        json.dumps(
            {
                "packs": sorted(loaded.packs),
                "faults": [_fault(fault) for fault in loaded.faults],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _fault(fault: Fault) -> dict[str, object]:
    suggestion = fault.suggestion
    return {
        "file": fault.place.file,
        "line": fault.place.line,
        "column": fault.place.column,
        "rule": fault.rule,
        "message": {"zh": fault.message.zh, "en": fault.message.en},
        "suggestion": (
            None if suggestion is None else {"zh": suggestion.zh, "en": suggestion.en}
        ),
    }

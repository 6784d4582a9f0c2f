"""``hengjian packs show NAME``: what a pack holds, in words."""

import argparse
import sys
from pathlib import Path

from hengjian.engines.pack_format.describing import describe
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "用文字说明一个业务包：案卡项、核对规则、度量、指标",
    "tell in words what a pack holds: items, checks, measures, indicators",
)
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        help=Text("业务包名", "name of a pack").in_language(language()),
    )
    parser.add_argument(
        "--packs",
        type=Path,
        default=Path("packs"),
        metavar="DIR",
        help=Text(
            "业务包所在的文件夹(默认 packs)", "the folder of packs (default: packs)"
        ).in_language(language()),
    )


def run(arguments: argparse.Namespace) -> int:
    loaded = load([arguments.packs])
    pack = loaded.packs.get(arguments.name)
    if pack is None:
        raise _unknown(arguments.name, loaded)
    sys.stdout.write(describe(pack, language()))
    own = [
        fault
        for fault in loaded.faults
        if fault.place.file.startswith(f"{pack.folder.as_posix()}/")
    ]
    for fault in own:
        sys.stderr.write(fault.in_language(language()) + "\n")
    return 2 if own else 0


def _unknown(name: str, loaded: Loaded) -> UserFault:
    advice = nearest_or_list(name, loaded.packs, 40) or Text("", "")
    return UserFault(
        Text(
            f"没有业务包“{name}”。{advice.zh}",
            f"there is no pack “{name}”. {advice.en}",
        )
    )

"""``hengjian audit checkpoint``: sign the journal's head into the checkpoint file."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text(
    "在检查点文件中签下当前链首", "sign the journal's head into the checkpoint file"
)
NEEDS_DATABASE = True

EMPTY = Text("留痕尚无记录。", "The journal is empty.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    from hengjian.audit import checkpoints

    written = checkpoints.write_now()
    said = EMPTY
    if written is not None:
        said = Text(
            f"检查点：第 {written.number} 号 {written.link}",
            f"checkpoint: entry {written.number} {written.link}",
        )
    sys.stdout.write(said.in_language(language()) + "\n")
    return 0

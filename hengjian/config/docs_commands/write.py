"""``hengjian docs write``: write the generated pages anew."""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said


HELP = Text("重新生成文档", "write the generated pages anew")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--root",
        type=Path,
        default=Path.cwd(),
        help=said("仓库的文件夹", "the folder of the repository"),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.config.generated_pages import write_pages

    for name in write_pages(arguments.root):
        sys.stdout.write(name + "\n")
    return 0

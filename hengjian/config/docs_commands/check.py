"""``hengjian docs check``: are the generated pages current?"""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said
from hengjian.lib.language import language


HELP = Text("检查自动生成的文档是否最新", "are the generated pages current?")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--root",
        type=Path,
        default=Path.cwd(),
        help=said("仓库的文件夹", "the folder of the repository"),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.config.generated_pages import stale_pages

    stale = stale_pages(arguments.root)
    for name in stale:
        text = Text(
            f"{name} 已过时：运行 make docs-write", f"{name} is stale: make docs-write"
        )
        sys.stderr.write(text.in_language(language()) + "\n")
    return 1 if stale else 0

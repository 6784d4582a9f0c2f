"""``hengjian restore FOLDER``: into the empty home and database of the environment."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.administration.backup.restoring import Place


HELP = Text("从备份恢复到空的安装", "restore a backup into an empty installation")
# the keys must lie in their place before the settings are read
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=said("备份文件夹", "the backup"))
    parser.add_argument(
        "--keys", type=Path, metavar="FILE", help=said("密钥文件", "the sealed keys")
    )
    parser.add_argument(
        "--erasures",
        type=Path,
        metavar="FILE",
        help=said(
            "备份之后的销毁、封存记录(erasures.jsonl)，恢复后重做",
            "what was erased or sealed after the backup (erasures.jsonl): done again",
        ),
    )
    parser.add_argument(
        "--without-erasures",
        default="",
        metavar="REASON",
        help=said(
            "没有上述记录时写明理由，写入留痕",
            "why there is no such file; it is journaled",
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.administration.backup import restoring
    from hengjian.administration.backup.passphrase import asked

    place = _place()
    folder = arguments.folder.resolve()
    found = restoring.checked(folder, place)
    reason = str(arguments.without_erasures)
    erasures = restoring.known_since(place, arguments.erasures, reason)
    passphrase = asked() if arguments.keys is not None else ""
    restoring.put_files(folder, found, place, arguments.keys, passphrase)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengjian.config.settings")
    import django

    django.setup()
    restored = restoring.finish(
        folder, found, erasures, "" if erasures is not None else reason
    )
    texts = [
        Text(
            f"已恢复 {restored.files} 个文件，留痕 {restored.head} 条，"
            f"重做销毁、封存 {restored.erased_again} 项。",
            f"{restored.files} files, {restored.head} entries restored;"
            f" {restored.erased_again} erased or sealed again.",
        ),
        *restored.notices,
        *restored.faults,
    ]
    sys.stdout.write("".join(f"{each.in_language(language())}\n" for each in texts))
    return 1 if restored.faults else 0


def _place() -> "Place":
    """As the settings will find it; reading them would make new keys."""
    from hengjian.administration.backup.restoring import Place

    home = Path(os.environ.get("HENGJIAN_HOME", "var")).resolve()
    url = urlsplit(
        os.environ.get("HENGJIAN_DATABASE_URL", "")
        or f"sqlite://{home / 'hengjian.sqlite3'}"
    )
    is_sqlite = url.scheme == "sqlite"
    checkpoints = Path(os.environ.get("HENGJIAN_CHECKPOINTS", home / "checkpoints"))
    return Place(
        home=home,
        keys=Path(os.environ.get("HENGJIAN_KEYS", home / "keys")).resolve(),
        checkpoints=checkpoints / "journal.jsonl",
        sqlite=Path(unquote(url.path)) if is_sqlite else None,
    )

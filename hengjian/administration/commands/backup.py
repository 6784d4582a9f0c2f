"""``hengjian backup FOLDER``: everything but the keys, while the platform is in use."""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said
from hengjian.lib.language import language


HELP = Text("备份(可在使用中进行)", "back up, while the platform is in use")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=said("空文件夹", "an empty folder"))
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="FILE",
        help=said("另存密钥(口令保护)", "the keys, sealed, kept elsewhere"),
    )


def run(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from hengjian.access.command_line import command_origin, require_key_owner
    from hengjian.administration.backup import keys, making
    from hengjian.administration.backup.manifest import BackupFault, bytes_of
    from hengjian.administration.backup.passphrase import asked
    from hengjian.audit.actions import coming_from
    from hengjian.audit.actors import System

    require_key_owner()
    folder, keys_file = arguments.folder.resolve(), arguments.keys
    if keys_file is not None and keys_file.resolve().is_relative_to(folder):
        raise BackupFault(
            Text("密钥不得与备份放在一起", "keys are kept apart from the backup"),
            where=str(keys_file),
        )
    making.require_room(folder)
    with coming_from(command_origin()):
        made = making.make(folder, by=System("backup"))
    if keys_file is not None:
        keys.write(settings.HENGJIAN_KEYS, keys_file, asked())
    size = bytes_of(made.files) >> 20
    done = Text(
        f"备份完成：{len(made.files)} 个文件，{size} MiB，留痕至第 {made.head[0]} 号。",
        f"done: {len(made.files)} files, {size} MiB, the journal up to {made.head[0]}.",
    )
    apart = Text(
        "不含密钥：没有密钥，个人信息和留痕链都打不开。请用 --keys 另行保存。",
        "It holds no keys: without them neither personal items nor the chain can be"
        " opened. Keep them elsewhere (--keys).",
    )
    texts = [done] if keys_file is not None else [done, apart]
    sys.stdout.write("".join(f"{each.in_language(language())}\n" for each in texts))
    return 0

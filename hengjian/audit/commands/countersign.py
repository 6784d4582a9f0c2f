"""``hengjian audit countersign``: another office signs the last checkpoint, offline.

Needs neither database nor settings: a copy of the checkpoint file, the public key of the
installation, and a key of the one who countersigns, which is made at first use.
"""

import argparse
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


HELP = Text("离线副署最近的检查点", "countersign the last checkpoint, offline")
NEEDS_DATABASE = False


class NotCountersigned(UserFault):
    """There is no genuine checkpoint to sign, or a key cannot be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("checkpoints", type=Path, help=said("检查点文件", "the file"))
    parser.add_argument(
        "--public",
        required=True,
        metavar="HEX",
        help=said("对方检查点的公钥", "public key of the checkpoints"),
    )
    parser.add_argument(
        "--key",
        type=Path,
        required=True,
        help=said("副署人的密钥文件", "the countersigner's key file"),
    )
    parser.add_argument("--by", required=True, help=said("副署人", "who countersigns"))
    parser.add_argument(
        "--to",
        type=Path,
        default=Path("countersigned.jsonl"),
        help=said("副署记录写入的文件", "the file of countersigned lines"),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.engines.chain.checkpoints import BadCheckpoint, public_key
    from hengjian.engines.chain.countersigning import countersign
    from hengjian.lib import clock

    key = _key(arguments.key)
    at = clock.now().isoformat(timespec="seconds")
    lines = lines_of(arguments.checkpoints)
    if not lines:
        raise NotCountersigned(
            Text("尚无检查点", "there is no checkpoint yet"),
            where=str(arguments.checkpoints),
        )
    try:
        signed = countersign(lines[-1], public(arguments.public), key, arguments.by, at)
    except BadCheckpoint:
        raise NotCountersigned(
            Text(
                "末行的签名不对，未予副署", "the last line is not genuine: not signed"
            ),
            where=str(arguments.checkpoints),
        ) from None
    with arguments.to.open("a", encoding="utf-8") as file:
        file.write(signed + "\n")
    mine = public_key(key).public_bytes_raw().hex()
    done = Text(
        f"已副署，写入 {arguments.to}；副署公钥 {mine}",
        f"countersigned into {arguments.to}; public key of the countersigner {mine}",
    )
    sys.stdout.write(done.in_language(language()) + "\n")
    return 0


def public(text: str) -> "Ed25519PublicKey":
    """A public key from its hexadecimal digits. Raises ``NotCountersigned``."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text.strip()))
    except ValueError:
        raise NotCountersigned(
            Text("公钥应为 64 位十六进制", "a public key is 64 hexadecimal digits")
        ) from None


def lines_of(path: Path) -> list[str]:
    """The lines of a file of checkpoints. Raises ``NotCountersigned``."""
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        said = Text(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}")
        raise NotCountersigned(said, where=str(path)) from error
    except UnicodeDecodeError as error:
        said = Text("不是检查点文件", "is no file of checkpoints")
        raise NotCountersigned(said, where=str(path)) from error


def _key(path: Path) -> bytes:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_bytes(32).hex() + "\n")
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != 32:
        raise NotCountersigned(
            Text("密钥文件不对", "this is no key file"), where=str(path)
        )
    return key

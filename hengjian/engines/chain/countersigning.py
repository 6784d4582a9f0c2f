"""Somebody else's signature under a checkpoint, made and checked away from the database.

A line is JSON: the checkpoint's four values, then ``countersigned_by``,
``countersigned_at`` and ``countersignature`` (Ed25519, hexadecimal).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from hengjian.engines.chain.checkpoints import BadCheckpoint, Checkpoint, from_line


@dataclass(frozen=True)
class Countersigned:
    """A checkpoint that somebody else has seen, and when."""

    checkpoint: Checkpoint
    by: str
    at: str


def countersign(
    line: str, public: Ed25519PublicKey, key: bytes, by: str, at: str
) -> str:
    """A countersigned line under a genuine checkpoint. Raises ``BadCheckpoint``."""
    from_line(line, public)
    values = json.loads(line)
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(_text(values, by, at))
    more = {
        "countersigned_by": by,
        "countersigned_at": at,
        "countersignature": signature.hex(),
    }
    return json.dumps({**values, **more}, ensure_ascii=False)


def read_countersigned(
    lines: Iterable[str], public: Ed25519PublicKey, countersigner: Ed25519PublicKey
) -> tuple[list[Countersigned], list[int]]:
    """The genuine countersigned lines, and the numbers of those that are not."""
    genuine, bad = [], []
    for number, line in enumerate(lines, start=1):
        try:
            genuine.append(_checked(line, public, countersigner))
        except BadCheckpoint:
            bad.append(number)
    return genuine, bad


def _checked(
    line: str, public: Ed25519PublicKey, countersigner: Ed25519PublicKey
) -> Countersigned:
    checkpoint = from_line(line, public)
    try:
        values = json.loads(line)
        by, at = str(values["countersigned_by"]), str(values["countersigned_at"])
        countersigner.verify(
            bytes.fromhex(values["countersignature"]), _text(values, by, at)
        )
    except (ValueError, KeyError, TypeError, RecursionError, InvalidSignature) as error:
        raise BadCheckpoint(line) from error
    return Countersigned(checkpoint, by, at)


def _text(values: dict[str, object], by: str, at: str) -> bytes:
    seen = [values["number"], values["link"], values["at"], values["signature"], by, at]
    return (
        "hengjian countersignature\n" + json.dumps(seen, ensure_ascii=False)
    ).encode()

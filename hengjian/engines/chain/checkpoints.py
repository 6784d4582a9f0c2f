"""Signed lines that say how far a chain had come; anyone with the public key can check.

A line is JSON: ``number``, ``link``, ``at``, ``signature`` (Ed25519, hexadecimal).
"""

import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)


@dataclass(frozen=True)
class Checkpoint:
    """The chain's last number and link at a moment."""

    number: int
    link: str
    at: str

    def signed_text(self) -> bytes:
        """What the signature covers."""
        return f"hengjian journal\n{self.number}\n{self.link}\n{self.at}".encode()


class BadCheckpoint(ValueError):
    """A line that is no checkpoint or whose signature is wrong."""


def to_line(checkpoint: Checkpoint, key: bytes) -> str:
    """Sign a checkpoint with the 32 bytes of a private key."""
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(checkpoint.signed_text())
    values = {
        "number": checkpoint.number,
        "link": checkpoint.link,
        "at": checkpoint.at,
        "signature": signature.hex(),
    }
    return json.dumps(values, separators=(", ", ": "))


def from_line(line: str, public: Ed25519PublicKey) -> Checkpoint:
    """Read and check one line; raises ``BadCheckpoint``."""
    try:
        values = json.loads(line)
        checkpoint = Checkpoint(
            int(values["number"]), str(values["link"]), str(values["at"])
        )
        public.verify(bytes.fromhex(values["signature"]), checkpoint.signed_text())
    except (ValueError, KeyError, TypeError, RecursionError, InvalidSignature) as error:
        raise BadCheckpoint(line) from error
    return checkpoint


def public_key(key: bytes) -> Ed25519PublicKey:
    """The public half of a private key's 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key()

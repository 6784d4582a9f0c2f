"""The keys of an installation in one file, sealed by a passphrase and kept apart.

Line one is JSON: the key derivation's salt and cost; line two the sealed keys
(AES-256-GCM), hexadecimal.
"""

import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hengjian.administration.backup.manifest import BackupFault
from hengjian.lib.bilingual import Text
from hengjian.lib.keyring import NAMES_FILE
from hengjian.lib.own_files import own_folder


SHORTEST_PASSPHRASE = 12
_COST = 2**15
_ABOUT = b"hengjian keys"


def write(keys: Path, target: Path, passphrase: str) -> int:
    """Seal every key of a folder into a new file; how many. Raises ``BackupFault``."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BackupFault(
            Text(
                f"口令至少 {SHORTEST_PASSPHRASE} 个字符",
                f"a passphrase has at least {SHORTEST_PASSPHRASE} characters",
            )
        )
    kept = {path.name: path.read_text("ascii") for path in _files(keys)}
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derived(passphrase, salt, _COST)).encrypt(
        nonce, json.dumps(kept).encode(), _ABOUT
    )
    head = json.dumps({"salt": salt.hex(), "cost": _COST, "nonce": nonce.hex()})
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{head}\n{sealed.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    return len(kept) - (NAMES_FILE in kept)


def read_into(source: Path, keys: Path, passphrase: str) -> None:
    """Open a file of keys into an empty folder. Raises ``BackupFault``."""
    try:
        head, sealed = source.read_text("ascii").splitlines()
        values = json.loads(head)
        key = _derived(passphrase, bytes.fromhex(values["salt"]), int(values["cost"]))
        text = AESGCM(key).decrypt(
            bytes.fromhex(values["nonce"]), bytes.fromhex(sealed), _ABOUT
        )
        kept = json.loads(text)
    except (OSError, ValueError, KeyError, InvalidTag) as error:
        raise BackupFault(
            Text("口令不对，或密钥文件已损坏", "a wrong passphrase, or a damaged file"),
            where=str(source),
        ) from error
    own_folder(keys)
    for name, value in kept.items():
        path = keys / Path(name).name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(value)


def _files(keys: Path) -> list[Path]:
    return sorted(
        path
        for path in keys.iterdir()
        if path.is_file() and not path.name.startswith(".")
    )


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())

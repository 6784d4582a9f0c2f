"""Keys kept as files apart from the database: made once, never made again.

A key that was made before and is missing now is a fault, not a reason to make another:
a new journal key would break the chain, a new vault key would lose every personal item.
"""

import os
import secrets
import stat
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


KEY_BYTES = 32
NAMES_FILE = "names"


class KeyMissing(UserFault):
    """A key of this installation is gone: restore it from the keys' own backup."""


class Keyring:
    """The keys of one folder, each a file of 32 random bytes as hexadecimal, mode 600."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cached: dict[str, bytes] = {}

    def key(self, name: str) -> bytes:
        """The key's bytes; makes it at first use in a new installation.

        Raises ``KeyMissing`` when the key was made before and its file is gone.
        """
        if name not in self._cached:
            path = self.folder / name
            if not path.exists():
                self._make(name)
            try:
                self._cached[name] = bytes.fromhex(path.read_text("ascii").strip())
            except (OSError, ValueError) as error:
                raise KeyMissing(
                    Text(
                        f"密钥“{name}”无法读取。请检查权限，或从密钥备份恢复。",
                        f"The key “{name}” cannot be read: check its permissions or"
                        " restore it from the keys' backup.",
                    ),
                    where=str(path),
                ) from error
        return self._cached[name]

    def made(self) -> tuple[str, ...]:
        """Names of the keys this installation has made, oldest first."""
        names = self.folder / NAMES_FILE
        if not names.exists():
            return ()
        return tuple(dict.fromkeys(names.read_text("ascii").split()))

    def faults(self) -> list[Text]:
        """What is wrong with the folder: missing files, files that others may read."""
        found = []
        for name in self.made():
            path = self.folder / name
            if not path.exists():
                found.append(Text(f"密钥“{name}”缺失", f"key “{name}” is missing"))
            elif stat.S_IMODE(path.stat().st_mode) & 0o077:
                found.append(
                    Text(
                        f"密钥“{name}”的权限过宽(应为 600)",
                        f"key “{name}” may be read by others (should be mode 600)",
                    )
                )
        return found

    def _make(self, name: str) -> None:
        if name in self.made():
            if (self.folder / name).exists():
                return  # another process made it a moment ago
            raise KeyMissing(
                Text(
                    f"密钥“{name}”缺失。请从密钥备份恢复，不会重新生成。",
                    f"The key “{name}” is gone: restore it from the keys' backup;"
                    " another one is never made.",
                ),
                where=str(self.folder / name),
            )
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self.folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_bytes(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            # a link fails where the file exists: of two processes one makes the key
            os.link(draft, self.folder / name)
        except FileExistsError:
            return
        finally:
            draft.unlink()
        with (self.folder / NAMES_FILE).open("a", encoding="ascii") as file:
            file.write(name + "\n")

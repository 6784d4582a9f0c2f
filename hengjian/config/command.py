"""What a command of ``hengjian`` is, and a group of them."""

from dataclasses import dataclass

from hengjian.access.permissions import Permission
from hengjian.config.who import Who
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Command:
    """One command, the module that carries it out, and what running it needs.

    A command without ``needs`` has no row in the table of permissions; a test says so.
    """

    module: str
    help: Text
    needs: Permission | Who | None = None


@dataclass(frozen=True)
class Group:
    """Commands that share a first word: ``hengjian packs check``."""

    help: Text
    acts: dict[str, Command]

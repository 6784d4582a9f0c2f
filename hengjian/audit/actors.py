"""Who acts: an account, or the system itself under a name."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anything that may stand behind ``by=``."""

    @property
    def journal_name(self) -> str:
        """The text the journal keeps: ``account:chen``, ``system:schedule``."""
        ...


@dataclass(frozen=True)
class System:
    """The platform acting by itself: schedule, installation, demo."""

    name: str

    @property
    def journal_name(self) -> str:
        return f"system:{self.name}"

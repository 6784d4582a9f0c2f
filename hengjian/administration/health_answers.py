"""How a question about an installation is answered."""

from dataclasses import dataclass
from enum import StrEnum

from hengjian.lib.bilingual import Text


class State(StrEnum):
    """How a question was answered."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One question's answer, and what to do."""

    name: str
    state: State
    message: Text


Answer = tuple[State, Text]

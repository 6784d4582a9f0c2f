"""Where a running process stands: tokens on elements, and nothing of the way there.

A state holds as much as there are open tasks; what was done stands in the history of
the app above. So a step costs the same after ten steps and after ten thousand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Token:
    """One open element.

    ``due`` are its timers that wait (its own, or those attached to it): a moment, or
    None where the date is not known yet. ``fired`` are attached timers that have rung
    and left it open. ``by`` is the flow by which a join was reached. ``inner`` are the
    tokens of a sub-process.
    """

    id: str
    element: str
    since: datetime
    due: Mapping[str, datetime | None] = field(default_factory=dict)
    fired: tuple[str, ...] = ()
    by: str = ""
    inner: tuple["Token", ...] = ()


@dataclass(frozen=True)
class Marking:
    """A whole state: ``values`` are those that conditions and timers read."""

    drawing: str  # digest
    tokens: tuple[Token, ...] = ()
    last_id: int = 0
    done: frozenset[str] = frozenset()  # user tasks completed at least once
    values: Mapping[str, Any] = field(default_factory=dict)
    ended: bool = False

    def all_tokens(self) -> Iterator[Token]:
        """Every token, those inside sub-processes too."""
        waiting = list(reversed(self.tokens))
        while waiting:
            token = waiting.pop()
            yield token
            waiting.extend(reversed(token.inner))

"""One line of what waits: its words, its count, the list that the count opens."""

from dataclasses import dataclass

from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Waiting:
    """One line: what waits, how many, where to do it."""

    label: Text
    count: int
    address: str
    note: Text | None = None
    urgent: bool = False

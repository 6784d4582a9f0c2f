"""What somebody looks for, and what a source of the search answers.

A source is a function ``(account, wanted) -> Hits`` in the register SEARCHES; it looks only
among what the account may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from hengjian.lib import pinyin
from hengjian.lib.bilingual import Text


MOST = 20  # shown of one kind; the count is of all
SHORTEST_LETTERS = 2  # one letter begins too many syllables


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, what it is, where it stands."""

    title: Text
    note: Text
    address: str


@dataclass(frozen=True)
class Hits:
    """What was found of one kind; ``count`` is exact, ``shown`` the first of them."""

    kind: Text
    count: int
    shown: tuple[Hit, ...]


@dataclass(frozen=True)
class Wanted:
    """The words somebody typed."""

    typed: str

    @cached_property
    def words(self) -> str:
        """The words for comparing: outer blanks off, case aside."""
        return self.typed.strip().casefold()

    @cached_property
    def letters(self) -> str:
        """The words as pinyin; empty where they cannot be that."""
        joined = "".join(self.words.replace("'", " ").split())
        enough = len(joined) >= SHORTEST_LETTERS
        return joined if enough and joined.isascii() and joined.isalpha() else ""

    def rank(self, *texts: str) -> int | None:
        """How well texts fit, best first from 0; None where none of them does."""
        ranks = [found for text in texts if (found := self._rank(text)) is not None]
        return min(ranks, default=None)

    def _rank(self, text: str) -> int | None:
        folded = text.casefold()
        if not self.words:
            return None
        if folded == self.words:
            return 0
        if folded.startswith(self.words):
            return 1
        if all(part in folded for part in self.words.split()):
            return 2
        if self.letters and pinyin.begins(text, self.letters):
            return 3
        if self.letters and pinyin.holds(text, self.letters):
            return 4
        return None


def gathered(kind: Text, ranked: Iterable[tuple[int | None, Hit]]) -> Hits:
    """The hits that fit, best first, in their order where they fit equally well."""
    fitting = [(rank, hit) for rank, hit in ranked if rank is not None]
    fitting.sort(key=lambda pair: pair[0])
    return Hits(kind, len(fitting), tuple(hit for _, hit in fitting[:MOST]))

"""Where in a file something stands, and what is wrong there."""

from dataclasses import dataclass

from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Place:
    """Where in a file something stands; line and column count from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a pack, where, and what to do."""

    place: Place
    message: Text
    suggestion: Text | None = None
    rule: str = ""  # short stable name of the rule that found it

    def in_language(self, language: str) -> str:
        """``file:line:column: message (suggestion)`` in one language."""
        line = f"{self.place}: {self.message.in_language(language)}"
        if self.suggestion is None:
            return line
        return f"{line} ({self.suggestion.in_language(language)})"

"""A text in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese and English; ``str()`` gives the Chinese one."""

    zh: str
    en: str

    @classmethod
    def same(cls, text: str) -> "Text":
        """A text that reads the same in both languages (a name, a code)."""
        return cls(text, text)

    def in_language(self, language: str) -> str:
        """The English text for ``en`` and ``en-…``, else the Chinese one."""
        return self.en if language.lower().startswith("en") else self.zh

    def __str__(self) -> str:
        return self.zh

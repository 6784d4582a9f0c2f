"""The words of a document with their fields: ``{{ item }}``, ``{{ item | form }}``.

A field names an item of the matter's card, a parameter (``param.name``) or one of the
document's own words; nothing is called, computed or repeated. The same fields stand in
the text layouts of packs and in an office's Word templates.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


NUMBER, DATE = "document_number", "document_date"
OWN_WORDS: dict[str, Text] = {
    NUMBER: Text("文号；签发前空着", "the number; open until it is issued"),
    DATE: Text("签发日期；签发前空着", "the day of issue; open until then"),
    "document_title": Text("文书名称", "what the document is called"),
    "document_office": Text("制作单位全称", "the office that makes it"),
    "document_department": Text("制作部门", "its department"),
    "document_recipient": Text("主送或受送达的单位、个人", "to whom it goes"),
    "document_drafter": Text("拟稿人", "who drafted it"),
    "document_matter": Text("事项登记号", "the matter's number in the office"),
}
"""What every document knows of itself, beside the items of its matter."""

FORMS: dict[str, Text] = {
    "day": Text(
        "2026年3月5日(日期的常用写法)", "the usual form of a day: 2026年3月5日"
    ),
    "chinese": Text("二〇二六年三月五日", "a day in Chinese numerals"),
    "capital": Text("壹仟贰佰元整(金额大写)", "money in capital numerals"),
    "plain": Text("原样：2026-03-05、1200", "as stored"),
}
"""How a value may be written."""

_FIELD = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
_INSIDE = re.compile(
    r"\s*(?P<name>(?:param\.)?[a-z][a-z0-9_]*)\s*(?:\|\s*(?P<form>[a-z]+)\s*)?"
)
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


class WordingFault(UserFault):
    """A field that cannot be read; ``position`` counts characters from 0."""

    def __init__(self, message: Text, position: int, advice: Text | None = None):
        super().__init__(message)
        self.position = position
        self.advice = advice


@dataclass(frozen=True)
class Field:
    """One field; ``form`` empty: as values of its type are usually written."""

    name: str
    form: str = ""
    position: int = 0

    @property
    def parameter(self) -> str:
        """The parameter that it names, or nothing."""
        return self.name.removeprefix("param.") if self.is_parameter else ""

    @property
    def is_parameter(self) -> bool:
        return self.name.startswith("param.")


Wording = tuple[str | Field, ...]


def read_wording(text: str) -> Wording:
    """Cut a text into words and fields. Raises ``WordingFault`` for the first bad one."""
    pieces: list[str | Field] = []
    at = 0
    for match in _FIELD.finditer(text):
        pieces.extend(_plain(text, at, match.start()))
        pieces.append(_field(match))
        at = match.end()
    pieces.extend(_plain(text, at, len(text)))
    return tuple(pieces)


def fields_of(wording: Iterable[str | Field]) -> tuple[Field, ...]:
    """The fields of a wording, in order."""
    return tuple(piece for piece in wording if isinstance(piece, Field))


def _plain(text: str, start: int, end: int) -> list[str]:
    words = text[start:end]
    stray = _STRAY.search(words)
    if stray is not None:
        raise WordingFault(
            Text(
                f"“{stray[0]}”不成一处填写：写作 {{{{ 项名 }}}}",
                f"“{stray[0]}” is no field: write {{{{ item }}}}",
            ),
            start + stray.start(),
        )
    return [words] if words else []


def _field(match: re.Match[str]) -> Field:
    inside = _INSIDE.fullmatch(match["inside"])
    if inside is None:
        raise WordingFault(
            Text(
                f"“{match[0]}”只能是项名，或“项名 | 写法”",
                f"“{match[0]}” can only be an item's name, or “name | form”",
            ),
            match.start(),
        )
    form = inside["form"] or ""
    if form and form not in FORMS:
        raise WordingFault(
            Text(f"没有写法“{form}”", f"there is no form “{form}”"),
            match.start("inside") + inside.start("form"),
            Text(f"可用：{'、'.join(FORMS)}", f"one of: {', '.join(FORMS)}"),
        )
    return Field(inside["name"], form, match.start("inside") + inside.start("name"))

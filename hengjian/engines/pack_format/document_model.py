"""The kinds of documents that a pack makes, read and checked."""

from dataclasses import dataclass
from pathlib import Path

from hengjian.engines.documents.wording import Field, Wording, fields_of
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.pack_format.model import Place
from hengjian.lib.bilingual import Text


BLOCKS: dict[str, Text] = {
    "to": Text(
        "主送：顶格，末尾自动加冒号",
        "to whom it goes: flush left, its colon is added",
    ),
    "heading": Text("层次标题", "a heading"),
    "text": Text("一段正文", "a paragraph"),
    "table": Text(
        "两栏表：列出的案卡项，项名与内容",
        "a table of two columns: the items listed, label and value",
    ),
    "enclosure": Text("一份附件的名称", "the name of one enclosure"),
    "note": Text("附注，小一号字", "a note, set smaller"),
}
"""What stands in a layout, in the order written."""


@dataclass(frozen=True)
class LayoutBlock:
    """One block of a layout; ``items`` for a table, ``words`` for the others."""

    kind: str  # one of BLOCKS
    place: Place
    words: Wording = ()
    items: tuple[str, ...] = ()
    known_only: bool = False  # of a table: rows that hold nothing are left out
    when: Expression | None = None


@dataclass(frozen=True)
class DocumentKind:
    """One kind of paper: how it reads, who issues it, what must follow.

    ``pattern`` empty: it has no number of its own. ``template``: a Word file of the
    pack that stands in place of the layout.
    """

    name: str
    title: Text
    place: Place
    layout: tuple[LayoutBlock, ...] = ()
    help: Text | None = None
    series: str = ""
    pattern: str = ""
    issued_by: tuple[str, ...] = ()  # roles; empty: whoever may handle the matter
    recipient: str = ""  # the item that names to whom it goes
    recipient_words: Wording = ()
    sealed: bool = False
    served: bool = False
    receipt: bool = False
    read_out: bool = False
    reply_within: str = ""  # a limit, or a parameter whose unit is one of time
    needs: tuple[str, ...] = ()  # items without which it is not issued
    made_when: Expression | None = None
    template: Path | None = None

    @property
    def is_numbered(self) -> bool:
        """Whether it takes a number of its series when it is issued."""
        return bool(self.pattern)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of its layout."""
        wordings = [self.recipient_words, *(block.words for block in self.layout)]
        return tuple(field for words in wordings for field in fields_of(words))

    @property
    def items(self) -> frozenset[str]:
        """Every item that its layout shows or asks."""
        shown = {field.name for field in self.fields if not field.is_parameter}
        tables = {item for block in self.layout for item in block.items}
        asked = {
            name for block in self.layout if block.when for name in block.when.names
        }
        own = {self.recipient} if self.recipient else set()
        return frozenset(shown | tables | asked | own)

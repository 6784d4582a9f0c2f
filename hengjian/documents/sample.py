"""A Word file to begin one's own template with: the layout with its fields as written."""

from hengjian.documents.files import fonts
from hengjian.documents.source import KindOfDocument
from hengjian.engines.documents.content import Number, Run
from hengjian.engines.documents.official_paper import Line, OfficialPaper
from hengjian.engines.documents.official_word import official_word
from hengjian.engines.documents.wording import DATE, NUMBER, Wording


def sample_word(kind: KindOfDocument) -> bytes:
    """The pack's own template, or its layout; conditions stand as words to be kept or cut."""
    if kind.kind.template is not None:
        return kind.kind.template.read_bytes()
    items = kind.pack.card.items if kind.pack.card is not None else {}
    lines = []
    for block in kind.kind.layout:
        if block.kind == "table":
            rows = tuple(
                (items[name].label.zh, (_field(name),)) for name in block.items
            )
            lines.append(Line("table", rows=rows))
        else:
            lines.append(Line(block.kind, _as_written(block.words)))
    paper = OfficialPaper(
        kind.kind.title.zh,
        _field("document_office"),
        tuple(lines),
        Number(DATE, _field(DATE), None),
        Number(NUMBER, _field(NUMBER), None) if kind.kind.is_numbered else None,
    )
    return official_word(paper, fonts(), author="")


def _as_written(words: Wording) -> tuple[Run, ...]:
    return (
        "".join(
            piece if isinstance(piece, str) else _field(piece.name, piece.form)
            for piece in words
        ),
    )


def _field(name: str, form: str = "") -> str:
    return f"{{{{ {name} | {form} }}}}" if form else f"{{{{ {name} }}}}"

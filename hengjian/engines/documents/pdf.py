"""PDF papers by typst, from the same content."""

import tempfile
from pathlib import Path

import typst

from hengjian.engines.documents.content import (
    Block,
    Bold,
    Heading,
    Number,
    Paper,
    Paragraph,
    Run,
    Table,
)
from hengjian.engines.documents.fonts import FALLBACK, WANTED, Fonts


_PREAMBLE = """
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: context align(center)[— #counter(page).display() —])
#set text(font: ({body}), size: 16pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), leading: 12pt, spacing: 12pt, justify: true)
#let head1(it) = par(text(font: ({heading}), it))
#let head2(it) = par(text(weight: "bold", it))
#let note(it) = text(size: 12pt, it)
#let caption(it) = align(center, text(font: ({heading}), size: 12pt, it))
"""
_SPECIAL = {c: f"\\{c}" for c in "\\#$*_`<>@[]~=/-+"}


def write_pdf(paper: Paper, target: Path, fonts: Fonts) -> None:
    """Render ``paper`` as PDF into ``target``."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.typ"
        source.write_text(_source(paper, Path(folder)), "utf-8")
        compiled = typst.compile(
            str(source),
            root=folder,
            font_paths=[str(fonts.folder)] if fonts.files else [],
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(compiled)
    target.chmod(0o600)


def _families(purpose: str) -> str:
    return ", ".join(f'"{name}"' for name in (*WANTED[purpose], *FALLBACK))


def _source(paper: Paper, folder: Path) -> str:
    preamble = _PREAMBLE.format(body=_families("body"), heading=_families("heading"))
    title = f"#align(center, text(font: ({_families('title')}), size: 22pt)[{_escaped(paper.title)}])"
    facts = "  ".join(paper.facts.get(key, "") for key in ("issuer", "issued_on"))
    blocks = [_block(block, folder) for block in paper.blocks]
    signature = _escaped(paper.facts.get("signature", ""))
    parts = [preamble, title, f"#align(center)[{_escaped(facts)}]", *blocks, signature]
    return "\n\n".join(parts)


def _block(block: Block, folder: Path) -> str:
    if isinstance(block, Heading):
        return f"#head{block.level}[{_escaped(block.text)}]"
    if isinstance(block, Paragraph):
        text = "".join(_run(run) for run in block.runs)
        return f"#note[{text}]" if block.note else text
    if isinstance(block, Table):
        return _table(block)
    copy = folder / block.file.name
    copy.write_bytes(block.file.read_bytes())
    picture = f'#align(center, image("{copy.name}", width: 150mm, alt: "{_quoted(block.alternative)}"))'
    return f"{picture}\n#caption[{_escaped(block.caption)}]"


def _table(block: Table) -> str:
    align = ", ".join(
        "right" if i in block.numeric else "left" for i in range(len(block.heads))
    )
    heads = ", ".join(f"[*{_escaped(head)}*]" for head in block.heads)
    rows = "".join(
        "\n  " + ", ".join(f"[{_run(cell)}]" for cell in row) + ","
        for row in block.rows
    )
    return (
        f"#caption[{_escaped(block.caption)}]\n#block[#set text(size: 10.5pt)\n"
        "#set par(first-line-indent: 0em, leading: 5pt)\n"
        f"#table(columns: {len(block.heads)}, align: ({align},), stroke: 0.5pt, inset: 4pt,\n"
        f"  table.header({heads}),{rows}\n)]"
    )


def _run(run: Run) -> str:
    if isinstance(run, Number):
        return _escaped(run.text)
    if isinstance(run, Bold):
        return f"*{_escaped(run.text)}*"
    return _escaped(run)


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')

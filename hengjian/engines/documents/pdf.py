"""PDF papers by typst, from the same content, set after GB/T 9704."""

import tempfile
from pathlib import Path

import typst

from hengjian.engines.documents.content import (
    Block,
    Bold,
    Heading,
    Paper,
    Paragraph,
    Run,
    Table,
    plain,
)
from hengjian.engines.documents.fonts import FALLBACK, WANTED, Fonts


_PREAMBLE = """
#set document(title: "{title}", author: "{issuer}", date: none)
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: context align(if calc.odd(counter(page).get().first()) {{ right }} else {{ left }},
    pad(x: 14pt, text(size: 14pt)[— #counter(page).display() —])))
#set text(font: ({body}), size: 16pt, lang: "{language}", {region}hyphenate: false,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(first-line-indent: (amount: 2em, all: true), leading: 12pt, spacing: 12pt, justify: true)
#let head1(it) = block(sticky: true, par(text(font: ({heading}), it)))
#let head2(it) = block(sticky: true, par(text(font: ({second}), it)))
#let note(it) = {{ set par(leading: 8pt, spacing: 8pt); text(size: 12pt, it) }}
#let caption(it) = block(width: 100%, sticky: true, above: 14pt, below: 7pt,
  align(center, par(first-line-indent: 0em, text(font: ({heading}), size: 12pt, it))))
"""
# Times New Roman stands for letters and digits; where it is missing, its free likenesses
_LATIN = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")
SMALL_TABLE = 8  # rows; up to so many a table stays on one page
_SPECIAL = {c: f"\\{c}" for c in "\\#$*_`<>@[]~=/-+\"'."}


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


def families(purpose: str) -> str:
    """Font families for a purpose, as typst lists them."""
    chosen = WANTED[purpose]
    black = purpose in {"heading", "title"}
    fallback = FALLBACK[2:] + FALLBACK[:2] if black else FALLBACK
    latin = ", ".join(f'(name: "{name}", covers: "latin-in-cjk")' for name in _LATIN)
    return latin + ", " + ", ".join(f'"{name}"' for name in (*chosen, *fallback))


def preamble(title: str, issuer: str, *, english: bool = False) -> str:
    """What begins every paper's source: page, fonts, and the words it sets with."""
    return _PREAMBLE.format(
        title=_quoted(title),
        issuer=_quoted(issuer),
        body=families("body"),
        heading=families("heading"),
        second=families("second"),
        language="en" if english else "zh",
        region="" if english else 'region: "cn", ',
    )


def _source(paper: Paper, folder: Path) -> str:
    facts = paper.facts
    english = paper.language.startswith("en")
    head = preamble(
        paper.title.replace("\n", ""), facts.get("issuer", ""), english=english
    )
    title = (
        "#align(center, par(first-line-indent: 0em, leading: 13pt, justify: false, "
        f"text(font: ({families('title')}), size: 22pt)[{_lines(paper.title)}]))"
    )
    under_title = "  ".join(facts.get(key, "") for key in ("issuer", "issued_on"))
    under = f"#align(center, par(first-line-indent: 0em)[{escaped(under_title)}])"
    blocks = [_block(block, folder) for block in paper.blocks]
    end = _signature(paper)
    if paper.blocks and isinstance(paper.blocks[-1], Paragraph):
        # a signature does not stand alone on a page
        end = f"#block(breakable: false, width: 100%)[\n{blocks.pop()}\n\n{end}\n]"
    return "\n\n".join([head, title, under, "#v(12pt)", *blocks, end])


def _signature(paper: Paper) -> str:
    lines = [paper.facts.get("signature", ""), paper.facts.get("issued_on", "")]
    shown = _lines("\n".join(line for line in lines if line))
    return (
        "#v(16pt)\n#block(breakable: false, width: 100%, align(right, "
        f"pad(right: 2em, par(first-line-indent: 0em)[{shown}])))"
    )


def _block(block: Block, folder: Path) -> str:
    if isinstance(block, Heading):
        return f"#head{block.level}[{escaped(block.text)}]"
    if isinstance(block, Paragraph):
        text = "".join(_run(run) for run in block.runs)
        return f"#note[#par[{text}]]" if block.note else f"#par[{text}]"
    if isinstance(block, Table):
        return _table(block)
    copy = folder / block.file.name
    copy.write_bytes(block.file.read_bytes())
    alternative = _quoted(block.alternative)
    return (
        "#block(breakable: false, width: 100%, above: 14pt)[\n"
        f'#align(center, image("{copy.name}", width: 150mm, alt: "{alternative}"))\n'
        f"#caption[{escaped(block.caption)}]\n]"
    )


def _table(block: Table) -> str:
    align = ", ".join(
        "right + horizon" if i in block.numeric else "left + horizon"
        for i in range(len(block.heads))
    )
    widths = block.widths or (1,) * len(block.heads)
    columns = ", ".join(f"{width}fr" for width in widths)
    heads = ", ".join(
        f"table.cell(align: center + horizon)[*{escaped(head)}*]"
        for head in block.heads
    )
    last = len(block.rows) - 1
    rows = "".join(
        "\n  "
        + ", ".join(
            f"[*{_run(cell)}*]"
            if block.has_total and number == last
            else f"[{_run(cell)}]"
            for cell in row
        )
        + ","
        for number, row in enumerate(block.rows)
    )
    whole = "false" if len(block.rows) <= SMALL_TABLE else "true"
    return (
        f"#caption[{escaped(block.caption)}]\n"
        f"#block(width: 100%, below: 16pt, breakable: {whole})["
        "#set text(size: 10.5pt)\n"
        "#set par(first-line-indent: 0em, leading: 5pt, justify: false)\n"
        f"#table(columns: ({columns},), align: ({align},), stroke: 0.5pt,\n"
        '  inset: (x: 4pt, y: 4pt), fill: (_, y) => if y == 0 { rgb("#e7ecf2") },\n'
        f"  table.header({heads}),{rows}\n)]"
    )


def _run(run: Run) -> str:
    if isinstance(run, Bold):
        return f"*{escaped(run.text)}*"
    return escaped(plain(run))


def escaped(text: str) -> str:
    """A text in which nothing is typst's."""
    return "".join(_SPECIAL.get(char, char) for char in text)


def _lines(text: str) -> str:
    return " \\\n".join(escaped(line) for line in text.split("\n"))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")

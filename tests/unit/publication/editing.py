"""Editing a Word file as people do: in its text, leaving or losing the bindings."""

import re
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

from hengjian.engines.documents.controls import TAG
from hengjian.publication.files import made_file
from hengjian.publication.models import AnalysisReport


BODY = "word/document.xml"


def copy_of(report: AnalysisReport, folder: Path, name: str = "edited.docx") -> Path:
    """A copy of the made Word file to edit."""
    copy = folder / name
    copy.write_bytes(made_file(report, "docx").read_bytes())
    return copy


def replace_bound(file: Path, name: str, text: str) -> None:
    """Type over a bound number; its binding stays."""
    _replace(
        file, rf'(w:val="{TAG}{name}".*?<w:t[^>]*>)[^<]*(</w:t>)', rf"\g<1>{text}\2"
    )


def unbind(file: Path, name: str) -> None:
    """Lose a binding, as cutting and pasting as text does; the text stays."""
    _replace(file, f'w:val="{TAG}{name}"', 'w:val="lost"')


def add_paragraph(file: Path, text: str) -> None:
    """Add a paragraph at the end."""
    document = Document(str(file))
    document.add_paragraph(text)
    document.save(str(file))


def delete_paragraph(file: Path, holding: str) -> None:
    """Delete the paragraphs that hold a text."""
    document = Document(str(file))
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if holding in text:
            paragraph.getparent().remove(paragraph)
    document.save(str(file))


def drop_properties(file: Path) -> None:
    """Remove the custom properties, as some converters do."""
    _rewrite(file, {"docProps/custom.xml": None})


def _replace(file: Path, pattern: str, by: str) -> None:
    with zipfile.ZipFile(file) as archive:
        body = archive.read(BODY).decode()
    changed, times = re.subn(pattern, by, body, count=1, flags=re.DOTALL)
    assert times == 1, pattern
    _rewrite(file, {BODY: changed.encode()})


def _rewrite(file: Path, changes: dict[str, bytes | None]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in changes.items():
        if content is None:
            del parts[name]
            parts["[Content_Types].xml"] = _without(parts["[Content_Types].xml"], name)
            parts["_rels/.rels"] = _without(parts["_rels/.rels"], name)
        else:
            parts[name] = content
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _without(listing: bytes, name: str) -> bytes:
    text = listing.decode()
    return re.sub(
        rf"<(?:Override|Relationship)[^>]*{re.escape(name)}[^>]*/>", "", text
    ).encode()

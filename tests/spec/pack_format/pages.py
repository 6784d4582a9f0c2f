"""Pages of the specification: files of a pack in fences, faults where they stand.

A page begins with a pack that has no fault. Every further section overlays files of that
pack; a line that is wrong ends in ``# ✗ name_of_the_rule`` (``<!-- ✗ … -->`` in XML). Where a comment cannot stand,
the prose has a line ``✗ file:line rule``. A quotation (``> …``) is part of a message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


FENCE = re.compile(r"^```(?:yaml|xml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"(?:#|<!--) ✗ ([a-z_]+(?:, [a-z_]+)*)\s*(?:-->)?$")
PROSE_MARK = re.compile(r"^✗ (\S+):(\d+) ([a-z_]+)$", re.MULTILINE)
QUOTE = re.compile(r"^> (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """One paragraph of the specification."""

    page: str
    title: str
    files: dict[str, str] = field(default_factory=dict)
    faults: frozenset[tuple[str, int, str]] = frozenset()
    messages: tuple[str, ...] = ()

    def write(self, folder: Path) -> None:
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def sections(page: Path) -> Iterator[Section]:
    """The sections of a page, the files of the first overlaid by each other one's."""
    base: dict[str, str] = {}
    for part in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        files = {m[1]: m[2] for m in FENCE.finditer(body)}
        base = base or files
        prose = FENCE.sub("", body)
        yield Section(
            page.stem,
            title.strip(),
            base | files,
            frozenset(_marked(files)) | frozenset(_told(prose)),
            tuple(m[1].strip() for m in QUOTE.finditer(prose)),
        )


def _marked(files: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    for name, text in files.items():
        for number, line in enumerate(text.split("\n"), start=1):
            found = MARK.search(line)
            for rule in found[1].split(", ") if found else ():
                yield name, number, rule


def _told(prose: str) -> Iterator[tuple[str, int, str]]:
    for found in PROSE_MARK.finditer(prose):
        yield found[1], int(found[2]), found[3]

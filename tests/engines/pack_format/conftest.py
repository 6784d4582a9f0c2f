"""A small pack on disk that every test here may change."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


FILES = {
    "pack.yaml": "pack: arrest\nformat: 1\ntitle: {zh: 审查逮捕, en: Arrest review}\n",
    "case_card.yaml": """\
grain: person
key: [number]
items:
  number: {type: text, required: true}
  accepted_on: {type: date, required: true}
  concluded_on: {type: date}
""",
    "measures.yaml": "accepted: {agg: count, dated_by: accepted_on}\n",
    "indicators/persons.yaml": "indicator: persons\nvalue: accepted\nunit: count\n",
}

WritePack = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Writes the small pack with some files replaced; gives its folder."""

    def write(
        changed: Mapping[str, str] | None = None,
        name: str = "arrest",
        top: str = "packs",
    ) -> Path:
        folder = tmp_path / top / name
        files = FILES | dict(changed or {})
        for relative, text in files.items():
            path = folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace("pack: arrest", f"pack: {name}"), "utf-8")
        return folder

    return write

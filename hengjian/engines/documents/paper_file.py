"""A paper kept as JSON: what was said, with its numbers, for checking and showing later."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from hengjian.engines.documents.content import (
    Block,
    Bold,
    Heading,
    Number,
    Paper,
    Paragraph,
    Picture,
    Run,
    Table,
)


FORMAT = 1


def paper_text(paper: Paper) -> str:
    """The paper as JSON text; the same paper is the same text."""
    return json.dumps(
        {
            "format": FORMAT,
            "title": paper.title,
            "language": paper.language,
            "facts": dict(paper.facts),
            "notices": list(paper.notices),
            "blocks": [_block(block) for block in paper.blocks],
        },
        ensure_ascii=False,
        sort_keys=True,
        indent=0,
    )


def read_paper_text(text: str, pictures: Path) -> Paper:
    """The paper of a text by ``paper_text``; its pictures lie in a folder."""
    kept = json.loads(text)
    return Paper(
        kept["title"],
        tuple(_block_of(each, pictures) for each in kept["blocks"]),
        kept["facts"],
        tuple(kept["notices"]),
        kept["language"],
    )


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": block.text, "level": block.level}
    if isinstance(block, Paragraph):
        return {"runs": [_run(run) for run in block.runs], "note": block.note}
    if isinstance(block, Picture):
        return {
            "picture": block.file.name,
            "caption": block.caption,
            "alternative": block.alternative,
        }
    return {
        "table": block.caption,
        "heads": list(block.heads),
        "rows": [[_run(cell) for cell in row] for row in block.rows],
        "numeric": sorted(block.numeric),
        "widths": list(block.widths),
        "has_total": block.has_total,
    }


def _block_of(kept: dict[str, Any], pictures: Path) -> Block:
    if "heading" in kept:
        return Heading(kept["heading"], kept["level"])
    if "runs" in kept:
        return Paragraph(tuple(_run_of(run) for run in kept["runs"]), kept["note"])
    if "picture" in kept:
        return Picture(pictures / kept["picture"], kept["caption"], kept["alternative"])
    return Table(
        kept["table"],
        tuple(kept["heads"]),
        tuple(tuple(_run_of(cell) for cell in row) for row in kept["rows"]),  # type: ignore[misc]
        frozenset(kept["numeric"]),
        tuple(kept["widths"]),
        kept["has_total"],
    )


def _run(run: Run) -> str | dict[str, Any]:
    if isinstance(run, str):
        return run
    if isinstance(run, Bold):
        return {"bold": run.text}
    return {
        "number": run.name,
        "text": run.text,
        "value": None if run.value is None else str(run.value),
        "source": dict(run.source),
    }


def _run_of(kept: str | dict[str, Any]) -> Run:
    if isinstance(kept, str):
        return kept
    if "bold" in kept:
        return Bold(kept["bold"])
    value = kept["value"]
    return Number(
        kept["number"],
        kept["text"],
        None if value is None else Decimal(value),
        kept["source"],
    )

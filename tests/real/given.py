"""The real files beside the project, and the commands that a user runs on them."""

import csv
import json
from pathlib import Path
from typing import Any

from hengjian.config.cli import main


ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
PACKS = Path(__file__).parent / "packs"
FILES = {
    "diversion": DATA / "cook_county" / "Diversion.csv",
    "message": DATA / "petitions" / "messages_2816.csv",
    "permit_event": DATA / "permit" / "receipt.csv",
}


def answers(file: Path) -> dict[str, Any]:
    """The published figures of one file, by what they are."""
    key = json.loads((DATA / "answer_key.json").read_text("utf-8"))
    entries = key[file.relative_to(DATA).as_posix()]
    return {entry["indicator"]: entry["value"] for entry in entries}


def computed(
    card: str, folder: Path, *options: str, by: str = ""
) -> dict[tuple[str, ...], dict[str, str]]:
    """Run ``hengjian indicators run`` on one untouched file.

    Gives its rows by indicator, period and by-values.
    """
    out = folder / "out.csv"
    words = [
        "indicators",
        "run",
        "--packs",
        str(PACKS),
        "--cards",
        f"{card}={FILES[card]}",
    ]
    words += ["--out", str(out), *options]
    if by:
        words += ["--by", by]
    assert main(words) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    cells = [name for name in by.split(",") if name]
    return {
        (row["indicator"], row["period"], *(row[name] for name in cells)): row
        for row in rows
    }


def figures(rows: dict[tuple[str, ...], dict[str, str]]) -> dict[str, float]:
    """Values of a run over everything, by indicator."""
    return {
        key[0]: float(row["value"]) for key, row in rows.items() if row["value"] != ""
    }


def along(
    rows: dict[tuple[str, ...], dict[str, str]], indicator: str, place: int
) -> dict[str, float]:
    """Values of one indicator along its periods (place 1) or by-values (place 2)."""
    return {
        key[place]: float(row["value"])
        for key, row in rows.items()
        if key[0] == indicator and row["value"] != ""
    }

"""Where the packs lie that came with the program."""

from pathlib import Path


PROGRAM = Path(__file__).resolve().parent.parent


def shipped_packs() -> Path:
    """Inside the program where it was installed from its wheel, beside it otherwise."""
    inside = PROGRAM / "shipped" / "packs"
    return inside if inside.is_dir() else PROGRAM.parent / "packs"

"""What is kept back of a run, worked out ahead: one file beside the run's own.

Its name stands for the run, the newest run and all that is sealed. It can be made again.
"""

import json
import os
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hengjian.indicators.queries.masks import Masks


Kept = Mapping[tuple[str, str, str], Masks]
_OLD_SECONDS = 24 * 3600


def read(name: str) -> Kept | None:
    """What stands instead of numbers, by indicator, place and period; None: no file."""
    if not is_there(name):
        return None  # also where it was read before
    try:
        return _read(_folder() / name)
    except (OSError, ValueError):
        return None


def is_there(name: str) -> bool:
    """Whether it is worked out."""
    return (_folder() / name).is_file()


def write(name: str, kept: Kept) -> None:
    """Keep it; the file is there whole or not at all."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows = [
        [*key, mask.numerator, mask.denominator, mask.value]
        for key, mask in sorted(kept.items())
    ]
    draft = folder / f".{name}.{os.getpid()}"
    draft.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    draft.chmod(0o600)
    draft.replace(folder / name)


def forget_others(names: set[str]) -> None:
    """Remove files of yesterday that nothing reads any more."""
    for path in _folder().glob("*.json"):
        age = time.time() - path.stat().st_mtime
        if path.name not in names and age > _OLD_SECONDS:
            path.unlink(missing_ok=True)


@lru_cache(maxsize=16)
def _read(path: Path) -> Kept:
    rows = json.loads(path.read_text("utf-8"))
    return {
        (name, place, period): Masks(*masks) for name, place, period, *masks in rows
    }


def _folder() -> Path:
    return Path(settings.HENGJIAN_HOME) / "runs" / "withheld"

"""Compares the shelf with its kept look: boxes, colours, and screenshots as coarse grids.

Why so: `docs/decisions/2026-11-21-look-kept-as-boxes-and-grids.md`.
"""

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
from PIL import Image


# pixels, and share of the length: another machine's smoothing of letters moves less
BOX_PIXELS = 3.0
BOX_SHARE = 0.03
# grey levels of 255: of one cell, and of a whole state
CELL_LEVELS = 96
MEAN_LEVELS = 8.0
CELL = 12  # pixels of a cell's side: a letter and its edge fall into one

Measures = dict[str, dict[str, Any]]


def grid_of(picture: bytes) -> list[list[int]]:
    """A screenshot as mean grey levels of cells, row by row."""
    grey = np.asarray(Image.open(io.BytesIO(picture)).convert("L"), dtype=np.float64)
    rows, columns = (max(1, side // CELL) for side in grey.shape)
    cut = grey[: rows * CELL, : columns * CELL] if min(grey.shape) >= CELL else grey
    cells = cut.reshape(rows, -1, columns, cut.shape[1] // columns).mean(axis=(1, 3))
    return [[round(level) for level in row] for row in cells]


def differences(kept: Measures, seen: Measures) -> list[str]:
    """What looks otherwise, in words; nothing where all is as kept."""
    found = [f"{name}: new, keep its look" for name in seen.keys() - kept.keys()]
    found += [f"{name}: gone" for name in kept.keys() - seen.keys()]
    for name in sorted(kept.keys() & seen.keys()):
        found += [f"{name}: {words}" for words in _state(kept[name], seen[name])]
    return found


def _state(kept: dict[str, Any], seen: dict[str, Any]) -> Iterator[str]:
    kept_names, seen_names = (
        [box[0] for box in each["boxes"]] for each in (kept, seen)
    )
    if kept_names != seen_names:
        yield f"elements are {seen_names}, were {kept_names}"
        return
    for before, now in zip(kept["boxes"], seen["boxes"], strict=True):
        if any(not _near(a, b) for a, b in zip(before[1], now[1], strict=True)):
            yield f"{now[0]} stands at {now[1]}, stood at {before[1]}"
        if before[2] != now[2]:
            yield f"{now[0]} has {now[2]}, had {before[2]}"
    yield from _pictures(kept["grid"], seen["grid"])


def _near(before: float, now: float) -> bool:
    return abs(before - now) <= max(BOX_PIXELS, BOX_SHARE * abs(before))


def _pictures(kept: list[list[int]], seen: list[list[int]]) -> Iterator[str]:
    before, now = np.array(kept), np.array(seen)
    rows, columns = (
        min(before.shape[axis], now.shape[axis]) for axis in (0, 1)
    )  # a box a pixel larger may hold one cell more
    apart = np.abs(before[:rows, :columns] - now[:rows, :columns])
    if apart.mean() > MEAN_LEVELS:
        yield f"the picture is {apart.mean():.1f} levels apart"
    elif apart.max() > CELL_LEVELS:
        row, column = np.unravel_index(apart.argmax(), apart.shape)
        yield f"the picture differs at {column * CELL},{row * CELL} by {apart.max()}"

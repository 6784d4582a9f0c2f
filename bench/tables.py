"""Prints results side by side."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path

import duckdb
import psutil
import pyarrow


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def seconds(value: float) -> str:
    """``12.3 s`` or ``45 ms``."""
    if value != value:
        return "–"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def times(value: float, of: float) -> str:
    """How many times ``of``."""
    return "–" if value != value or of != of or not of else f"{value / of:.2f}×"


def machine() -> str:
    """The machine on which this runs, in one line."""
    memory = psutil.virtual_memory().total / 2**30
    busy = os.getloadavg()[0]
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux; "
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, "
        f"Arrow {pyarrow.__version__}; load before the run {busy:.1f}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()

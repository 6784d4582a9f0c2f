"""The largest files that are accepted, in a process of their own whose memory is seen."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.tables.card_files import HEADER, row


MEGABYTE = 2**20
MOST_MEMORY = 1_536  # MiB

READ = """
import resource, sys
from pathlib import Path
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards
from tests.engines.tables.card_files import card
read = read_cards(Path(sys.argv[1]), card(), ReadOptions())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(read.rows_read, read.table.num_rows, len(read.rejected), peak)
"""


@pytest.mark.soak
def test_csv_of_two_hundred_megabytes_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    rows = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEADER) + "\n")
        while file.tell() < 199 * MEGABYTE:
            lines = []
            for _ in range(10_000):
                rows += 1
                cells = row(case_number=f"A{rows}", name=f"张{rows % 977}", amount=rows)
                lines.append(",".join(map(str, cells)))
            file.write("\n".join(lines) + "\n")

    told = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    read, kept, rejected, peak = map(int, told.split())
    assert (read, kept, rejected) == (rows, rows, 0)
    assert peak < MOST_MEMORY

"""Files go to workers whole, but for the longest, whose tests share no dear fixture."""

from typing import TYPE_CHECKING
from zlib import crc32

from xdist.scheduler import LoadFileScheduling


if TYPE_CHECKING:
    from collections.abc import Mapping


# file -> into how many parts it goes
PARTS: "Mapping[str, int]" = {
    "tests/unit/test_every_action.py": 8,
    "tests/house/test_doors.py": 8,
    "tests/house/test_sealed_person.py": 2,
    "tests/attack/test_form_fuzz.py": 2,
}


class PartsOfFiles(LoadFileScheduling):
    """A worker takes a file, or a part of one that is shared out."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        parts = PARTS.get(file, 1)
        return file if parts == 1 else f"{file} {crc32(nodeid.encode()) % parts}"

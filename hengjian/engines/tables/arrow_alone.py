"""Arrow without pandas: not loaded merely because it happens to be installed.

Arrow imports pandas at its first array, to recognise that library's objects: a second of
every command, and some fifty megabytes. The platform does not use it; where it is not
installed nothing changes. Whoever imports pandas, before or after, finds it whole.
"""

import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib.machinery import ModuleSpec
from types import ModuleType

import pyarrow as pa


class _Absent:
    """A finder by which pandas is not there."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return None


@lru_cache(maxsize=1)
def keep_pandas_out() -> None:
    """Let Arrow look for pandas once, and find none; it does not look again."""
    if "pandas" in sys.modules:
        return
    absent = _Absent()
    sys.meta_path.insert(0, absent)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(absent)

"""Tables of run files, kept in memory: they never change."""

from functools import lru_cache

import pyarrow as pa

from hengjian.indicators.run_file import read_run_file


@lru_cache(maxsize=6)
def run_table(name: str, digest: str) -> pa.Table:
    """All numbers of a run by its file; raises ``UserFault`` as ``read_run_file`` does."""
    return read_run_file(name, digest, below=run_table)

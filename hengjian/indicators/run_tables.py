"""Tables of run files, kept in memory: they never change."""

import pyarrow as pa

from hengjian.indicators.run_file import read_run_file
from hengjian.lib.shared_results import shared


@shared(most=6)
def run_table(name: str, digest: str) -> pa.Table:
    """All numbers of a run by its file; raises ``UserFault`` as ``read_run_file`` does."""
    return read_run_file(name, digest, below=run_table)

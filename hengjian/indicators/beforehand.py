"""What the pages of numbers read first, read before a web process takes a request."""

from hengjian.indicators import run_inputs
from hengjian.indicators.queries.values import latest_run
from hengjian.indicators.run_tables import run_table


def newest_run() -> None:
    """The table and the packs of the newest run, where there is one."""
    run = latest_run()
    if run is not None:
        run_inputs.packs_of(run)
        run_table(run.result_file, run.result_digest)

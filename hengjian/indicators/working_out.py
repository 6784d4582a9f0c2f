"""Works out ahead what is kept back of runs, so that no page waits for it."""

from collections.abc import Callable
from copy import copy

from hengjian.indicators import withheld_file
from hengjian.indicators.computing_run import RunResult
from hengjian.indicators.models import Run
from hengjian.indicators.queries.read_runs import runs_read
from hengjian.indicators.queries.withheld import Withheld
from hengjian.lib.bilingual import Text


Progress = Callable[[int, int, Text], None]
WORKING_OUT = Text("推算不予显示的数字", "working out what is kept back")


def before_finishing(run: Run, result: RunResult) -> None:
    """Work it out for a run that is about to become the one that pages read."""
    ahead = copy(run)
    ahead.result_file, ahead.result_digest = result.file, result.digest
    ahead.value_count = result.values
    Withheld(ahead, is_newest=True).work_out()


def work_out_all(progress: Progress) -> int:
    """Work it out for every run that is read; gives how many were not known yet."""
    runs = runs_read()
    made, names = 0, set()
    for done, run in enumerate(runs):
        progress(done, len(runs), WORKING_OUT)
        withheld = Withheld(run)
        if withheld.is_idle:
            break
        made += withheld.work_out()
        names.add(withheld.file)
    withheld_file.forget_others(names)
    return made

"""Times functions in processes of their own: seconds, peak memory, what they return."""

import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any


@dataclass(frozen=True)
class Timed:
    """What several rounds of one method came to; ``failed`` says why there is nothing."""

    name: str
    seconds: tuple[float, ...] = ()
    peak_mib: float = 0.0
    result: Any = None
    failed: str = ""
    cpu_seconds: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) if self.seconds else float("nan")

    @property
    def cpu(self) -> float:
        """Median of the processor's time over all cores: noise of others stays out."""
        return statistics.median(self.cpu_seconds) if self.seconds else float("nan")


@dataclass
class Rounds:
    """What a measured function calls around each part that is to be timed."""

    seconds: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)

    def time(self, function: Callable[[], Any], rounds: int) -> Any:
        """Run ``rounds`` times; the last result."""
        result = None
        for _ in range(rounds):
            result = None  # so that two results never stand in memory together
            start, cpu = time.perf_counter(), time.process_time()
            result = function()
            self.seconds.append(time.perf_counter() - start)
            self.cpu_seconds.append(time.process_time() - cpu)
        return result


def in_own_process(
    name: str,
    function: Callable[..., Any],
    *arguments: Any,
    limit_seconds: float = 600,
) -> Timed:
    """Run ``function(rounds, *arguments)`` in a fresh process and wait for it.

    Its return value must be small: it crosses a pipe. A method that takes longer than
    the limit is ended and reported as failed.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(there, function, arguments))
    process.start()
    there.close()
    message: tuple[str, Any]
    if here.poll(limit_seconds):
        try:
            message = here.recv()
        except EOFError:
            message = ("failed", "the process died")
    else:
        process.kill()
        message = ("failed", f"ended after {limit_seconds:.0f} s")
    process.join()
    if message[0] == "failed":
        return Timed(name, failed=message[1])
    taken, peak, result = message[1]
    return Timed(
        name,
        tuple(taken.seconds),
        peak,
        result,
        cpu_seconds=tuple(taken.cpu_seconds),
    )


def _run(
    pipe: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    rounds = Rounds()
    try:
        result = function(rounds, *arguments)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pipe.send(("done", (rounds, peak, result)))
    except Exception as fault:
        pipe.send(("failed", f"{type(fault).__name__}: {str(fault)[:300]}"))
        raise
    finally:
        pipe.close()

"""Results kept in memory, each worked out by one thread while the others wait for it.

``lru_cache`` lets every thread that asks in the same moment work out the same thing. A
server that was just started is asked by all its threads at once: eight that read every
pack side by side take eight times as long as one, and nobody is answered meanwhile.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock, RLock
from typing import Any, Generic, ParamSpec, TypeVar


P = ParamSpec("P")
R = TypeVar("R")


class Shared(Generic[P, R]):
    """A function whose last results are kept by what it was asked with.

    What raises is not kept: the next who asks tries again.
    """

    def __init__(self, function: Callable[P, R], most: int | None) -> None:
        self._function = function
        self._most = most
        self._found: OrderedDict[Hashable, R] = OrderedDict()
        # who works something out holds its turn; again by the same thread, for a
        # result may be worked out of another of the same function
        self._turns: dict[Hashable, Any] = {}
        self._lock = Lock()
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items())))
        with self._lock:
            if key in self._found:
                return self._again(key)
            turn = self._turns.setdefault(key, RLock())
        with turn:
            with self._lock:
                if key in self._found:
                    return self._again(key)
            try:
                made = self._function(*args, **kwargs)
                self._keep(key, made)
            finally:
                with self._lock:
                    self._turns.pop(key, None)
        return made

    @property
    def known(self) -> int:
        """How many results are kept."""
        return len(self._found)

    def cache_clear(self) -> None:
        """Forget every result."""
        with self._lock:
            self._found.clear()

    def _again(self, key: Hashable) -> R:
        self._found.move_to_end(key)
        return self._found[key]

    def _keep(self, key: Hashable, made: R) -> None:
        with self._lock:
            self._found[key] = made
            while self._most is not None and len(self._found) > self._most:
                self._found.popitem(last=False)


def shared(most: int | None = None) -> Callable[[Callable[P, R]], Shared[P, R]]:
    """Keep a function's last ``most`` results (all without a number)."""
    return lambda function: Shared(function, most)

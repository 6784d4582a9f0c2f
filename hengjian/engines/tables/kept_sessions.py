"""Sessions kept open between small questions about the same files.

To open an engine, read the heads of its files and write its views takes longer than to
list three cards. A session is lent to one caller at a time; what a question has made is
dropped when it is given back.
"""

import atexit
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from hengjian.engines.tables.duckdb_session import Session, open_session


KEPT = 4  # sessions at most; the one not used for longest is closed first

_Key = tuple[int, tuple[str, ...]]
_lock = Lock()
_idle: list[tuple[_Key, Session]] = []


@contextmanager
def kept_session(*, files: Sequence[Path] = ()) -> Iterator[Session]:
    """A session that can read exactly ``files``; an idle one where there is one.

    Its views and ``notes`` are those of questions before, its tables are gone. A session
    in which something failed is closed.
    """
    names = tuple(os.path.abspath(file) for file in files)
    key = (os.getpid(), names)  # an engine does not live on in a forked process
    lent = _taken(key) or open_session(files=files)
    try:
        yield lent
        lent.clear()
    except BaseException:
        lent.close()
        raise
    _give_back(key, lent)


def close_kept_sessions() -> None:
    """Close all that are idle."""
    with _lock:
        closing = list(_idle)
        _idle.clear()
    for (process, _), idle in closing:
        if process == os.getpid():
            idle.close()


# an engine's threads end before the interpreter does, or they may take it down
atexit.register(close_kept_sessions)


def _taken(key: _Key) -> Session | None:
    with _lock:
        for place in range(len(_idle) - 1, -1, -1):
            if _idle[place][0] == key:
                return _idle.pop(place)[1]
    return None


def _give_back(key: _Key, lent: Session) -> None:
    with _lock:
        _idle.append((key, lent))
        closing = [_idle.pop(0)] if len(_idle) > KEPT else []
    for (process, _), idle in closing:
        if process == os.getpid():
            idle.close()

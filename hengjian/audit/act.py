"""The act under way: who acts, from where, and the entries gathered so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from hengjian.audit.actors import Actor


@dataclass(frozen=True)
class Draft:
    """An entry before it has a number and a link."""

    at: datetime
    event: str
    by: str
    subject_type: str
    subject_id: str
    origin: str
    old: str
    new: str
    detail: str


@dataclass
class Act:
    """One transaction's worth of actions; ``actors`` is the stack of who acts."""

    actors: list[Actor] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    nothing_changed: bool = False


_current: ContextVar[Act | None] = ContextVar("hengjian_act", default=None)
_origin: ContextVar[str] = ContextVar("hengjian_origin", default="")


def current() -> Act | None:
    """The act under way, or None outside every action."""
    return _current.get()


@contextmanager
def opened() -> Iterator[Act]:
    """Open the outermost act."""
    token = _current.set(Act())
    try:
        act = _current.get()
        assert act is not None  # noqa: S101 (set one line above)
        yield act
    finally:
        _current.reset(token)


def origin() -> str:
    """From where the present act comes: an address, a command, a job."""
    return _origin.get()


@contextmanager
def coming_from(where: str) -> Iterator[None]:
    """Say from where the acts of a block come."""
    token = _origin.set(where)
    try:
        yield
    finally:
        _origin.reset(token)

"""The act under way: who acts, from where, and the entries gathered so far."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from hengjian.audit.actors import Actor
from hengjian.audit.pending import Pending


T = TypeVar("T")

STANDING = "standing"  # what is in force, of every app that releases something


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
    """One transaction's worth of actions; ``actors`` is the stack of who acts.

    ``found`` is what was looked up ``once``, by its name; ``pending`` are rows that are
    not written yet.
    """

    actors: list[Actor] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    nothing_changed: bool = False
    found: dict[str, Any] = field(default_factory=dict)
    pending: Pending = field(default_factory=Pending)


_current: ContextVar[Act | None] = ContextVar("hengjian_act", default=None)
_origin: ContextVar[str] = ContextVar("hengjian_origin", default="")
_begun: ContextVar[int] = ContextVar("hengjian_acts_begun", default=0)


def current() -> Act | None:
    """The act under way, or None outside every action."""
    return _current.get()


def begun() -> int:
    """How many acts have begun here: what was read before another may hold no longer."""
    return _begun.get()


def once(name: str, look_up: Callable[[], T]) -> T:
    """What a whole act goes by: looked up the first time; anew outside every act.

    Whoever writes it in an action says ``forget``.
    """
    act = _current.get()
    if act is None:
        return look_up()
    if name not in act.found:
        act.found[name] = look_up()
    found: T = act.found[name]
    return found


def forget(name: str) -> None:
    """What was looked up ``once`` was written: look again."""
    act = _current.get()
    if act is not None:
        act.found.pop(name, None)
        act.found.pop(STANDING, None)


@contextmanager
def opened() -> Iterator[Act]:
    """Open the outermost act."""
    _begun.set(_begun.get() + 1)
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

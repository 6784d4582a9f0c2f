"""A drawn process after reading: small frozen objects, no XML in them.

Only what Hengjian runs is here; everything else in a drawing is a fault of the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from hengjian.lib.bilingual import Text


NAMESPACE = "urn:hengjian:process:1"


class Kind(StrEnum):
    """What an element of a drawing is."""

    START = "start"
    END = "end"
    USER = "user"
    SERVICE = "service"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    INCLUSIVE = "inclusive"
    TIMER = "timer"  # a wait between two elements
    BOUNDARY = "boundary"  # a timer on a task or sub-process
    SUBPROCESS = "subprocess"

    @property
    def words(self) -> Text:
        """The kind as people call it."""
        return _WORDS[self]


_WORDS = {
    Kind.START: Text("开始", "start"),
    Kind.END: Text("结束", "end"),
    Kind.USER: Text("任务", "task"),
    Kind.SERVICE: Text("自动办理", "service task"),
    Kind.EXCLUSIVE: Text("择一网关", "exclusive gateway"),
    Kind.PARALLEL: Text("并行网关", "parallel gateway"),
    Kind.INCLUSIVE: Text("相容网关", "inclusive gateway"),
    Kind.TIMER: Text("等待", "timer"),
    Kind.BOUNDARY: Text("附着的定时", "timer on a task"),
    Kind.SUBPROCESS: Text("子流程", "sub-process"),
}

TASKS = (Kind.USER, Kind.SERVICE)
FORKS = (Kind.PARALLEL, Kind.INCLUSIVE)
GATEWAYS = (Kind.EXCLUSIVE, *FORKS)


@dataclass(frozen=True)
class Flow:
    """An arrow; ``condition`` is an expression's text, or None."""

    element: str
    source: str
    target: str
    line: int
    condition: str | None = None
    condition_line: int = 0
    label: Text = field(default_factory=lambda: Text("", ""))


@dataclass(frozen=True)
class Timer:
    """When a timer rings: ``how`` is ``after`` (a length or a limit's name) or ``on``."""

    element: str
    how: str
    text: str
    line: int


@dataclass(frozen=True)
class TaskShape:
    """What the drawing says of one task or other element that is waited at."""

    element: str
    label: Text
    kind: Kind
    line: int
    lane: str = ""  # the lane's role
    role: str = ""  # the task's own role, else its lane's
    form: str = ""
    act: str = ""
    limit: str = ""
    limit_from: str = ""  # the date item it counts from; else the day it opens
    fills: tuple[str, ...] = ()
    document: str = ""  # drafted when the task is done
    needs_document: str = ""  # issued before the task can be done
    answered_by: tuple[str, ...] = ()  # items whose arrival by an import closes it


@dataclass(frozen=True)
class Element:
    """One element with its arrows, in the order drawn in the file."""

    element: str
    kind: Kind
    label: Text
    line: int
    within: str = ""  # the sub-process it stands in
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default: str = ""  # a gateway's default flow
    attached_to: str = ""  # a boundary timer's task
    interrupting: bool = True


@dataclass(frozen=True)
class Lane:
    """A lane of the drawing: a role."""

    element: str
    label: Text
    role: str
    line: int


@dataclass(frozen=True)
class Drawing:
    """A process as drawn. ``digest`` names its exact bytes."""

    digest: str
    file: str
    name: Text
    line: int
    xml: bytes
    elements: Mapping[str, Element]
    flows: Mapping[str, Flow]
    tasks: Mapping[str, TaskShape]
    timers: Mapping[str, Timer]
    lanes: Mapping[str, Lane]  # by role

    def target(self, flow: str) -> str:
        return self.flows[flow].target

    def source(self, flow: str) -> str:
        return self.flows[flow].source

    @cached_property
    def attached(self) -> Mapping[str, tuple[str, ...]]:
        """Boundary timers by the element they stand on."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.elements.values():
            if one.attached_to:
                held = found.get(one.attached_to, ())
                found[one.attached_to] = (*held, one.element)
        return found

    def start_of(self, within: str) -> str:
        """The start event of the process (``""``) or of a sub-process."""
        return next(
            one.element
            for one in self.elements.values()
            if one.kind is Kind.START and one.within == within
        )

    def label(self, element: str) -> Text:
        """How an element is called; its kind where it has no name of its own."""
        one = self.elements[element]
        return one.label if one.label.zh else one.kind.words

"""How a drawing is nested: which branch each element lies in.

Parallel and inclusive branches must be blocks: they leave one gateway and meet again in
one of the same kind, or each goes to an end of its own, and no arrow leads into or out
of a branch on the way. Then no token is lost or doubled, a join is never waited for in
vain, and what a return to an earlier task withdraws is plain: all that lies in the same
branches.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hengjian.engines.process.drawing import FORKS, Drawing, Kind
from hengjian.lib.bilingual import Text


Region = frozenset[str]


@dataclass(frozen=True)
class Crossing:
    """A gateway or timer whose branches are not blocks, and why."""

    element: str
    message: Text


@dataclass
class Structure:
    """``regions``: elements by branch (named by its first flow, its timer or its
    sub-process); ``branches``: the branches around each element; ``arrivals``: the same
    for a token that came to a join by a flow; ``between``: by join, all its branches;
    ``meeting``: first flows of branches that meet."""

    regions: dict[str, Region] = field(default_factory=dict)
    branches: dict[str, frozenset[str]] = field(default_factory=dict)
    arrivals: dict[str, frozenset[str]] = field(default_factory=dict)
    between: dict[str, Region] = field(default_factory=dict)
    meeting: set[str] = field(default_factory=set)
    crossings: list[Crossing] = field(default_factory=list)


def structure_of(drawing: Drawing) -> Structure:
    """Find every branch; what is not a block stands in ``crossings``."""
    found = Structure()
    graph = _Graph(drawing)
    for one in drawing.elements.values():
        if one.kind in FORKS and len(one.outgoing) > 1:
            _find_block(drawing, graph, one.element, found)
        elif one.kind is Kind.BOUNDARY and not one.interrupting:
            _find_side(graph, one.element, found)
        elif one.kind is Kind.SUBPROCESS:
            found.regions[one.element] = _inside(drawing, one.element)
    _name_branches(drawing, found)
    _find_arrivals(drawing, found)
    _take_sides_in(drawing, found)
    _name_branches(drawing, found)
    return found


def _name_branches(drawing: Drawing, found: Structure) -> None:
    for element in drawing.elements:
        found.branches[element] = frozenset(
            name for name, region in found.regions.items() if element in region
        )


def _take_sides_in(drawing: Drawing, found: Structure) -> None:
    """A branch beside a task lies in every branch that the task lies in.

    A return to before the task withdraws it too; a join does not wait for it.
    """
    changed = True
    while changed:
        changed = False
        for timer in [t for t in found.regions if t in drawing.elements]:
            host = drawing.elements[timer].attached_to
            for name, region in found.regions.items():
                whole = region | found.regions[timer]
                if host in region and name != timer and whole != region:
                    found.regions[name] = whole
                    changed = True


class _Graph:
    """Arrows as sets; an interrupting timer is an arrow from its task."""

    def __init__(self, drawing: Drawing) -> None:
        self.after: dict[str, set[str]] = {name: set() for name in drawing.elements}
        self.before: dict[str, set[str]] = {name: set() for name in drawing.elements}
        for flow in drawing.flows.values():
            self._join(flow.source, flow.target)
        for one in drawing.elements.values():
            if one.attached_to in self.after and one.interrupting:
                self._join(one.attached_to, one.element)
        self.starts = {
            one.element for one in drawing.elements.values() if one.kind is Kind.START
        }

    def _join(self, source: str, target: str) -> None:
        self.after[source].add(target)
        self.before[target].add(source)

    def reach(self, start: str, *, until: str = "") -> Region:
        """Everything from ``start`` on, not passing ``until``."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            one = waiting.pop()
            if one != until and one not in seen:
                seen.add(one)
                waiting.extend(self.after[one])
        return frozenset(seen)


def _find_block(drawing: Drawing, graph: _Graph, fork: str, found: Structure) -> None:
    gateway = drawing.elements[fork]
    heads = {flow: drawing.target(flow) for flow in gateway.outgoing}
    join = _join_of(drawing, graph, fork, heads.values())
    regions = {
        flow: graph.reach(head, until=join) - {join} for flow, head in heads.items()
    }
    problem = _problem(drawing, graph, fork, join, regions)
    if problem is not None:
        found.crossings.append(Crossing(fork, problem))
        return
    found.regions.update(regions)
    if join:
        found.between[join] = frozenset().union(*regions.values())
        found.meeting.update(regions)


def _join_of(drawing: Drawing, graph: _Graph, fork: str, heads: Iterable[str]) -> str:
    """The nearest gateway of the same kind that every branch must pass, or ``""``."""
    starts = list(heads)
    best, fewest = "", 0
    for one in drawing.elements.values():
        if one.kind is not drawing.elements[fork].kind or len(one.incoming) < 2:
            continue
        reached = [graph.reach(head, until=one.element) for head in starts]
        passed = frozenset().union(*reached)
        ends = any(not graph.after[each] for each in passed)
        comes = all(_touches(graph, each, one.element) for each in reached)
        if ends or not comes or fork in passed:
            continue
        if not best or len(passed) < fewest:
            best, fewest = one.element, len(passed)
    return best


def _touches(graph: _Graph, reached: Region, join: str) -> bool:
    """Whether a branch leads to the join; an empty one does so at once."""
    return not reached or any(join in graph.after[each] for each in reached)


def _problem(
    drawing: Drawing, graph: _Graph, fork: str, join: str, regions: Mapping[str, Region]
) -> Text | None:
    counted: set[str] = set()
    for region in regions.values():
        if counted & region or fork in region:
            return Text(
                "各分支没有在同一种网关处汇合，也没有各自结束",
                "its branches neither meet again in one gateway of the same kind "
                "nor each go to an end of their own",
            )
        counted |= region
    for flow, region in regions.items():
        head = drawing.target(flow)
        for element in region:
            outside = graph.before[element] - region
            if outside - ({fork} if element == head else set()):
                return Text(
                    "有连线从外面通入它的分支",
                    "an arrow leads into one of its branches from outside",
                )
    if join and len(drawing.elements[join].incoming) != len(regions):
        return Text(
            "汇合的网关应从每个分支各接一条连线",
            "the gateway where they meet has not exactly one arrow from each branch",
        )
    return None


def _find_side(graph: _Graph, timer: str, found: Structure) -> None:
    region = graph.reach(timer)
    if any(graph.before[element] - region for element in region):
        problem = Text(
            "不打断任务的定时，其分支不得并入主线",
            "a timer that does not interrupt has a branch of its own to the end: "
            "it must not lead back into the rest",
        )
        found.crossings.append(Crossing(timer, problem))
        return
    found.regions[timer] = region


def _inside(drawing: Drawing, subprocess: str) -> Region:
    inside: set[str] = set()
    for one in drawing.elements.values():
        within = one.within
        while within:
            if within == subprocess:
                inside.add(one.element)
            within = drawing.elements[within].within
    return frozenset(inside)


def _find_arrivals(drawing: Drawing, found: Structure) -> None:
    for join, between in found.between.items():
        for flow in drawing.elements[join].incoming:
            source = drawing.source(flow)
            inner = {
                name
                for name in found.branches[source]
                if source in between and found.regions[name] <= between
            }
            # an empty branch is its own first flow
            own = inner - found.branches[join] or {flow}
            found.arrivals[flow] = found.branches[join] | own

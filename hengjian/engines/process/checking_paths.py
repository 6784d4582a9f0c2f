"""Arrows and branches of a drawing: what is missing, crossed or never reached."""

from collections.abc import Callable, Iterator

from hengjian.engines.process.drawing import (
    FORKS,
    GATEWAYS,
    TASKS,
    Drawing,
    Element,
    Flow,
    Kind,
)
from hengjian.engines.process.structure import structure_of
from hengjian.lib.bilingual import Text
from hengjian.lib.places import Fault, Place


_STOPS = (*TASKS, Kind.TIMER)


def shape(drawing: Drawing) -> Iterator[Fault]:
    """Each element has the arrows that its kind has."""
    yield from _starts(drawing)
    for one in drawing.elements.values():
        for name, rule in _RULES:
            message = rule(drawing, one)
            if message is not None:
                yield _fault(drawing, one.line, message, name)
    pairs: set[tuple[str, str]] = set()
    for flow in drawing.flows.values():
        if (flow.source, flow.target) in pairs:
            message = Text(
                f"“{flow.source}”到“{flow.target}”画了两条连线",
                f"two arrows lead from “{flow.source}” to “{flow.target}”",
            )
            yield _fault(drawing, flow.line, message, "drawing_arrows")
        pairs.add((flow.source, flow.target))
        yield from _conditions(drawing, flow)


def paths(drawing: Drawing) -> Iterator[Fault]:
    """Everything is reached, leads to an end, meets again and waits for somebody."""
    yield from _unreached(drawing)
    structure = structure_of(drawing)
    for crossing in structure.crossings:
        one = drawing.elements[crossing.element]
        message = Text(
            f"“{_name(one).zh}”:{crossing.message.zh}",
            f"“{_name(one).en}”: {crossing.message.en}",
        )
        yield _fault(drawing, one.line, message, "drawing_branches")
    for one in drawing.elements.values():
        joins = one.kind in FORKS and len(one.incoming) > 1
        if joins and one.element not in structure.between and not structure.crossings:
            message = Text(
                f"“{_name(one).zh}”汇合的分支不是由一个同种网关分出的",
                f"the branches that meet in “{_name(one).en}” do not come from one "
                "gateway of the same kind",
            )
            yield _fault(
                drawing,
                one.line,
                message,
                "drawing_branches",
                Text("改用择一网关汇合", "let them meet in an exclusive gateway"),
            )
    yield from _circles(drawing)


def _starts(drawing: Drawing) -> Iterator[Fault]:
    levels = {"": drawing.line}
    for one in drawing.elements.values():
        if one.kind is Kind.SUBPROCESS:
            levels[one.element] = one.line
    for within, line in levels.items():
        inside = [one for one in drawing.elements.values() if one.within == within]
        starts = sum(one.kind is Kind.START for one in inside)
        if starts != 1:
            message = Text(
                f"应有一个开始，现有 {starts} 个",
                f"there is to be one start, not {starts}",
            )
            yield _fault(drawing, line, message, "drawing_starts")
        if not any(one.kind is Kind.END for one in inside):
            message = Text("没有画结束", "no end is drawn")
            yield _fault(drawing, line, message, "drawing_starts")


def _incoming(drawing: Drawing, one: Element) -> Text | None:
    may_have = one.kind not in (Kind.START, Kind.BOUNDARY)
    if may_have == bool(one.incoming):
        return None
    name = _name(one)
    if may_have:
        return Text(f"没有连线通到“{name.zh}”", f"no arrow leads to “{name.en}”")
    return Text(f"“{name.zh}”不应有连线通入", f"no arrow may lead to “{name.en}”")


def _outgoing(drawing: Drawing, one: Element) -> Text | None:
    name, count = _name(one), len(one.outgoing)
    if one.kind is Kind.END:
        if not count:
            return None
        return Text(f"“{name.zh}”之后不应有连线", f"“{name.en}” leads no further")
    if not count:
        return Text(f"“{name.zh}”之后没有连线", f"no arrow leads on from “{name.en}”")
    if count > 1 and one.kind not in GATEWAYS:
        return Text(
            f"“{name.zh}”之后有 {count} 条连线：分支要画网关",
            f"{count} arrows lead on from “{name.en}”: draw a gateway",
        )
    return None


def _gateway_does_one_thing(drawing: Drawing, one: Element) -> Text | None:
    if one.kind in FORKS and len(one.incoming) > 1 and len(one.outgoing) > 1:
        name = _name(one)
        return Text(
            f"“{name.zh}”又汇合又分支：画成两个网关",
            f"“{name.en}” both joins and splits: draw two gateways",
        )
    return None


def _attached(drawing: Drawing, one: Element) -> Text | None:
    if one.kind is not Kind.BOUNDARY:
        return None
    host = drawing.elements.get(one.attached_to)
    fits = host is not None and host.within == one.within
    if fits and host is not None and host.kind in (*TASKS, Kind.SUBPROCESS):
        return None
    return Text(
        f"定时“{one.element}”没有附着在任务或子流程上",
        f"the timer “{one.element}” is not attached to a task or sub-process",
    )


def _default(drawing: Drawing, one: Element) -> Text | None:
    name = _name(one)
    chooses = one.kind in (Kind.EXCLUSIVE, Kind.INCLUSIVE) and len(one.outgoing) > 1
    if one.default and (not chooses or one.default not in one.outgoing):
        return Text(
            f"“{name.zh}”的默认连线不是它分出的",
            f"the default arrow of “{name.en}” is not one that it chooses among",
        )
    if chooses and not one.default:
        return Text(
            f"“{name.zh}”没有默认连线：条件不明时无路可走",
            f"“{name.en}” has no default arrow: no way on where conditions are unknown",
        )
    return None


_RULES: tuple[tuple[str, Callable[[Drawing, Element], Text | None]], ...] = (
    ("drawing_arrows", _incoming),
    ("drawing_arrows", _outgoing),
    ("drawing_gateway", _gateway_does_one_thing),
    ("drawing_timer", _attached),
    ("drawing_default", _default),
)


def _conditions(drawing: Drawing, flow: Flow) -> Iterator[Fault]:
    source = drawing.elements[flow.source]
    chooses = (
        source.kind in (Kind.EXCLUSIVE, Kind.INCLUSIVE) and len(source.outgoing) > 1
    )
    needs = chooses and source.default != flow.element
    name = _name(source)
    if needs and not flow.condition:
        message = Text(
            f"“{name.zh}”的连线“{flow.element}”没有条件",
            f"the arrow “{flow.element}” from “{name.en}” has no condition",
        )
        yield _fault(drawing, flow.line, message, "drawing_conditions")
    elif not needs and flow.condition is not None:
        message = Text(
            f"连线“{flow.element}”不应有条件",
            f"the arrow “{flow.element}” has no use for a condition",
        )
        advice = Text(
            "条件写在择一或相容网关分出的、非默认的连线上",
            "conditions stand on arrows that an exclusive or inclusive gateway "
            "chooses among, the default one apart",
        )
        yield _fault(
            drawing, flow.condition_line, message, "drawing_conditions", advice
        )


def _after(drawing: Drawing, element: str) -> list[str]:
    one = drawing.elements[element]
    return [
        *(drawing.target(flow) for flow in one.outgoing),
        *drawing.attached.get(element, ()),
    ]


def _unreached(drawing: Drawing) -> Iterator[Fault]:
    reached: set[str] = set()
    waiting = [e.element for e in drawing.elements.values() if e.kind is Kind.START]
    while waiting:
        element = waiting.pop()
        if element not in reached:
            reached.add(element)
            waiting.extend(_after(drawing, element))
    before: dict[str, list[str]] = {}
    for element in drawing.elements:
        for after in _after(drawing, element):
            before.setdefault(after, []).append(element)
    ending: set[str] = set()
    waiting = [e.element for e in drawing.elements.values() if e.kind is Kind.END]
    while waiting:
        element = waiting.pop()
        if element not in ending:
            ending.add(element)
            waiting.extend(before.get(element, ()))
    for one in drawing.elements.values():
        name = _name(one)
        if one.element not in reached:
            message = Text(f"走不到“{name.zh}”", f"“{name.en}” is never reached")
            yield _fault(drawing, one.line, message, "drawing_unreached")
        elif one.element not in ending:
            message = Text(
                f"从“{name.zh}”走不到结束", f"no way leads from “{name.en}” to an end"
            )
            yield _fault(drawing, one.line, message, "drawing_endless")


def _circles(drawing: Drawing) -> Iterator[Fault]:
    """A circle without a task: nobody would be asked, ever."""
    for one in drawing.elements.values():
        if one.kind in _STOPS or not _returns(drawing, one.element):
            continue
        name = _name(one)
        message = Text(
            f"经“{name.zh}”的回路上没有任务",
            f"no task lies on a way round through “{name.en}”",
        )
        yield _fault(
            drawing,
            one.line,
            message,
            "drawing_circles",
            Text("回路上画一个任务", "draw a task on it"),
        )
        return  # one is enough: the others lie on the same circle


def _returns(drawing: Drawing, start: str) -> bool:
    seen: set[str] = set()
    waiting = _on(drawing, start)
    while waiting:
        element = waiting.pop()
        if element == start:
            return True
        if element not in seen and not _waits(drawing, element):
            seen.add(element)
            waiting.extend(_on(drawing, element))
    return False


def _on(drawing: Drawing, element: str) -> list[str]:
    return [drawing.target(flow) for flow in drawing.elements[element].outgoing]


def _waits(drawing: Drawing, element: str) -> bool:
    kind = drawing.elements[element].kind
    if kind is Kind.TIMER:
        timer = drawing.timers.get(element)
        return timer is not None and timer.how == "after"
    return kind in TASKS


def _name(one: Element) -> Text:
    if one.label.zh:
        return one.label
    words = one.kind.words
    return Text(f"{words.zh} {one.element}", f"{words.en} {one.element}")


def _fault(
    drawing: Drawing,
    line: int,
    message: Text,
    rule: str,
    suggestion: Text | None = None,
) -> Fault:
    return Fault(Place(drawing.file, line), message, suggestion, rule)

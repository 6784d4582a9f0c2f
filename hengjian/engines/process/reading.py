"""A drawing from its BPMN file: a short list of what is understood, the rest refused."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import etree

from hengjian.engines.process.drawing import (
    TASKS,
    Drawing,
    Element,
    Flow,
    Kind,
    Lane,
    TaskShape,
    Timer,
)
from hengjian.engines.process.extensions import Extensions, read_extensions
from hengjian.engines.process.refusals import Refusals, advice_on
from hengjian.engines.process.safe_xml import parse_xml
from hengjian.engines.process.vocabulary import (
    ATTRIBUTES,
    BPMN,
    DECORATIONS,
    ELEMENTS,
    PICTURE,
    XSI_TYPE,
    name_of,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.places import Fault


_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,79}")


class DrawingRefused(UserFault):
    """A drawing that cannot be read; ``faults`` are all that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        super().__init__(first.message, where=str(first.place))
        self.faults = faults


def read(bpmn: bytes, *, file: str) -> Drawing:
    """The drawing; raises ``DrawingRefused`` with every fault of the reading."""
    drawing, faults = read_all(bpmn, file=file)
    if faults or drawing is None:
        raise DrawingRefused(faults)
    return drawing


@lru_cache(maxsize=256)
def read_all(bpmn: bytes, *, file: str) -> tuple[Drawing | None, tuple[Fault, ...]]:
    """The drawing as far as it can be read, and all faults; kept by content."""
    root = parse_xml(bpmn, file)
    if isinstance(root, Fault):
        return None, (root,)
    reading = _Reading(file, Refusals(file))
    process = reading.process_of(root)
    if process is not None:
        reading.walk(process, within="")
        reading.connect()
    faults = reading.refusals.in_order()
    if process is None:
        return None, faults
    return reading.drawing(process, bpmn), faults


@dataclass
class _Reading:
    file: str
    refusals: Refusals
    elements: dict[str, Element] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    timers: dict[str, Timer] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    lane_of: dict[str, str] = field(default_factory=dict)  # element -> role
    extensions: dict[str, Extensions] = field(default_factory=dict)

    def process_of(self, root: "etree._Element") -> "etree._Element | None":
        """The one process of the file; everything beside it is looked at too."""
        if root.tag != f"{{{BPMN}}}definitions":
            self.refusals.add(
                root,
                Text("不是 BPMN 2.0 流程图", "this is no BPMN 2.0 drawing"),
                rule="drawing_xml",
            )
            return None
        processes = []
        for child in root:
            space, name = name_of(child)
            if space in PICTURE:
                continue
            if space == BPMN and name == "process":
                processes.append(child)
            elif space == BPMN and name == "collaboration":
                self._pool(child)
            else:
                self._refuse(child)
        if len(processes) != 1:
            self.refusals.add(
                root,
                Text(
                    f"一个文件画一个流程，这里有 {len(processes)} 个",
                    f"a file draws one process; this one has {len(processes)}",
                ),
                rule="drawing_process",
            )
        return processes[0] if processes else None

    def _pool(self, collaboration: "etree._Element") -> None:
        """The frame around lanes: one participant, nothing else."""
        for child in collaboration:
            if name_of(child) != (BPMN, "participant") or len(child):
                self._refuse(child)

    def walk(self, parent: "etree._Element", within: str) -> None:
        self._attributes(parent)
        for child in parent:
            space, name = name_of(child)
            if space != BPMN:
                self._refuse(child)
            elif name in ELEMENTS:
                self._element(child, ELEMENTS[name], within)
            elif name == "sequenceFlow":
                self._flow(child)
            elif name == "laneSet":
                self._lane_set(child)
            elif name == "extensionElements":
                self.extensions[parent.get("id", "")] = read_extensions(
                    child, self.refusals
                )
            elif name not in DECORATIONS | {"incoming", "outgoing"}:
                self._refuse(child)

    def _element(self, node: "etree._Element", kind: Kind, within: str) -> None:
        element = self._identifier(node)
        if element is None:
            return
        if kind is not Kind.SUBPROCESS:
            self._attributes(node)
            self._inside(node, element, kind)
        self.elements[element] = Element(
            element=element,
            kind=kind,
            label=Text(node.get("name", ""), node.get("name", "")),
            line=node.sourceline or 1,
            within=within,
            default=node.get("default", ""),
            attached_to=node.get("attachedToRef", ""),
            interrupting=node.get("cancelActivity", "true").strip().lower() != "false",
        )
        if kind is Kind.SUBPROCESS:
            self.walk(node, within=element)

    def _inside(self, node: "etree._Element", element: str, kind: Kind) -> None:
        for child in node:
            space, name = name_of(child)
            if (space, name) == (BPMN, "extensionElements"):
                self.extensions[element] = read_extensions(child, self.refusals)
            elif (space, name) == (BPMN, "timerEventDefinition"):
                self._timer(child, element, kind)
            elif space != BPMN or name not in {"incoming", "outgoing", "documentation"}:
                self._refuse(child)
        if kind in (Kind.TIMER, Kind.BOUNDARY) and element not in self.timers:
            self.refusals.add(
                node,
                Text(
                    f"“{element}”没有写明何时：只支持定时事件",
                    f"“{element}” says no time: only timer events are run",
                ),
                rule="drawing_timer",
            )

    def _timer(self, node: "etree._Element", element: str, kind: Kind) -> None:
        if kind not in (Kind.TIMER, Kind.BOUNDARY) or element in self.timers:
            self._refuse(node)
            return
        self._attributes(node)
        told = [child for child in node if name_of(child) != (BPMN, "documentation")]
        how = {"timeDuration": "after", "timeDate": "on"}
        if len(told) != 1 or name_of(told[0])[1] not in how or len(told[0]):
            self._refuse(told[0] if told else node)
            return
        self._formal(told[0])
        text = (told[0].text or "").strip()
        line = told[0].sourceline or 1
        self.timers[element] = Timer(element, how[name_of(told[0])[1]], text, line)

    def _flow(self, node: "etree._Element") -> None:
        element = self._identifier(node)
        if element is None:
            return
        self._attributes(node)
        condition, line = None, node.sourceline or 1
        for child in node:
            space, name = name_of(child)
            if (space, name) == (BPMN, "conditionExpression") and condition is None:
                self._formal(child)
                condition = (child.text or "").strip()
                line = child.sourceline or line
                for inner in child:
                    self._refuse(inner)
            elif (space, name) == (BPMN, "extensionElements"):
                self.extensions[element] = read_extensions(child, self.refusals)
            elif (space, name) != (BPMN, "documentation"):
                self._refuse(child)
        self.flows[element] = Flow(
            element=element,
            source=node.get("sourceRef", ""),
            target=node.get("targetRef", ""),
            line=node.sourceline or 1,
            condition=condition,
            condition_line=line,
            label=Text(node.get("name", ""), node.get("name", "")),
        )

    def _formal(self, node: "etree._Element") -> None:
        """An expression's element: no language of its own, no other kind."""
        kind = node.get(XSI_TYPE, "tFormalExpression").rpartition(":")[2]
        if set(node.attrib) - {XSI_TYPE, "id"} or kind != "tFormalExpression":
            self.refusals.add(
                node,
                Text(
                    "条件与时间只用本系统的式子，不写语言与属性",
                    "conditions and times are expressions of this system alone: "
                    "no language, no other attributes",
                ),
                rule="drawing_unsupported",
            )

    def _lane_set(self, node: "etree._Element") -> None:
        for lane in node:
            if name_of(lane) != (BPMN, "lane"):
                if name_of(lane) != (BPMN, "documentation"):
                    self._refuse(lane)
                continue
            identifier = self._identifier(lane)
            if identifier is not None:
                self._lane(lane, identifier)

    def _lane(self, node: "etree._Element", identifier: str) -> None:
        self._attributes(node)
        extensions, members = Extensions(), []
        for child in node:
            match name_of(child):
                case (space, "flowNodeRef") if space == BPMN:
                    members.append((child.text or "").strip())
                case (space, "extensionElements") if space == BPMN:
                    extensions = read_extensions(child, self.refusals)
                case (space, "documentation") if space == BPMN:
                    pass
                case _:
                    self._refuse(child)
        name = node.get("name", "")
        role = extensions.lane.get("role", identifier)
        label = Text(name, extensions.english or name)
        self.lanes[role] = Lane(identifier, label, role, node.sourceline or 1)
        self.lane_of.update(dict.fromkeys(members, role))

    def _identifier(self, node: "etree._Element") -> str | None:
        found = node.get("id", "")
        taken = found in self.elements or found in self.flows
        if _IDENTIFIER.fullmatch(found) and not taken:
            return found
        if taken:
            message = Text(f"id“{found}”重复", f"the id “{found}” is used twice")
        else:
            message = Text(
                f"id“{found}”应由字母、数字、下划线组成",
                f"the id “{found}” is not made of letters, digits and underscores",
            )
        self.refusals.add(node, message, rule="drawing_id")
        return None

    def _attributes(self, node: "etree._Element") -> None:
        for name in node.attrib:
            if str(name) in ATTRIBUTES:
                continue
            shown = str(name).rpartition("}")[2]
            self.refusals.add(
                node,
                Text(
                    f"不支持属性“{shown}”",
                    f"the attribute “{shown}” is not supported",
                ),
                rule="drawing_unsupported",
            )

    def _refuse(self, node: "etree._Element") -> None:
        space, name = name_of(node)
        shown = name if space == BPMN else f"{name}({space})" if space else name
        self.refusals.add(
            node,
            Text(f"不支持“{shown}”", f"“{shown}” is not supported"),
            advice_on(name),
            rule="drawing_unsupported",
        )

    def connect(self) -> None:
        """Give each element its arrows; arrows that lead nowhere are faults."""
        incoming: dict[str, list[str]] = {}
        outgoing: dict[str, list[str]] = {}
        for flow in list(self.flows.values()):
            ends = [self.elements.get(flow.source), self.elements.get(flow.target)]
            if ends[0] is None or ends[1] is None or ends[0].within != ends[1].within:
                self.refusals.at(
                    flow.line,
                    Text(
                        f"连线“{flow.element}”的一端不在同一流程内",
                        f"the arrow “{flow.element}” has an end outside its process",
                    ),
                    rule="drawing_flow",
                )
                del self.flows[flow.element]
                continue
            outgoing.setdefault(flow.source, []).append(flow.element)
            incoming.setdefault(flow.target, []).append(flow.element)
        for name, one in self.elements.items():
            self.elements[name] = replace(
                one,
                incoming=tuple(incoming.get(name, ())),
                outgoing=tuple(outgoing.get(name, ())),
                label=self._label(name, one.label),
            )
        for name, flow in self.flows.items():
            self.flows[name] = replace(flow, label=self._label(name, flow.label))

    def _label(self, element: str, label: Text) -> Text:
        english = self.extensions.get(element, Extensions()).english
        return Text(label.zh, english or label.en)

    def _tasks(self) -> Iterator[TaskShape]:
        for one in self.elements.values():
            if one.kind not in TASKS:
                continue
            told = self.extensions.get(one.element, Extensions()).task
            lane = self._lane_role(one)
            yield TaskShape(
                element=one.element,
                label=one.label,
                kind=one.kind,
                line=one.line,
                lane=lane,
                role=told.get("role") or lane,
                form=told.get("form", ""),
                act=told.get("act", ""),
                limit=told.get("limit", ""),
                limit_from=told.get("limit_from", ""),
                fills=tuple(told.get("fills", "").split()),
                document=told.get("document", ""),
                needs_document=told.get("needs_document", ""),
                answered_by=tuple(told.get("answered_by", "").split()),
            )

    def _lane_role(self, one: Element) -> str:
        """The role of the lane an element, or the sub-process around it, lies in."""
        while one.element not in self.lane_of and one.within:
            one = self.elements[one.within]
        return self.lane_of.get(one.element, "")

    def drawing(self, process: "etree._Element", bpmn: bytes) -> Drawing:
        name = process.get("name", "")
        told = self.extensions.get(process.get("id", ""), Extensions())
        return Drawing(
            digest=hashlib.sha256(bpmn).hexdigest(),
            file=self.file,
            name=Text(name, told.english or name),
            line=process.sourceline or 1,
            xml=bpmn,
            elements=self.elements,
            flows=self.flows,
            tasks={task.element: task for task in self._tasks()},
            timers=self.timers,
            lanes=self.lanes,
        )

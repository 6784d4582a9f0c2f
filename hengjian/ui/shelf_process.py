"""A small process for the shelf: drawn, one task done, one open."""

from dataclasses import dataclass

from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class ShownStep:
    """A task of the list beside the drawing."""

    label: Text
    state: str  # open | done | ahead


@dataclass(frozen=True)
class ShownProcess:
    """What ``ui/process_diagram.html`` takes."""

    xml: str
    open: tuple[str, ...]
    done: tuple[str, ...]
    steps: tuple[ShownStep, ...]


_XML = """\
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
 xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
 xmlns:h="urn:hengjian:process:1" id="d" targetNamespace="urn:hengjian:shelf">
<bpmn:process id="p" name="借阅">
<bpmn:startEvent id="s"/>
<bpmn:userTask id="ask" name="申请"><bpmn:extensionElements><h:label en="Ask"/>\
</bpmn:extensionElements></bpmn:userTask>
<bpmn:userTask id="lend" name="出借"><bpmn:extensionElements><h:label en="Lend"/>\
</bpmn:extensionElements></bpmn:userTask>
<bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="ask"/>
<bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="lend"/>
<bpmn:sequenceFlow id="f3" sourceRef="lend" targetRef="e"/>
</bpmn:process>
<bpmndi:BPMNDiagram id="v"><bpmndi:BPMNPlane id="w" bpmnElement="p">
<bpmndi:BPMNShape id="s_" bpmnElement="s"><dc:Bounds x="10" y="42" width="36" height="36"/>\
</bpmndi:BPMNShape>
<bpmndi:BPMNShape id="a_" bpmnElement="ask"><dc:Bounds x="90" y="20" width="110" height="80"/>\
</bpmndi:BPMNShape>
<bpmndi:BPMNShape id="l_" bpmnElement="lend"><dc:Bounds x="250" y="20" width="110" height="80"/>\
</bpmndi:BPMNShape>
<bpmndi:BPMNShape id="e_" bpmnElement="e"><dc:Bounds x="410" y="42" width="36" height="36"/>\
</bpmndi:BPMNShape>
<bpmndi:BPMNEdge id="f1_" bpmnElement="f1"><di:waypoint x="46" y="60"/>\
<di:waypoint x="90" y="60"/></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="f2_" bpmnElement="f2"><di:waypoint x="200" y="60"/>\
<di:waypoint x="250" y="60"/></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="f3_" bpmnElement="f3"><di:waypoint x="360" y="60"/>\
<di:waypoint x="410" y="60"/></bpmndi:BPMNEdge>
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
"""

SHOWN = ShownProcess(
    _XML,
    open=("lend",),
    done=("s", "ask"),
    steps=(
        ShownStep(Text("申请", "Ask"), "done"),
        ShownStep(Text("出借", "Lend"), "open"),
    ),
)

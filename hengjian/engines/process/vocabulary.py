"""The words of BPMN that are understood; whatever is not here is refused."""

from lxml import etree

from hengjian.engines.process.drawing import Kind


BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
PICTURE = (
    "http://www.omg.org/spec/BPMN/20100524/DI",
    "http://www.omg.org/spec/DD/20100524/DC",
    "http://www.omg.org/spec/DD/20100524/DI",
)
ELEMENTS = {
    "startEvent": Kind.START,
    "endEvent": Kind.END,
    "userTask": Kind.USER,
    "serviceTask": Kind.SERVICE,
    "exclusiveGateway": Kind.EXCLUSIVE,
    "parallelGateway": Kind.PARALLEL,
    "inclusiveGateway": Kind.INCLUSIVE,
    "intermediateCatchEvent": Kind.TIMER,
    "boundaryEvent": Kind.BOUNDARY,
    "subProcess": Kind.SUBPROCESS,
}
DECORATIONS = {"documentation", "textAnnotation", "association", "group"}
ATTRIBUTES = {
    "id",
    "name",
    "isExecutable",
    "processType",
    "isClosed",
    "sourceRef",
    "targetRef",
    "default",
    "gatewayDirection",
    "attachedToRef",
    "cancelActivity",
    "isInterrupting",
}
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def name_of(node: "etree._Element") -> tuple[str, str]:
    """The namespace and the name of an element."""
    tag = etree.QName(node)
    return tag.namespace or "", tag.localname

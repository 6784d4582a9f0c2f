"""Drawings as texts for tests: the frame, and small processes everybody knows."""

import itertools


HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:h="urn:hengjian:process:1" id="d" targetNamespace="urn:test">
  <bpmn:process id="p" name="流程" isExecutable="true">
    <bpmn:extensionElements><h:label en="Process"/></bpmn:extensionElements>
"""
TAIL = """  </bpmn:process>
</bpmn:definitions>
"""


def drawn(*parts: str) -> bytes:
    return (HEAD + "\n".join(parts) + TAIL).encode()


def start(name: str = "Start") -> str:
    return f'<bpmn:startEvent id="{name}"/>'


def end(name: str = "End") -> str:
    return f'<bpmn:endEvent id="{name}"/>'


def task(name: str, **told: str) -> str:
    return _task("userTask", name, {"role": "clerk", **told})


def service(name: str, act: str = "act") -> str:
    return _task("serviceTask", name, {"act": act})


def _task(kind: str, name: str, told: dict[str, str]) -> str:
    words = " ".join(f'{key}="{value}"' for key, value in told.items())
    return (
        f'<bpmn:{kind} id="{name}" name="{name}">'
        f"<bpmn:extensionElements><h:task {words}/></bpmn:extensionElements>"
        f"</bpmn:{kind}>"
    )


def gateway(kind: str, name: str, default: str = "") -> str:
    said = f' default="{default}"' if default else ""
    return f'<bpmn:{kind}Gateway id="{name}" name="{name}"{said}/>'


def flow(source: str, target: str, when: str = "", name: str = "") -> str:
    name = name or f"{source}_{target}"
    inner = ""
    if when:
        safe = when.replace("&", "&amp;").replace("<", "&lt;")
        inner = f"<bpmn:conditionExpression>{safe}</bpmn:conditionExpression>"
    return (
        f'<bpmn:sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">'
        f"{inner}</bpmn:sequenceFlow>"
    )


def flows(*chain: str) -> str:
    return "\n".join(flow(one, other) for one, other in itertools.pairwise(chain))


def attached(
    name: str, to: str, *, after: str = "", on: str = "", interrupting: bool = True
) -> str:
    return (
        f'<bpmn:boundaryEvent id="{name}" attachedToRef="{to}" '
        f'cancelActivity="{str(interrupting).lower()}">{_timer(after, on)}'
        "</bpmn:boundaryEvent>"
    )


def wait(name: str, *, after: str = "", on: str = "") -> str:
    return (
        f'<bpmn:intermediateCatchEvent id="{name}">{_timer(after, on)}'
        "</bpmn:intermediateCatchEvent>"
    )


def _timer(after: str, on: str) -> str:
    inner = (
        f"<bpmn:timeDuration>{after}</bpmn:timeDuration>"
        if after
        else f"<bpmn:timeDate>{on}</bpmn:timeDate>"
    )
    return f"<bpmn:timerEventDefinition>{inner}</bpmn:timerEventDefinition>"


def subprocess(name: str, *parts: str) -> str:
    inner = "\n".join(parts)
    return f'<bpmn:subProcess id="{name}" name="{name}">{inner}</bpmn:subProcess>'

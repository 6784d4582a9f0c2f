"""Drawings made to hurt: each tries to run something or to read a file.

``PAYLOAD`` is Python that would leave a trace; ``SECRET`` a file that nobody may read.
"""

from tests.engines.process.drawings import (
    HEAD,
    drawn,
    end,
    flow,
    flows,
    gateway,
    start,
    task,
    wait,
)


PAYLOAD = "__import__('os').system('touch TRACE')"
SECRET = "SECRET"  # replaced by the path of a file with a canary in it
SPACES = (
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:xi="http://www.w3.org/2001/XInclude" '
)
AROUND = (start(), end())


def around(*parts: str) -> str:
    """A process that begins, ends, and has these in it."""
    text = drawn(start(), *parts, end()).decode()
    return text.replace("<bpmn:definitions ", f"<bpmn:definitions {SPACES}", 1)


def inside(middle: str, name: str = "x") -> str:
    """A process whose only step is an element of this text."""
    return around(middle, flows("Start", name, "End"))


def in_task(inner: str, attributes: str = "") -> str:
    return inside(
        f'<bpmn:userTask id="x" name="x" {attributes}>{inner}</bpmn:userTask>'
    )


def extended(inner: str) -> str:
    return in_task(f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>")


def chosen(condition: str, attributes: str = "") -> str:
    text = around(
        gateway("exclusive", "g", default="g_End"),
        task("x"),
        flows("Start", "g", "End"),
        flow("g", "x", when=condition),
        flows("x", "End"),
    )
    return text.replace(
        "<bpmn:conditionExpression>", f"<bpmn:conditionExpression {attributes}>"
    )


def beside(outside: str) -> str:
    """A sound process with something beside it in the file."""
    text = around(task("x"), flows("Start", "x", "End"))
    return text.replace("</bpmn:definitions>", f"{outside}</bpmn:definitions>")


def headed(before: str, name: str = "&secret;") -> str:
    body = around(task("x"), flows("Start", "x", "End")).partition("?>")[2]
    return f'<?xml version="1.0"?>{before}' + body.replace('name="x"', f'name="{name}"')


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">'
    for n in range(12)
)

REFUSED: dict[str, str] = {
    # conditions
    "condition_python": chosen(PAYLOAD),
    "condition_language": chosen("true", 'language="python"'),
    "condition_kind": chosen("true", 'xsi:type="bpmn:tExpression"'),
    "condition_lambda": chosen("(lambda: 1)()"),
    "condition_attribute": chosen("''.__class__.__mro__"),
    "condition_reads_file": chosen(f"read_text('{SECRET}') = 'x'"),
    "condition_reads_csv": chosen(f"exists (select * from read_csv('{SECRET}'))"),
    "condition_setting": chosen("getenv('HOME') = 'x'"),
    "condition_table": chosen("table.__class__ = 'x'"),
    "condition_parameter": chosen("param.__dict__ is not null"),
    "condition_element": chosen("true").replace(
        ">true<", f"><bpmn:script>{PAYLOAD}</bpmn:script>true<"
    ),
    "condition_on_a_task": around(
        task("x"), flows("Start", "x"), flow("x", "End", when=PAYLOAD)
    ),
    "inclusive_condition": around(
        gateway("inclusive", "g", default="g_End"),
        task("x"),
        flows("Start", "g", "End"),
        flow("g", "x", when=PAYLOAD),
        flows("x", "End"),
    ),
    "complex_gateway": inside(
        f'<bpmn:complexGateway id="x"><bpmn:activationCondition>{PAYLOAD}'
        "</bpmn:activationCondition></bpmn:complexGateway>"
    ),
    # timers
    "timer_duration": inside(wait("x", after=PAYLOAD)),
    "timer_iso_duration": inside(wait("x", after="PT1S")),
    "timer_date": inside(wait("x", on=PAYLOAD)),
    "timer_cycle": inside(
        '<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition>'
        f"<bpmn:timeCycle>{PAYLOAD}</bpmn:timeCycle>"
        "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
    ),
    "timer_on_start": around(
        '<bpmn:startEvent id="x"><bpmn:timerEventDefinition>'
        f"<bpmn:timeDate>{PAYLOAD}</bpmn:timeDate></bpmn:timerEventDefinition>"
        "</bpmn:startEvent>",
        flows("Start", "End"),
    ),
    # tasks that run something
    "script_task": inside(
        f'<bpmn:scriptTask id="x" scriptFormat="python"><bpmn:script>{PAYLOAD}'
        "</bpmn:script></bpmn:scriptTask>"
    ),
    "service_operator": inside(
        '<bpmn:serviceTask id="x" name="x"><bpmn:extensionElements>'
        '<spiffworkflow:serviceTaskOperator id="os/system" resultVariable="r">'
        "<spiffworkflow:parameters>"
        f'<spiffworkflow:parameter id="c" type="str" value="{PAYLOAD}"/>'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
        "</bpmn:extensionElements></bpmn:serviceTask>"
    ),
    "service_expression": inside(
        f'<bpmn:serviceTask id="x" name="x" camunda:expression="{PAYLOAD}"/>'
    ),
    "service_implementation": inside(
        '<bpmn:serviceTask id="x" name="x" implementation="os.system"/>'
    ),
    "service_unknown_act": inside(
        '<bpmn:serviceTask id="x" name="x"><bpmn:extensionElements>'
        '<h:task act="os.system"/></bpmn:extensionElements></bpmn:serviceTask>'
    ),
    "business_rule": inside(
        '<bpmn:businessRuleTask id="x"><bpmn:extensionElements>'
        "<spiffworkflow:calledDecisionId>d</spiffworkflow:calledDecisionId>"
        "</bpmn:extensionElements></bpmn:businessRuleTask>"
    ),
    "business_rule_camunda": inside(
        '<bpmn:businessRuleTask id="x" camunda:decisionRef="d"/>'
    ),
    "send_task": inside(f'<bpmn:sendTask id="x" messageRef="{PAYLOAD}"/>'),
    "call_out": inside(f'<bpmn:callActivity id="x" calledElement="{SECRET}"/>'),
    "ad_hoc": inside(
        f'<bpmn:adHocSubProcess id="x"><bpmn:completionCondition>{PAYLOAD}'
        "</bpmn:completionCondition></bpmn:adHocSubProcess>"
    ),
    "event_subprocess": inside(
        '<bpmn:subProcess id="x" triggeredByEvent="true"><bpmn:startEvent id="s">'
        f"<bpmn:conditionalEventDefinition><bpmn:condition>{PAYLOAD}</bpmn:condition>"
        "</bpmn:conditionalEventDefinition></bpmn:startEvent></bpmn:subProcess>"
    ),
    # what hangs on a task
    "pre_script": extended(
        f"<spiffworkflow:preScript>{PAYLOAD}</spiffworkflow:preScript>"
    ),
    "post_script": extended(
        f"<spiffworkflow:postScript>{PAYLOAD}</spiffworkflow:postScript>"
    ),
    "instructions": extended(
        "<spiffworkflow:instructionsForEndUser>{{ ''.__class__ }}"
        "</spiffworkflow:instructionsForEndUser>"
    ),
    "execution_listener": extended(
        f'<camunda:executionListener expression="{PAYLOAD}" event="start"/>'
    ),
    "input_output": extended(
        f'<camunda:inputOutput><camunda:inputParameter name="a">{PAYLOAD}'
        "</camunda:inputParameter></camunda:inputOutput>"
    ),
    "form_data": extended(
        f'<camunda:formData><camunda:formField id="a" label="{PAYLOAD}" '
        f'defaultValue="{PAYLOAD}"/></camunda:formData>'
    ),
    "own_extension_with_more": extended(f'<h:task role="clerk" script="{PAYLOAD}"/>'),
    "multi_instance_cardinality": in_task(
        f"<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>{PAYLOAD}"
        "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
    ),
    "multi_instance_condition": in_task(
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition>"
        f"{PAYLOAD}</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>"
    ),
    "standard_loop": in_task(
        f"<bpmn:standardLoopCharacteristics><bpmn:loopCondition>{PAYLOAD}"
        "</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"
    ),
    "input_specification": in_task(
        f'<bpmn:ioSpecification><bpmn:dataInput id="{PAYLOAD}"/></bpmn:ioSpecification>'
    ),
    "data_association": in_task(
        "<bpmn:dataInputAssociation><bpmn:sourceRef>x'] | //*['</bpmn:sourceRef>"
        f"<bpmn:transformation>{PAYLOAD}</bpmn:transformation>"
        "</bpmn:dataInputAssociation>"
    ),
    "data_object": around(
        f'<bpmn:dataObject id="d" name="{PAYLOAD}"/>', flows("Start", "End")
    ),
    "data_object_reference": around(
        '<bpmn:dataObjectReference id="r" dataObjectRef="d"/>', flows("Start", "End")
    ),
    # events
    "message": inside(
        '<bpmn:intermediateCatchEvent id="x"><bpmn:messageEventDefinition '
        'messageRef="m"/></bpmn:intermediateCatchEvent>'
    ),
    "signal_payload": inside(
        '<bpmn:intermediateThrowEvent id="x"><bpmn:signalEventDefinition>'
        "<bpmn:extensionElements><spiffworkflow:payloadExpression>"
        f"{PAYLOAD}</spiffworkflow:payloadExpression></bpmn:extensionElements>"
        "</bpmn:signalEventDefinition></bpmn:intermediateThrowEvent>"
    ),
    "conditional_event": inside(
        '<bpmn:intermediateCatchEvent id="x"><bpmn:conditionalEventDefinition>'
        f"<bpmn:condition>{PAYLOAD}</bpmn:condition>"
        "</bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"
    ),
    "terminating_end": inside(
        '<bpmn:endEvent id="x"><bpmn:terminateEventDefinition/></bpmn:endEvent>'
    ),
    # beside the process
    "message_correlation": beside(
        '<bpmn:correlationProperty id="c"><bpmn:correlationPropertyRetrievalExpression '
        f'messageRef="m"><bpmn:messagePath>{PAYLOAD}</bpmn:messagePath>'
        "</bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>"
    ),
    "data_store": beside(f'<bpmn:dataStore id="s" name="{PAYLOAD}"/>'),
    "import": beside(
        f'<bpmn:import importType="x" location="{SECRET}" namespace="x"/>'
    ),
    "xinclude": beside(f'<xi:include href="{SECRET}" parse="text"/>'),
    # ids
    "id_path": inside(f'<bpmn:userTask id="../{SECRET}" name="x"/>'),
    "id_xpath": inside('<bpmn:userTask id="x\'] | //*[\'" name="x"/>'),
    "id_of_the_engine": inside('<bpmn:userTask id="x.BoundaryEventSplit" name="x"/>'),
    # XML itself
    "external_entity": headed(
        f'<!DOCTYPE d [<!ENTITY secret SYSTEM "file://{SECRET}">]>'
    ),
    "parameter_entity": headed(
        f'<!DOCTYPE d [<!ENTITY % p SYSTEM "file://{SECRET}"> %p;]>', "x"
    ),
    "external_dtd": headed(f'<!DOCTYPE d SYSTEM "file://{SECRET}">', "x"),
    "billion_laughs": headed(f"<!DOCTYPE d [{LAUGHS}]>", "&l11;"),
    "quadratic_blowup": headed(
        f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 1_000
    ),
    "unknown_entity": headed("", "&secret;"),
    "deep_nesting": drawn("<bpmn:x>" * 200 + "</bpmn:x>" * 200).decode(),
}

# odd, but nothing that could be run or read hangs on it
HARMLESS: dict[str, str] = {
    "stylesheet": headed(
        f'<?xml-stylesheet type="text/xsl" href="file://{SECRET}"?>', "x"
    ),
    "schema_location": around(task("x"), flows("Start", "x", "End")).replace(
        "<bpmn:definitions ",
        f'<bpmn:definitions xsi:schemaLocation="urn:x file://{SECRET}" ',
        1,
    ),
    "template_in_a_name": headed("", "{{ 7 * 7 }}${7*7}#{7*7}"),
    "documentation": in_task(
        '<bpmn:extensionElements><h:task role="clerk"/></bpmn:extensionElements>'
        f"<bpmn:documentation>{PAYLOAD}</bpmn:documentation>"
    ),
    "python_in_a_text": chosen(f"number = '{PAYLOAD.replace(chr(39), chr(39) * 2)}'"),
}

BYTES: dict[str, bytes] = {
    "utf_16": REFUSED["external_entity"]
    .replace('version="1.0"', 'version="1.0" encoding="utf-16"')
    .encode("utf-16"),
    "latin_1": b'<?xml version="1.0" encoding="latin-1"?>' + HEAD.encode(),
    "utf_7": b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x>',
    "not_xml": b"__import__('os')",
    "zip": b"PK\x03\x04" + bytes(40),
    "empty": b"",
    "too_large": b"<a>" + b" " * (2 * 1024 * 1024) + b"</a>",
    "unclosed": HEAD.encode(),
}

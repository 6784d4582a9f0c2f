"""What is read of a drawing: lanes as roles, labels in two languages, lines of faults."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hengjian.engines.process import definition, running
from hengjian.engines.process.checking import check
from hengjian.engines.process.drawing import Kind
from hengjian.engines.process.reading import DrawingRefused, read, read_all
from hengjian.engines.process.reference_page import reference_page
from hengjian.engines.process.vocabulary import ELEMENTS
from tests.engines.process.cards import card
from tests.engines.process.drawings import (
    attached,
    drawn,
    end,
    flow,
    flows,
    gateway,
    service,
    start,
    subprocess,
    task,
    wait,
)
from tests.engines.process.steps import AT, ready_to_run


LANES = """
<bpmn:documentation>说明</bpmn:documentation>
<bpmn:laneSet id="lanes">
  <bpmn:documentation/>
  <bpmn:lane id="head" name="部门负责人">
    <bpmn:documentation/>
    <bpmn:extensionElements><h:lane role="department_head"/><h:label en="Head"/>
    </bpmn:extensionElements>
    <bpmn:flowNodeRef>check</bpmn:flowNodeRef>
    <bpmn:flowNodeRef>inner</bpmn:flowNodeRef>
  </bpmn:lane>
  <bpmn:lane id="clerk" name="clerk"/>
</bpmn:laneSet>
<bpmn:textAnnotation id="note"/>
"""
PLAIN = (
    '<bpmn:userTask id="check" name="核查"><bpmn:documentation/>'
    "<bpmn:extensionElements>"
    '<h:task form="stock" limit="T50" fills="a  b"/><h:label en="Check"/>'
    "</bpmn:extensionElements></bpmn:userTask>"
)


def pooled(*parts: str) -> bytes:
    frame = '<bpmn:collaboration id="c"><bpmn:participant id="pool" processRef="p"/>'
    text = drawn(*parts).decode()
    return text.replace(
        "<bpmn:process", f"{frame}</bpmn:collaboration><bpmn:process"
    ).encode()


def rules(content: bytes) -> list[str]:
    return [fault.rule for fault in read_all(content, file="process.bpmn")[1]]


def test_task_is_done_by_its_lanes_role() -> None:
    inner = subprocess(
        "inner", start("S2"), '<bpmn:userTask id="deep" name="deep"/>', end("E2"),
        flows("S2", "deep", "E2"),
    )  # fmt: skip
    drawing = read(
        pooled(LANES, start(), PLAIN, inner, task("own"), end(),
               flows("Start", "check", "inner", "own", "End")),
        file="process.bpmn",
    )  # fmt: skip

    check_, deep, own = (drawing.tasks[name] for name in ("check", "deep", "own"))
    assert (check_.lane, check_.role) == ("department_head", "department_head")
    assert deep.role == "department_head"
    assert (own.lane, own.role) == ("", "clerk")
    assert check_.fills == ("a", "b")
    assert (check_.form, check_.limit, check_.label.en) == ("stock", "T50", "Check")
    assert {role: lane.label.en for role, lane in drawing.lanes.items()} == {
        "department_head": "Head",
        "clerk": "clerk",
    }
    assert drawing.start_of("inner") == "S2"
    assert drawing.label("E2").en == "end"


@pytest.mark.parametrize(
    "part",
    [
        '<bpmn:laneSet id="l"><bpmn:other/></bpmn:laneSet>',
        '<bpmn:laneSet id="l"><bpmn:lane id="x"><bpmn:childLaneSet/></bpmn:lane></bpmn:laneSet>',
        '<other:thing xmlns:other="urn:o"/>',
        '<bpmn:sequenceFlow id="f" sourceRef="Start" targetRef="End"><bpmn:x/></bpmn:sequenceFlow>',
    ],
)
def test_what_is_not_known_is_refused_wherever_it_stands(part: str) -> None:
    assert rules(drawn(start(), end(), part)) == ["drawing_unsupported"]


def test_bad_ids_of_lanes_and_arrows_are_told() -> None:
    lane = '<bpmn:laneSet id="l"><bpmn:lane id="1"/></bpmn:laneSet>'
    arrow = '<bpmn:sequenceFlow id="1 2" sourceRef="Start" targetRef="End"/>'

    assert rules(drawn(start(), end(), lane, arrow)) == ["drawing_id", "drawing_id"]


def test_timer_without_a_time_is_refused() -> None:
    empty = (
        '<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition/>'
        "</bpmn:intermediateCatchEvent>"
    )

    assert rules(drawn(start(), end(), empty)) == [
        "drawing_timer",
        "drawing_unsupported",
    ]


def test_other_xml_and_pools_with_more_are_refused() -> None:
    assert rules(b"<a/>") == ["drawing_xml"]
    more = pooled(start(), end()).replace(
        b'processRef="p"/>', b'processRef="p"><bpmn:x/></bpmn:participant>'
    )
    assert rules(more) == ["drawing_unsupported"]
    assert rules(drawn().replace(b"bpmn:process", b"bpmn:choreography")) == [
        "drawing_process",
        "drawing_unsupported",
    ]


def test_reading_raises_with_all_faults_and_the_first_ones_place() -> None:
    content = drawn(start(), "<bpmn:scriptTask/>", "<bpmn:callActivity/>", end())

    with pytest.raises(DrawingRefused) as refused:
        read(content, file="process.bpmn")

    assert len(refused.value.faults) == 2
    assert refused.value.where.startswith("process.bpmn:")


def test_drawing_is_read_once_for_the_same_bytes() -> None:
    content = drawn(start(), task("a"), end(), flows("Start", "a", "End"))

    assert read(content, file="x") is read(bytes(content), file="x")


@pytest.mark.parametrize(
    ("limits", "due"),
    [
        ({"T50": "2 calendar_days"}, datetime(2026, 10, 14, 16, tzinfo=UTC)),
        (
            {"T50": lambda day: f"{day.month} hours"},
            datetime(2026, 10, 12, 13, tzinfo=UTC),
        ),
        ({"T50": lambda day: None}, None),
    ],
    ids=["text", "of_a_day", "not_in_force"],
)
def test_timer_by_a_limit_has_the_length_of_its_day(limits, due) -> None:
    content = drawn(
        start(),
        wait("w", after="T50"),
        task("a"),
        end(),
        flows("Start", "w", "a", "End"),
    )
    process = definition.compile(read(content, file="x"), None, limits=limits)

    (timer,) = running.start(process, {}, AT).timers

    assert timer.due_at == due


def test_timer_on_a_moment_rings_at_it() -> None:
    process = ready_to_run(
        start(), wait("w", on="heard_at"), task("a"), end(), flows("Start", "w", "a", "End"),
        heard_at="datetime",
    )  # fmt: skip
    heard = datetime(2026, 10, 13, 1, 30, tzinfo=UTC)

    (timer,) = running.start(process, {"heard_at": heard}, AT).timers

    assert timer.due_at == heard


def test_process_that_waits_for_nobody_is_stopped() -> None:
    # the check refuses it; were it run all the same, it would not go round for ever
    process = ready_to_run(
        start(), gateway("exclusive", "a"), gateway("exclusive", "b", "b_a"), end(),
        flows("Start", "a", "b", "a"), flow("b", "End", when="yes"),
        yes="boolean",
    )  # fmt: skip

    with pytest.raises(running.NeverWaits):
        running.start(process, {}, AT)


def test_everything_wrong_is_told_at_once() -> None:
    drawing, _ = read_all(
        drawn(start(), service("a", act="nothing.known"), attached("t", "a", after="9 weeks"),
              end(), flows("Start", "a", "End"), flows("t", "End")),
        file="process.bpmn",
    )  # fmt: skip
    assert drawing is not None

    found = check(
        drawing, card=card(), forms=(), roles=("clerk",), acts=("documents.issue",),
        limits=(), tables={},
    )  # fmt: skip

    assert [fault.rule for fault in found] == ["drawing_act", "drawing_timer"]


def test_reference_page_names_every_element() -> None:
    page = reference_page()

    assert all(f"`{name}`" in page for name in ELEMENTS)
    assert set(ELEMENTS.values()) == set(Kind)


PACKS = Path(__file__).parents[3] / "packs"


@pytest.mark.parametrize(
    "path", sorted(PACKS.glob("*/process.bpmn")), ids=lambda path: path.parent.name
)
def test_shipped_drawing_is_read_with_its_picture(path: Path) -> None:
    drawing = read(path.read_bytes(), file=path.as_posix())

    assert drawing.tasks
    assert b"BPMNDiagram" in drawing.xml


def test_arrow_may_be_explained_and_have_a_name_in_english() -> None:
    arrow = flow("Start", "End").replace(
        "></bpmn:sequenceFlow>",
        "><bpmn:documentation/><bpmn:extensionElements>"
        '<h:label en="on"/></bpmn:extensionElements></bpmn:sequenceFlow>',
    )

    drawing = read(drawn(start(), end(), arrow), file="x")

    assert drawing.flows["Start_End"].label.en == "on"

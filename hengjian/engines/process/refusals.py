"""What a drawing says that is not understood, with advice on what to draw instead."""

from lxml import etree

from hengjian.lib.bilingual import Text
from hengjian.lib.places import Fault, Place


_EXPRESSIONS = Text(
    "改用任务，由人或已登记的办理动作完成",
    "draw a task that a person or a registered act does",
)
_TIMER = Text("改用定时事件", "draw a timer event")
ADVICE = {
    "scriptTask": _EXPRESSIONS,
    "businessRuleTask": Text(
        "改用 tables/ 中的选择表", "use a routing table in tables/"
    ),
    "callActivity": Text("改画子流程", "draw a sub-process"),
    "transaction": Text("改画子流程", "draw a sub-process"),
    "adHocSubProcess": Text("改画子流程", "draw a sub-process"),
    "task": Text("写明是 userTask 还是 serviceTask", "say userTask or serviceTask"),
    "manualTask": Text("改用 userTask", "use a userTask"),
    "sendTask": Text("改用带 act 的 serviceTask", "use a serviceTask with an act"),
    "receiveTask": Text("改用 userTask", "use a userTask"),
    "complexGateway": Text("改用其他网关", "use another gateway"),
    "eventBasedGateway": Text("改用任务上附着的定时", "use timers attached to a task"),
    "multiInstanceLoopCharacteristics": Text(
        "会签在事项中办理，不画多实例",
        "countersigning is an act of the matter, not drawn",
    ),
    "standardLoopCharacteristics": Text(
        "用择一网关画回路", "draw the loop with an exclusive gateway"
    ),
    "timeCycle": Text(
        "定时只响一次：写 timeDuration 或 timeDate",
        "a timer rings once: write timeDuration or timeDate",
    ),
    "terminateEventDefinition": Text(
        "各分支各自画到结束", "draw each branch to its own end"
    ),
    "messageEventDefinition": _TIMER,
    "signalEventDefinition": _TIMER,
    "conditionalEventDefinition": _TIMER,
}


def advice_on(name: str) -> Text | None:
    """What to draw instead of an element that is not supported."""
    return ADVICE.get(name)


class Refusals:
    """Faults of one file, gathered while it is read."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: list[Fault] = []

    def add(
        self,
        node: "etree._Element",
        message: Text,
        suggestion: Text | None = None,
        *,
        rule: str,
    ) -> None:
        """A fault at an element."""
        self.at(node.sourceline or 1, message, suggestion, rule=rule)

    def at(
        self, line: int, message: Text, suggestion: Text | None = None, *, rule: str
    ) -> None:
        """A fault at a line."""
        fault = Fault(Place(self._file, line), message, suggestion, rule)
        self._faults.append(fault)

    def in_order(self) -> tuple[Fault, ...]:
        """All faults by line."""
        return tuple(sorted(set(self._faults), key=_by_line))


def _by_line(fault: Fault) -> tuple[int, str, str]:
    return fault.place.line, fault.rule, fault.message.en

"""What a drawing names: forms, roles, acts, limits, items, and its expressions."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from hengjian.engines.deadlines.lengths import parse_length
from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.types import ParameterHistory, Scope, ValueType
from hengjian.engines.process.card import Card, scope_of
from hengjian.engines.process.drawing import Drawing, Kind, TaskShape, Timer
from hengjian.engines.process.tables import RoutingTable
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.places import Fault, Place


@dataclass(frozen=True)
class Known:
    """What a drawing may name; None: not known here, so not checked."""

    card: Card | None
    forms: Collection[str]
    roles: Collection[str] | None
    acts: Collection[str] | None
    limits: Collection[str]
    tables: Mapping[str, RoutingTable]
    parameters: Mapping[str, ParameterHistory]

    def due_names(self) -> set[str]:
        """What a task may run under: a limit, or an item that holds the day itself."""
        return self.days() | set(self.limits)

    def days(self) -> set[str]:
        """The card's date items."""
        items = {} if self.card is None else self.card.items
        return {n for n, i in items.items() if i.type.value_type is ValueType.DATE}

    def scope(self) -> Scope:
        """What its expressions may read."""
        results = {name: table.results for name, table in self.tables.items()}
        return scope_of(self.card, self.parameters, results)


def words(drawing: Drawing, known: Known) -> Iterator[Fault]:
    """Faults of names and expressions."""
    for task in drawing.tasks.values():
        yield from _task(drawing, task, known)
    yield from _labels(drawing)
    scope = known.scope()
    for flow in drawing.flows.values():
        if flow.condition:
            place = Place(drawing.file, flow.condition_line)
            yield from _expression(flow.condition, scope, place, (ValueType.BOOLEAN,))
    for timer in drawing.timers.values():
        yield from _timer(drawing, timer, scope, known)


def _task(drawing: Drawing, task: TaskShape, known: Known) -> Iterator[Fault]:
    place = Place(drawing.file, task.line)
    if task.kind is Kind.SERVICE and not task.act:
        yield Fault(
            place,
            Text(
                f"自动办理“{task.label.zh}”没有写明动作",
                f"the service task “{task.label.en}” names no act",
            ),
            Text('补上 <h:task act="…"/>', 'add <h:task act="…"/>'),
            "drawing_act",
        )
    if task.kind is Kind.USER and not task.role:
        yield Fault(
            place,
            Text(
                f"任务“{task.label.zh}”没有办理角色",
                f"nobody is named to do the task “{task.label.en}”",
            ),
            Text("放进泳道，或写明 role", "put it in a lane, or write role"),
            "drawing_role",
        )
    items = () if known.card is None else tuple(known.card.items)
    yield from _named(place, "form", (task.form,), known.forms)
    yield from _named(place, "role", (task.role,), known.roles)
    yield from _named(place, "act", (task.act,), known.acts)
    yield from _named(place, "limit", (task.limit,), known.due_names())
    yield from _named(place, "limit_from", (task.limit_from,), known.days())
    yield from _named(place, "fills", task.fills, items)
    yield from _named(place, "answered_by", task.answered_by, items)
    yield from _computed(place, task, known)


_WHAT = {
    "form": Text("表单", "form"),
    "role": Text("角色", "role"),
    "act": Text("办理动作", "act"),
    "limit": Text("期限", "limit"),
    "limit_from": Text("日期项", "date item"),
    "fills": Text("案卡项", "item of the card"),
    "answered_by": Text("案卡项", "item of the card"),
}


def _named(
    place: Place, key: str, names: tuple[str, ...], known: Collection[str] | None
) -> Iterator[Fault]:
    if known is None:
        return
    what = _WHAT[key]
    for name in names:
        if name and name not in known:
            yield Fault(
                place,
                Text(f"没有{what.zh}“{name}”", f"there is no {what.en} “{name}”"),
                _nearest(name, known),
                f"drawing_{key}",
            )


def _computed(place: Place, task: TaskShape, known: Known) -> Iterator[Fault]:
    items = {} if known.card is None else known.card.items
    for name in task.fills:
        item = items.get(name)
        if item is not None and (item.derive is not None or item.limit is not None):
            yield Fault(
                place,
                Text(
                    f"“{name}”由其他项算出，不由人填",
                    f"“{name}” is computed, not filled",
                ),
                None,
                "drawing_fills",
            )


def _labels(drawing: Drawing) -> Iterator[Fault]:
    """What people see has its name in both languages."""
    seen = [(drawing.name, drawing.line)]
    seen += [(lane.label, lane.line) for lane in drawing.lanes.values()]
    seen += [(task.label, task.line) for task in drawing.tasks.values()]
    for label, line in seen:
        place = Place(drawing.file, line)
        if not label.zh:
            yield Fault(
                place,
                Text("没有名称", "it has no name"),
                Text("补上 name", "add its name"),
                "drawing_label",
            )
        elif label.en == label.zh and not label.zh.isascii():
            yield Fault(
                place,
                Text(f"“{label.zh}”没有英文名称", f"“{label.zh}” has no English name"),
                Text('补上 <h:label en="…"/>', 'add <h:label en="…"/>'),
                "drawing_label",
            )


def _timer(
    drawing: Drawing, timer: Timer, scope: Scope, known: Known
) -> Iterator[Fault]:
    place = Place(drawing.file, timer.line)
    if timer.how == "on":
        dates = (ValueType.DATE, ValueType.DATETIME)
        yield from _expression(timer.text, scope, place, dates)
        return
    if timer.text in known.limits:
        return
    try:
        parse_length(timer.text)
    except UserFault as error:
        yield Fault(
            place, error.message, _nearest(timer.text, known.limits), "drawing_timer"
        )


def _expression(
    text: str, scope: Scope, place: Place, wanted: tuple[ValueType, ...]
) -> Iterator[Fault]:
    try:
        expression = parse(text, scope, wanted[0] if len(wanted) == 1 else None)
    except ExpressionError as error:
        yield Fault(place, error.message, error.suggestion, "drawing_expression")
        return
    if expression.type not in wanted:
        kinds = " | ".join(wanted)
        yield Fault(
            place,
            Text(
                f"式子的结果应为 {kinds}，现为 {expression.type}",
                f"the expression gives {expression.type}, not {kinds}",
            ),
            None,
            "drawing_expression",
        )


def _nearest(word: str, known: Collection[str]) -> Text | None:
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    if close:
        return Text(f"是否应为“{close[0]}”？", f"did you mean “{close[0]}”?")
    if known and len(known) <= 12:
        names = sorted(known)
        return Text(f"可用：{'、'.join(names)}", f"one of: {', '.join(names)}")
    return None

"""Tasks that bodies answer: they are drawn, bodies and items exist, forms are answered."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.decision_model import STAGES, Decision
from hengjian.engines.pack_format.draft import Draft, ItemShape
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, ItemType, Pack
from hengjian.engines.process.drawing import Kind
from hengjian.lib.bilingual import Text


_TYPES = {"decided_on": ItemType.DATE}
_OWN_TYPES = {"case_item": ItemType.BOOLEAN}


def decision_task(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A decision belongs to a user task of the drawing."""
    for pack in packs.values():
        tasks = pack.process.tasks if pack.process is not None else {}
        drawn = [name for name, task in tasks.items() if task.kind is Kind.USER]
        for decision in pack.decisions.values():
            if decision.task not in drawn:
                yield Fault(
                    decision.place,
                    Text(
                        f"流程里没有由人办理的任务“{decision.task}”",
                        f"the process has no user task “{decision.task}”",
                    ),
                    nearest_or_list(decision.task, drawn),
                    "decision_task",
                )


def decision_body(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Body and scope are named, or the items that name them; both exist."""
    for pack in packs.values():
        for decision in pack.decisions.values():
            for one, other in (("body", "body_item"), ("scope", "scope_item")):
                if bool(getattr(decision, one)) == bool(getattr(decision, other)):
                    yield _fault(
                        decision,
                        Text(
                            f"{one} 和 {other} 写且只写一个", f"{one} or {other}, one"
                        ),
                        "decision_body",
                    )
            yield from _body(draft, decision)


def _body(draft: Draft, decision: Decision) -> Iterator[Fault]:
    if draft.bodies is None or not decision.body:
        return
    plan = draft.bodies.plans.get(decision.body)
    if plan is None:
        yield Fault(
            decision.place,
            Text(f"没有会议“{decision.body}”", f"there is no body “{decision.body}”"),
            nearest_or_list(decision.body, draft.bodies.plans),
            "decision_body",
        )
    elif decision.scope and plan.scope_item(decision.scope) is None:
        yield Fault(
            decision.place,
            Text(
                f"该会议没有议事范围“{decision.scope}”",
                f"that body has no scope “{decision.scope}”",
            ),
            nearest_or_list(decision.scope, [each.code for each in plan.scope]),
            "decision_body",
        )


def decision_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Items exist, are not personal, and can hold what they take; outcomes are codes."""
    for name, pack in packs.items():
        if name not in draft.shapes or name in draft.unreadable:
            continue
        shape = draft.shapes[name]
        for decision in pack.decisions.values():
            named = {**{i: k for k, i in decision.items.items()}, **decision.fills}
            for item, takes in named.items():
                if item in shape.broken:
                    continue
                if item not in shape.items:
                    yield Fault(
                        decision.place,
                        Text(f"案卡没有项“{item}”", f"the card has no item “{item}”"),
                        nearest_or_list(item, shape.items),
                        "decision_items",
                    )
                else:
                    yield from _holds(decision, item, shape.items[item], takes)


def _holds(
    decision: Decision, item: str, shape: ItemShape, takes: str
) -> Iterator[Fault]:
    wanted = _TYPES.get(takes) or _OWN_TYPES.get(takes)
    if shape.personal or (wanted is not None and shape.type is not wanted):
        yield _fault(
            decision,
            Text(
                f"“{item}”不能承接 {takes}：类型不符，或是个人信息",
                f"“{item}” cannot hold {takes}: another type, or personal",
            ),
            "decision_items",
        )
    if takes not in ("outcome", "chosen"):
        return
    if takes == "chosen" and decision.awaits != "decided":
        yield _fault(
            decision,
            Text(
                "只有议决(awaits: decided)才选定一项",
                "only a decision chooses (awaits: decided)",
            ),
            "decision_items",
        )
    if shape.type is not ItemType.CHOICE:
        yield _fault(
            decision,
            Text(f"“{item}”应是选项", f"“{item}” must be a choice"),
            "decision_items",
        )
        return
    if takes == "chosen":
        return
    outcomes = STAGES[decision.awaits][1]
    for outcome in decision.outcomes.keys() - set(outcomes):
        yield Fault(
            decision.place,
            Text(f"没有结果“{outcome}”", f"there is no outcome “{outcome}”"),
            nearest_or_list(outcome, outcomes),
            "decision_items",
        )
    for outcome in outcomes:
        code = decision.outcomes.get(outcome, outcome)
        if code not in shape.choices and outcome in decision.outcomes:
            yield Fault(
                decision.place,
                Text(f"“{item}”没有选项“{code}”", f"“{item}” has no choice “{code}”"),
                nearest_or_list(code, shape.choices),
                "decision_items",
            )


def decision_form(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """What is filled stands on the task's form, and what the form must have is filled."""
    for pack in packs.values():
        if pack.process is None:
            continue
        for decision in pack.decisions.values():
            task = pack.process.tasks.get(decision.task)
            form = pack.forms.get(task.form) if task is not None else None
            if form is None or pack.card is None:
                continue
            asked = {each.item for each in form.fields if not each.read_only}
            for name in decision.fills.keys() - asked:
                yield _fault(
                    decision,
                    Text(
                        f"任务的表单里没有可填的“{name}”",
                        f"the task's form does not ask for “{name}”",
                    ),
                    "decision_form",
                )
            for each in form.fields:
                item = pack.card.items.get(each.item)
                if each.read_only or item is None or each.item in decision.fills:
                    continue
                if each.required or (each.required is None and item.required):
                    yield _fault(
                        decision,
                        Text(
                            f"表单必填的“{each.item}”不在 fills 里",
                            f"the form asks for “{each.item}”, which nothing fills",
                        ),
                        "decision_form",
                    )


def _fault(decision: Decision, message: Text, rule: str) -> Fault:
    return Fault(decision.place, message, None, rule)

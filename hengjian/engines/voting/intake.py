"""An agenda item on entry: complete, in scope, at the right body, and put by the right one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hengjian.engines.voting.bodies import Basis, Bodies, BodyPlan
from hengjian.lib.bilingual import Text


class IntakeKind(StrEnum):
    """What is wrong with an item on entry."""

    INCOMPLETE = "incomplete"
    ELSEWHERE = "elsewhere"
    CASE_REFUSED = "case_refused"
    NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True)
class Proposed:
    """An item as it is put. ``parts`` are the papers that are there; ``post`` is the
    kind of post of who puts it, empty where that is not known.
    """

    body: str
    scope: str
    is_case: bool
    parts: frozenset[str]
    post: str = ""


@dataclass(frozen=True)
class IntakeFinding:
    """One thing that is wrong: with the body it belongs to, and the rule, where one says."""

    kind: IntakeKind
    text: Text
    send_to: str = ""
    basis: Basis | None = None


def intake(bodies: Bodies, proposed: Proposed) -> tuple[IntakeFinding, ...]:
    """Everything that is wrong with an item. Raises ``KeyError`` for an unknown body."""
    plan = bodies.plans[proposed.body]
    return (
        *_case(bodies, plan, proposed),
        *_scope(bodies, plan, proposed),
        *_put_by(plan, proposed),
        *_papers(plan, proposed),
    )


def is_misplaced(found: tuple[IntakeFinding, ...]) -> bool:
    """Whether the item belongs to another body."""
    return any(each.send_to for each in found)


def _case(
    bodies: Bodies, plan: BodyPlan, proposed: Proposed
) -> Iterator[IntakeFinding]:
    if not proposed.is_case or plan.cases is None:
        return
    there = bodies.plans[plan.cases.send_to].label
    yield IntakeFinding(
        IntakeKind.CASE_REFUSED,
        Text(
            f"案件不提交{plan.label.zh}，应送{there.zh}：{plan.cases.reason.zh}",
            f"a case does not come to the {plan.label.en} but to the {there.en}: "
            f"{plan.cases.reason.en}",
        ),
        plan.cases.send_to,
        plan.cases.basis,
    )


def _scope(
    bodies: Bodies, plan: BodyPlan, proposed: Proposed
) -> Iterator[IntakeFinding]:
    own = plan.scope_item(proposed.scope)
    if own is not None:
        if proposed.is_case and plan.cases is None and not own.takes_cases:
            yield IntakeFinding(
                IntakeKind.INCOMPLETE,
                Text(
                    f"案件不属于“{own.label.zh}”，请改选案件类的议事范围",
                    f"a case does not come under “{own.label.en}”: choose a scope for cases",
                ),
                basis=own.basis,
            )
        return
    owner = bodies.owner_of(proposed.scope)
    if owner is None:
        yield IntakeFinding(
            IntakeKind.INCOMPLETE,
            Text("没有选定议事范围", "no scope is chosen"),
        )
        return
    item = owner.scope_item(proposed.scope)
    assert item is not None  # noqa: S101  (its owner was found by it)
    yield IntakeFinding(
        IntakeKind.ELSEWHERE,
        Text(
            f"“{item.label.zh}”属于{owner.label.zh}的议事范围，不属于{plan.label.zh}",
            f"“{item.label.en}” is for the {owner.label.en}, not the {plan.label.en}",
        ),
        owner.name,
        item.basis,
    )


def _put_by(plan: BodyPlan, proposed: Proposed) -> Iterator[IntakeFinding]:
    if proposed.post and plan.put_by and proposed.post not in plan.put_by:
        yield IntakeFinding(
            IntakeKind.NOT_ENTITLED,
            Text(
                f"提请人的岗位不能直接向{plan.label.zh}提请议题，请由部门负责人或院领导提请",
                f"this post may not put items to the {plan.label.en}: let the head of "
                "department or a leader put it",
            ),
        )


def _papers(plan: BodyPlan, proposed: Proposed) -> Iterator[IntakeFinding]:
    for paper in plan.papers:
        if paper.cases_only and not proposed.is_case:
            continue
        if paper.part not in proposed.parts:
            yield IntakeFinding(
                IntakeKind.INCOMPLETE,
                Text(f"缺少材料：{paper.label.zh}", f"missing: {paper.label.en}"),
            )

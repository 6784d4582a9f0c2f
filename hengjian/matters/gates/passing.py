"""Integrity gates passed, or not: asked of whoever registers or completes a task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.engines.pack_format.gate_model import Gate
from hengjian.jobs import actions as jobs
from hengjian.lib.bilingual import Text
from hengjian.matters import timeline
from hengjian.matters.faults import MatterFault
from hengjian.matters.gates.holding import Standing, holding
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter, WorkItem
from hengjian.organisation.models import Procuratorate


PREFIX = "gate."
"""Of the fields in which a page sends the answers."""
YES_NO = {"yes": Text("是", "yes"), "no": Text("否", "no")}


class Stopped(MatterFault):
    """A gate stops the act; its rule says why."""

    is_refusal = True

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        basis = gate.basis.title if gate.basis is not None else Text("", "")
        zh = f"廉政关口“{gate.name}”：{gate.message.zh}"
        en = f"integrity gate “{gate.name}”: {gate.message.en}"
        if basis.zh:
            zh, en = f"{zh}（{basis.zh}）", f"{en} ({basis.en})"
        super().__init__(Text(zh, en))


class MustAnswer(MatterFault):
    """Gates ask or warn and were not answered yet; ``gates`` are they."""

    status = 422

    def __init__(self, gates: Sequence[Gate]) -> None:
        self.gates = list(gates)
        zh = "；".join(f"{g.message.zh}（{g.name}）" for g in gates)
        en = "; ".join(f"{g.message.en} ({g.name})" for g in gates)
        super().__init__(Text(f"请先答复：{zh}", f"To be answered first: {en}"))


@dataclass(frozen=True)
class Passed:
    """A gate that held and was answered: ``yes``, ``no``, or words."""

    gate: Gate
    answer: str


def typed(posted: Mapping[str, Any]) -> dict[str, str]:
    """The answers that a page sends, by gate."""
    return {
        name.removeprefix(PREFIX): str(text)
        for name, text in posted.items()
        if name.startswith(PREFIX)
    }


def pass_gates(
    kind: Kind,
    at: str,
    row: Mapping[str, Any],
    unit: Procuratorate,
    answers: Mapping[str, str] | None,
    *,
    matter: Matter | None = None,
    by: Actor,
) -> list[Passed]:
    """Hold the gates of a task against what is filled. Raises ``Stopped``, ``MustAnswer``.

    Gates are asked of people: the platform itself (an import, a meeting's decision) passes.
    """
    if not kind.pack.gates or not isinstance(by, Account):
        return []
    given, passed, open_gates = answers or {}, [], []
    for gate in holding(Standing(kind, at, row, unit, by, matter)):
        answer = given.get(gate.name, "").strip()[:1000]
        if gate.does == "stop":
            raise Stopped(gate)
        if not answer or (gate.does == "ask" and answer not in YES_NO):
            open_gates.append(gate)
        elif gate.does == "ask" and answer != gate.expected:
            raise Stopped(gate)
        else:
            passed.append(Passed(gate, answer))
    if open_gates:
        raise MustAnswer(open_gates)
    return passed


def enter(
    matter: Matter,
    passed: Sequence[Passed],
    *,
    item: WorkItem | None = None,
    by: Actor,
) -> None:
    """What was answered, in the journal and on the time line; whom it is told."""
    for each in passed:
        gate = each.gate
        said = YES_NO.get(each.answer)
        timeline.enter(
            matter,
            "matters.gate_passed",
            Text(
                f"廉政关口：{gate.message.zh}" + (f"答：{said.zh}" if said else ""),
                f"integrity gate: {gate.message.en}"
                + (f" Answer: {said.en}" if said else ""),
            ),
            by=by,
            reason="" if said else each.answer,
            subject=item,
            new={"gate": gate.name, "answer": each.answer},
        )
        if gate.tell:
            jobs.tell(
                event="matters.gate_passed",
                event_id=f"{matter.pk}-{matter.version}-{gate.name}",
                payload={
                    "matter": matter.pk,
                    "roles": list(gate.tell),
                    "zh": gate.message.zh,
                    "en": gate.message.en,
                },
                by=by,
            )

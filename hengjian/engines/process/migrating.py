"""Moving a running process to a new drawing: what can move, and why the rest cannot.

A plan changes nothing. A process moves when every open element is in the new drawing,
of the same kind and in the same sub-process, and when its tokens could stand there
together: a join must not wait for a branch that was never opened.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hengjian.engines.process.definition import Definition
from hengjian.engines.process.drawing import Kind
from hengjian.engines.process.marking import Marking, Token
from hengjian.engines.process.stored_state import load, save
from hengjian.engines.process.structure import Structure
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Plan:
    """Either the state in the new drawing or the reason why there is none."""

    new_state: bytes | None
    reason: Text | None = None


def plan(old: Definition, new: Definition, state: bytes) -> Plan:
    """How a state of ``old`` would stand in ``new``.

    Timers that both have keep their moments; new ones are set at the next step.
    """
    marking = load(state, old.reads)
    reason = next(_reasons(old, new, marking), None)
    if reason is not None:
        return Plan(None, reason)
    moved = Marking(
        drawing=new.drawing.digest,
        tokens=tuple(_moved(new, token) for token in marking.tokens),
        last_id=marking.last_id,
        done=frozenset(e for e in marking.done if e in new.drawing.elements),
        values={n: v for n, v in marking.values.items() if n in new.reads},
        ended=marking.ended,
    )
    return Plan(save(moved))


def _reasons(old: Definition, new: Definition, marking: Marking) -> Iterator[Text]:
    for token in marking.all_tokens():
        yield from _of_token(old, new, token)
    for name, kind in old.reads.items():
        if new.reads.get(name, kind) is not kind:
            yield Text(f"“{name}”的类型变了", f"“{name}” is of another type now")
    level = {"": marking.tokens}
    level |= {t.element: t.inner for t in marking.all_tokens() if t.inner}
    for within, tokens in level.items():
        context = new.structure.branches.get(within, frozenset())
        around = context | {within} if within else context
        if tokens and not _Standing(new, around).may(tokens):
            yield Text(
                "新图里这些环节不会同时办理，汇合处会一直等下去",
                "in the new drawing these would not be open together: "
                "a join would wait for ever",
            )


def _of_token(old: Definition, new: Definition, token: Token) -> Iterator[Text]:
    label = old.drawing.label(token.element)
    before = old.drawing.elements[token.element]
    after = new.drawing.elements.get(token.element)
    if after is None:
        yield Text(
            f"新图里没有“{label.zh}”({token.element})",
            f"the new drawing has no “{label.en}” ({token.element})",
        )
    elif after.kind is not before.kind:
        was, now = before.kind.words, after.kind.words
        yield Text(
            f"“{label.zh}”由{was.zh}改成了{now.zh}",
            f"“{label.en}” was a {was.en} and is a {now.en}",
        )
    elif after.within != before.within:
        yield Text(f"“{label.zh}”换了子流程", f"“{label.en}” is in another sub-process")
    elif token.by:
        flow = new.drawing.flows.get(token.by)
        source = old.drawing.source(token.by)
        if flow is None or (flow.source, flow.target) != (source, token.element):
            yield Text(
                f"通往“{label.zh}”的连线“{token.by}”变了",
                f"the arrow “{token.by}” to “{label.en}” has changed",
            )


def _moved(new: Definition, token: Token) -> Token:
    kind = new.drawing.elements[token.element].kind
    wanted = (
        (token.element,)
        if kind is Kind.TIMER
        else new.drawing.attached.get(token.element, ())
    )
    fired = tuple(timer for timer in token.fired if timer in wanted)
    due = {timer: token.due.get(timer) for timer in wanted if timer not in fired}
    return replace(
        token,
        due=due,
        fired=fired,
        inner=tuple(_moved(new, one) for one in token.inner),
    )


@dataclass(frozen=True)
class _Standing:
    """Whether tokens of one level could stand together."""

    definition: Definition
    context: frozenset[str]  # branches around all of them

    @property
    def _structure(self) -> Structure:
        return self.definition.structure

    def may(self, tokens: Sequence[Token]) -> bool:
        sides: dict[str, list[Token]] = {}
        main = []
        for token in tokens:
            timer = self._beside(token)
            sides.setdefault(timer, []).append(token) if timer else main.append(token)
        if not all(self._at(timer).may(held) for timer, held in sides.items()):
            return False
        groups = self._by_branch(main)
        here = groups.pop("", [])
        if here or not groups:
            return len(here) <= 1 and not groups
        return self._one_fork(groups)

    def _beside(self, token: Token) -> str:
        """The outermost timer in whose branch a token lies; it may outlive the rest."""
        elements = self.definition.drawing.elements
        timers = [n for n in self._inner(token) if n in elements]
        return self._largest(n for n in timers if elements[n].attached_to)

    def _at(self, timer: str) -> "_Standing":
        return _Standing(self.definition, self._structure.branches[timer])

    def _one_fork(self, groups: Mapping[str, Sequence[Token]]) -> bool:
        drawing = self.definition.drawing
        forks = {drawing.source(flow) for flow in groups}
        if len(forks) != 1:
            return False
        fork = drawing.elements[forks.pop()]
        meets = fork.kind is Kind.PARALLEL and self._structure.meeting.intersection(
            fork.outgoing
        )
        if meets and set(groups) != set(fork.outgoing):
            return False
        return all(self._inside(n).may(held) for n, held in groups.items())

    def _inside(self, branch: str) -> "_Standing":
        return _Standing(self.definition, self.context | {branch})

    def _by_branch(self, tokens: Sequence[Token]) -> dict[str, list[Token]]:
        """Tokens by the outermost branch that is not around all of them."""
        groups: dict[str, list[Token]] = {}
        for token in tokens:
            groups.setdefault(self._outermost(token), []).append(token)
        return groups

    def _outermost(self, token: Token) -> str:
        return self._largest(self._inner(token))

    def _largest(self, branches: Iterable[str]) -> str:
        regions = self._structure.regions
        return max(branches, key=lambda name: len(regions.get(name, ())), default="")

    def _inner(self, token: Token) -> frozenset[str]:
        structure = self._structure
        around = (
            structure.arrivals[token.by]
            if token.by
            else structure.branches[token.element]
        )
        return around - self.context

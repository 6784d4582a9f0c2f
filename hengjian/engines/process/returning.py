"""Going back: which tokens a return to an earlier task withdraws."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from hengjian.engines.process.definition import Definition
from hengjian.engines.process.drawing import Kind
from hengjian.engines.process.marking import Marking, Token
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class CannotReturn(UserFault):
    """The process cannot go back to that element; the message says why."""

    status = 409


def returned(
    definition: Definition, marking: Marking, to_element: str, at: datetime
) -> Marking:
    """The marking with a token on an earlier user task; raises ``CannotReturn``.

    A token is withdrawn when it lies in all the branches that the task lies in: after
    the task in the same branch, or in branches that opened after it. A process that has
    ended opens again.
    """
    element = definition.drawing.elements.get(to_element)
    if element is None or element.kind is not Kind.USER:
        raise CannotReturn(Text("只能回到一个任务", "one can go back to a task only"))
    if to_element not in marking.done:
        label = definition.drawing.label(to_element)
        raise CannotReturn(
            Text(
                f"“{label.zh}”还没有办过，不能退回到它",
                f"“{label.en}” was not done yet: one cannot go back to it",
            )
        )
    going = _Going(definition, to_element, at, count(marking.last_id + 1))
    tokens = going.tokens(marking.tokens, "")
    return replace(marking, tokens=tokens, last_id=next(going.numbers) - 1, ended=False)


@dataclass
class _Going:
    definition: Definition
    to_element: str
    at: datetime
    numbers: Iterator[int]

    def tokens(self, tokens: tuple[Token, ...], within: str) -> tuple[Token, ...]:
        """The tokens of one level with the new one put where its element lies."""
        elements = self.definition.drawing.elements
        here = self.to_element
        while elements[here].within != within:
            here = elements[here].within
        for one in tokens:
            if one.element == here != self.to_element and one.inner:
                moved = replace(one, inner=self.tokens(one.inner, here))
                return tuple(moved if each is one else each for each in tokens)
        around = self.definition.structure.branches[here]
        left = tuple(one for one in tokens if not around <= self._branches(one))
        withdrawn = [one for one in tokens if one not in left]
        if around and not any(self._is_open(one, around) for one in withdrawn):
            raise self._met_already()
        return (*left, self._placed(here))

    def _is_open(self, token: Token, around: frozenset[str]) -> bool:
        """Whether a token keeps the branch open; one beside it may outlive it."""
        attached = self.definition.drawing.elements
        inner = self._branches(token) - around
        return not any(
            name in attached and attached[name].attached_to for name in inner
        )

    def _branches(self, token: Token) -> frozenset[str]:
        if token.by:
            return self.definition.structure.arrivals[token.by]
        return self.definition.structure.branches[token.element]

    def _placed(self, outermost: str) -> Token:
        """The token, inside the sub-processes around it up to ``outermost``."""
        element = self.to_element
        token = self._token(element)
        while element != outermost:
            if self._lies_in_branch(element):
                # the other branches would never be opened, and the join wait for them
                raise self._met_already()
            element = self.definition.drawing.elements[element].within
            token = replace(self._token(element), inner=(token,))
        return token

    def _lies_in_branch(self, element: str) -> bool:
        """Whether it stands in a branch of its own sub-process."""
        around = self.definition.structure.branches[element]
        return any(not self._is_subprocess(name) for name in around)

    def _is_subprocess(self, name: str) -> bool:
        found = self.definition.drawing.elements.get(name)
        return found is not None and found.kind is Kind.SUBPROCESS

    def _met_already(self) -> CannotReturn:
        label = self.definition.drawing.label(self.to_element)
        return CannotReturn(
            Text(
                f"“{label.zh}”所在的分支已经汇合，请退回到分支之前",
                f"the branch of “{label.en}” has met the others already: "
                "go back to before the branches",
            )
        )

    def _token(self, element: str) -> Token:
        timers = self.definition.drawing.attached.get(element, ())
        number = str(next(self.numbers))
        return Token(number, element, self.at, due=dict.fromkeys(timers))

"""Arithmetic over measures: ``a / (a + b)``, ``other_pack.measure * 2/3``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.pack_format.model import Formula
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<sign>[-+*/()]))"
)
_MISTYPED = {
    "÷": "/",
    "×": "*",
    "\uff0f": "/",
    "\uff08": "(",
    "\uff09": ")",
    "\uff0d": "-",
    "\u2212": "-",
    "\uff0b": "+",
}
_DEEPEST = 40
_LONGEST = 4000

Tree = tuple[object, ...]


class FormulaError(UserFault):
    """A formula that is refused; ``position`` counts its characters from 0."""

    def __init__(
        self, message: Text, *, position: int = 0, suggestion: Text | None = None
    ) -> None:
        super().__init__(message)
        self.position = position
        self.suggestion = suggestion


@dataclass(frozen=True)
class _Token:
    kind: str  # name number sign end
    text: str
    position: int


def parse_formula(text: str, resolve: Callable[[str, int], str]) -> Formula:
    """Parse a formula; ``resolve(name, position)`` gives a measure's full name.

    ``resolve`` raises ``FormulaError`` for a name that is no measure.
    """
    reader = _Reader(_tokens(text), resolve)
    tree = reader.sum()
    reader.expect_end()
    return Formula(text=text, tree=tree, measures=tuple(dict.fromkeys(reader.measures)))


def _tokens(text: str) -> list[_Token]:
    if len(text) > _LONGEST:
        raise FormulaError(Text("算式太长", "the formula is too long"))
    tokens: list[_Token] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise _unexpected(text[start], start)
        kind = str(match.lastgroup)
        tokens.append(_Token(kind, match.group(kind), match.start(kind)))
        position = match.end()
    tokens.append(_Token("end", "", len(text.rstrip())))
    return tokens


def _unexpected(character: str, position: int) -> FormulaError:
    meant = _MISTYPED.get(character)
    return FormulaError(
        Text(f"算式里不能有“{character}”", f"“{character}” cannot stand in a formula"),
        position=position,
        suggestion=(
            Text(f"改用“{meant}”", f"use “{meant}”")
            if meant
            else Text(
                "可用：度量名、数、+ - * / 与括号",
                "allowed: measures, numbers, + - * / and brackets",
            )
        ),
    )


class _Reader:
    """Recursive descent over the tokens of one formula."""

    def __init__(
        self, tokens: list[_Token], resolve: Callable[[str, int], str]
    ) -> None:
        self.tokens = tokens
        self.resolve = resolve
        self.next = 0
        self.depth = 0
        self.measures: list[str] = []

    @property
    def token(self) -> _Token:
        return self.tokens[self.next]

    def take(self) -> _Token:
        token = self.token
        self.next += 1
        return token

    def sum(self) -> Tree:
        tree = self.product()
        while self.token.text in {"+", "-"}:
            operator = self.take().text
            tree = (operator, tree, self.product())
        return tree

    def product(self) -> Tree:
        tree = self.unary()
        while self.token.text in {"*", "/"}:
            operator = self.take()
            right = self.unary()
            if operator.text == "/" and right == ("number", Fraction(0)):
                raise FormulaError(
                    Text("除以零", "division by zero"), position=operator.position
                )
            tree = (operator.text, tree, right)
        return tree

    def unary(self) -> Tree:
        if self.token.text != "-":
            return self.atom()
        self._deeper()
        self.take()
        tree: Tree = ("negative", self.unary())
        self.depth -= 1
        return tree

    def atom(self) -> Tree:
        token = self.take()
        if token.kind == "name":
            full_name = self.resolve(token.text, token.position)
            self.measures.append(full_name)
            return ("measure", full_name)
        if token.kind == "number":
            return ("number", Fraction(token.text))
        if token.text == "(":
            self._deeper()
            tree = self.sum()
            if self.token.text != ")":
                raise FormulaError(
                    Text("缺少右括号", "a closing bracket is missing"),
                    position=self.token.position,
                )
            self.take()
            self.depth -= 1
            return tree
        raise FormulaError(
            Text("这里应有度量或数", "a measure or a number is missing here"),
            position=token.position,
        )

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise FormulaError(
                Text("括号套得太深", "too many brackets inside brackets"),
                position=self.token.position,
            )

    def expect_end(self) -> None:
        if self.token.kind != "end":
            raise FormulaError(
                Text(
                    f"“{self.token.text}”之前缺少运算符或多了内容",
                    f"an operator is missing before “{self.token.text}”",
                ),
                position=self.token.position,
            )

"""From sqlglot's tree to ours, node by node; what is not in the table is refused."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from sqlglot import exp

from hengjian.engines.expressions import arithmetic, reading_names
from hengjian.engines.expressions.calls import build_call
from hengjian.engines.expressions.coercion import (
    coerce,
    date_literal,
    datetime_literal,
    expected,
    unify,
)
from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.exact_numbers import DECIMAL_BOUND, LARGEST
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.grammar import CALLS, COMPARISONS, MARKS, SIGNS
from hengjian.engines.expressions.nodes import (
    And,
    Between,
    Case,
    Compare,
    InList,
    InParameter,
    IsNull,
    IsTruth,
    Like,
    Literal,
    Lookup,
    Node,
    Not,
    Null,
    Or,
)
from hengjian.engines.expressions.scaling import (
    all_values,
    at_one_scale,
    parameter_scale,
)
from hengjian.engines.expressions.suggestions import instead_of
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.lib.bilingual import Text


DEEPEST = 60  # nodes above one another: a sum of 60 terms
HEAVIEST = 20_000  # pieces of compiled SQL, see Node.weight
LONGEST_LITERAL = 1_000
MOST_SHOWN = 30  # characters of the text in a message
MOST_WILDCARDS = 4  # more make a match slow: its time grows with their power

WHOLE = re.compile(r"\d+", re.ASCII)
FRACTIONAL = re.compile(r"\d*\.\d{1,6}|\d+\.", re.ASCII)


def position_of(node: exp.Expr) -> int:
    """Where the node's first word stands in the text."""
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    return min(starts, default=0)


def _refuse_null(operands: Iterable[exp.Expr], position: int) -> None:
    if any(isinstance(one.unnest(), exp.Null) for one in operands):
        raise ExpressionError(
            Text("与 null 比较总是未知", "a comparison with null is never true"),
            position=position,
            suggestion=Text("用 is null 或 is not null", "use is null or is not null"),
        )


class Translator:
    """Translates one expression within a scope."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.depth = 0

    def translate(self, source: exp.Expr) -> Node:
        """The typed node; raises ``ExpressionError`` at the place of what is refused."""
        while isinstance(source, exp.Paren):
            source = source.this
        method = METHODS.get(type(source))
        if method is None:
            raise self._refused(source)
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(
                Text(
                    f"嵌套超过 {DEEPEST} 层", f"nested more than {DEEPEST} levels deep"
                ),
                position=position_of(source),
            )
        node = method(self, source)
        self.depth -= 1
        if node.weight > HEAVIEST:
            raise ExpressionError(
                Text("表达式过于复杂", "the expression is too large"),
                position=position_of(source),
            )
        return node

    def _refused(self, source: exp.Expr) -> ExpressionError:
        position = position_of(source)
        shown = self.text[position : position + MOST_SHOWN]
        return ExpressionError(
            Text(f"表达式中不能有 {shown}", f"an expression cannot hold {shown}"),
            position=position,
            suggestion=instead_of(source.key, ()),
        )

    def _typed(self, source: exp.Expr, wanted: ValueType) -> Node:
        node = self.translate(source)
        fitted = coerce(node, wanted, self.scope.timezone, position_of(source))
        if fitted is None:
            raise expected(node, wanted, position_of(source))
        return fitted

    def _alike(self, sources: Sequence[exp.Expr], position: int) -> list[Node]:
        """Operands brought to one type and one scale."""
        nodes = unify(
            [self.translate(one) for one in sources], self.scope.timezone, position
        )
        return at_one_scale(nodes, position)

    # leaves

    def literal(self, source: exp.Expr) -> Node:
        """A text or a number as written."""
        text = source.this
        if source.args.get("is_string"):
            if len(text) > LONGEST_LITERAL:
                raise ExpressionError(
                    Text(
                        f"文字超过 {LONGEST_LITERAL} 个字符",
                        f"a text has more than {LONGEST_LITERAL} characters",
                    ),
                    position=position_of(source),
                )
            return Literal(text, ValueType.TEXT)
        if WHOLE.fullmatch(text) and len(text) < 20 and int(text) <= LARGEST:
            return Literal(int(text), ValueType.INTEGER)
        if FRACTIONAL.fullmatch(text) and Decimal(text) < DECIMAL_BOUND:
            return Literal(Decimal(text), ValueType.DECIMAL)
        raise ExpressionError(
            Text(
                f"{text} 不是可用的数：整数至多64位，小数至多24位整数、6位小数",
                f"{text} is no usable number: integers of 64 bits, decimals of 24 digits and six more",
            ),
            position=position_of(source),
        )

    def truth(self, source: exp.Expr) -> Node:
        """``true`` or ``false``."""
        return Literal(bool(source.this), ValueType.BOOLEAN)

    def null(self, _source: exp.Expr) -> Node:
        """``null``; its type comes from where it stands."""
        return Null(ValueType.TEXT)

    def typed_literal(self, source: exp.Expr) -> Node:
        """``date '…'`` and ``timestamp '…'``: the only casts there are."""
        inner = source.this
        kind = source.args["to"].this
        if isinstance(inner, exp.Literal) and inner.args.get("is_string"):
            if kind == exp.DataType.Type.DATE:
                return date_literal(inner.this, position_of(source))
            if kind in (
                exp.DataType.Type.TIMESTAMP,
                exp.DataType.Type.TIMESTAMPNTZ,
                exp.DataType.Type.TIMESTAMPTZ,
            ):
                return datetime_literal(
                    inner.this, self.scope.timezone, position_of(source)
                )
        raise self._refused(source)

    def name(self, source: exp.Expr) -> Node:
        """An item, a constant or a parameter."""
        parts = source.parts  # type: ignore[attr-defined]
        if not all(isinstance(part, exp.Identifier) for part in parts):
            raise self._refused(source)
        name = ".".join(part.name for part in parts)
        return reading_names.read(name, self.scope, position_of(source))

    # logic

    def connected(self, source: exp.Expr) -> Node:
        """A chain of ``and``, or of ``or``, as one node."""
        operands = tuple(
            self._typed(part, ValueType.BOOLEAN) for part in source.flatten()
        )
        return And(operands) if isinstance(source, exp.And) else Or(operands)

    def negated(self, source: exp.Expr) -> Node:
        """``not``."""
        return Not(self._typed(source.this, ValueType.BOOLEAN))

    def is_state(self, source: exp.Expr) -> Node:
        """``is null``, ``is true``, ``is false``."""
        state = source.expression
        if isinstance(state, exp.Null):
            return IsNull(self.translate(source.this))
        if isinstance(state, exp.Boolean):
            return IsTruth(
                self._typed(source.this, ValueType.BOOLEAN), bool(state.this)
            )
        raise self._refused(source)

    def compared(self, source: exp.Expr) -> Node:
        """``= <> < <= > >=``."""
        position = position_of(source)
        _refuse_null((source.this, source.expression), position)
        operator = COMPARISONS[type(source)]
        left, right = self._alike((source.this, source.expression), position)
        if operator in ("=", "<>"):
            reading_names.check_choice(left, right, position_of(source.expression))
            reading_names.check_choice(right, left, position_of(source.this))
        return Compare(operator, left, right)

    def between(self, source: exp.Expr) -> Node:
        """``between low and high``."""
        if source.args.get("symmetric"):
            raise self._refused(source)
        parts = (source.this, source.args["low"], source.args["high"])
        operand, low, high = self._alike(parts, position_of(source))
        return Between(operand, low, high)

    def in_list(self, source: exp.Expr) -> Node:
        """``in (…)`` and ``in param.list``."""
        extra = {key for key, part in source.args.items() if part} - {
            "this", "expressions", "field",
        }  # fmt: skip
        if extra:
            raise self._refused(source)
        position = position_of(source)
        field = source.args.get("field")
        if field is not None:
            return self._in_parameter(source, field)
        _refuse_null(source.expressions, position)
        operand, *elements = self._alike((source.this, *source.expressions), position)
        for element, part in zip(elements, source.expressions, strict=True):
            reading_names.check_choice(operand, element, position_of(part))
        return InList(operand, tuple(elements))

    def _in_parameter(self, source: exp.Expr, field: exp.Expr) -> Node:
        history = reading_names.parameter_of(field, self.scope, "list")
        operand = self._typed(source.this, history.element_type)
        fitted, scale = reading_names.at_parameters_scale(
            operand, history, position_of(field)
        )
        size = len(all_values(history))
        return InParameter(fitted, history.name, len(history.values), size, scale)

    def like(self, source: exp.Expr) -> Node:
        """``like`` a pattern that is written out."""
        pattern = source.expression
        if not (isinstance(pattern, exp.Literal) and pattern.args.get("is_string")):
            raise ExpressionError(
                Text("like 后须为写明的文字", "like takes a text written out"),
                position=position_of(pattern),
            )
        if pattern.this.count("%") > MOST_WILDCARDS:
            raise ExpressionError(
                Text(
                    f"like 中的 % 至多 {MOST_WILDCARDS} 个",
                    f"like takes at most {MOST_WILDCARDS} signs %",
                ),
                position=position_of(pattern),
            )
        return Like(self._typed(source.this, ValueType.TEXT), pattern.this)

    # choice

    def case(self, source: exp.Expr) -> Node:
        """``case when … then … else … end``, with or without an operand."""
        position = position_of(source)
        conditions = [self._condition(source, branch) for branch in source.args["ifs"]]
        results = [branch.args["true"] for branch in source.args["ifs"]]
        default = source.args.get("default")
        values = self._alike(
            (*results, default if default is not None else exp.Null()), position
        )
        branches = tuple(zip(conditions, values[:-1], strict=True))
        return Case(branches, values[-1], values[-1].type)

    def _condition(self, source: exp.Expr, branch: exp.Expr) -> Node:
        if source.this is None:
            return self._typed(branch.this, ValueType.BOOLEAN)
        position = position_of(branch)
        left, right = self._alike((source.this, branch.this), position)
        reading_names.check_choice(left, right, position)
        return Compare("=", left, right)

    # numbers, dates, functions

    def calculated(self, source: exp.Expr) -> Node:
        """``+ - * / %``."""
        return arithmetic.build(
            SIGNS[type(source)],
            self.translate(source.this),
            self.translate(source.expression),
            self.scope.timezone,
            position_of(source),
        )

    def minus(self, source: exp.Expr) -> Node:
        """A sign before a number."""
        return arithmetic.negative(self.translate(source.this), position_of(source))

    def called(self, source: exp.Expr) -> Node:
        """A published function that sqlglot knows by a class."""
        name, keys = CALLS[type(source)]
        extra = {key for key, part in source.args.items() if part} - set(keys) - MARKS
        if extra:
            raise self._refused(source)
        parts: list[exp.Expr] = []
        for key in keys:
            part = source.args.get(key)
            parts.extend(part if isinstance(part, list) else [part] if part else [])
        position = position_of(source)
        if "start" not in source.meta and not isinstance(source, exp.DPipe):
            # sqlglot forgets where some names stood: it is the one before the operands
            position = max(self.text.lower().rfind(name, 0, position), 0)
        return self._call(name, parts, position)

    def named(self, source: exp.Expr) -> Node:
        """A published function that sqlglot does not know."""
        name = str(source.this).lower()
        if name == "lookup":
            return self._lookup(source)
        if name not in FUNCTIONS:
            raise self._refused(source)
        return self._call(name, source.expressions, position_of(source))

    def _call(self, name: str, parts: Sequence[exp.Expr], position: int) -> Node:
        arguments = [self.translate(part) for part in parts]
        return build_call(name, arguments, self.scope.timezone, position)

    def _lookup(self, source: exp.Expr) -> Node:
        if len(source.expressions) != 2:
            raise ExpressionError(
                Text("lookup 须有两个参数", "lookup takes two arguments"),
                position=position_of(source),
                suggestion=Text.same("lookup(param.map, item)"),
            )
        table, key = source.expressions
        history = reading_names.parameter_of(table, self.scope, "map")
        scale = parameter_scale(history, position_of(table))
        size = len(all_values(history))
        return Lookup(
            history.name,
            self._typed(key, ValueType.TEXT),
            history.element_type,
            len(history.values),
            size,
            scale,
        )


Method = Callable[[Translator, exp.Expr], Node]

METHODS: dict[type[exp.Expr], Method] = {
    exp.Literal: Translator.literal,
    exp.Boolean: Translator.truth,
    exp.Null: Translator.null,
    exp.Cast: Translator.typed_literal,
    exp.Column: Translator.name,
    exp.And: Translator.connected,
    exp.Or: Translator.connected,
    exp.Not: Translator.negated,
    exp.Is: Translator.is_state,
    exp.Between: Translator.between,
    exp.In: Translator.in_list,
    exp.Like: Translator.like,
    exp.Case: Translator.case,
    exp.Neg: Translator.minus,
    exp.Anonymous: Translator.named,
    **dict.fromkeys(COMPARISONS, Translator.compared),
    **dict.fromkeys(SIGNS, Translator.calculated),
    **dict.fromkeys(CALLS, Translator.called),
}

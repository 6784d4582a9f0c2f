"""Random expressions as texts, of a wanted type, over every published function."""

from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

from hengjian.engines.expressions.function_model import (
    BareItem,
    Function,
    Overload,
    TextLiteral,
    WholeLiteral,
)
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.types import ValueType
from tests.agreement.expressions.card import (
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    ITEMS,
    OUTCOMES,
    TEXT,
    dates,
    decimals,
    moments,
    texts,
)


Expressions = st.SearchStrategy[str]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(kind: ValueType) -> Expressions:
    return {
        TEXT: texts.map(quoted),
        INTEGER: (st.integers(-20, 40) | st.integers(-(2**63) + 1, 2**63 - 1)).map(str),
        DECIMAL: decimals.map("{:f}".format),
        DATE: dates.map("date '{}'".format),
        DATETIME: moments.map(lambda moment: f"timestamp '{moment.isoformat()}'"),
        BOOLEAN: st.sampled_from(["true", "false"]),
    }[kind]


def _items(kind: ValueType) -> Expressions:
    return st.sampled_from([name for name, one in ITEMS.items() if one is kind])


PARAMETER_LEAVES: dict[ValueType, list[str]] = {
    TEXT: ["lookup(param.names, outcome)", "lookup(param.names, name)"],
    INTEGER: ["param.days", "lookup(param.points, outcome)"],
    DECIMAL: ["param.rate", "param.share", "lookup(param.weights, prosecution.charge)"],
    DATE: ["param.begun_on", "period_start", "period_end", "as_of"],
    DATETIME: [],
    BOOLEAN: ["(outcome in param.kinds)", "(name in param.kinds)"],
}


@cache
def leaves(kind: ValueType) -> Expressions:
    given = PARAMETER_LEAVES[kind]
    plain = _items(kind) | _items(kind) | _literal(kind)
    return plain | st.sampled_from(given) if given else plain


def argument(
    function: Function, index: int, kind: ValueType, depth: int
) -> Expressions:
    """An argument that keeps the function's rule for it."""
    match function.rules.get(index):
        case WholeLiteral(low, high):
            return st.integers(low, min(high, 8)).map(str)
        case TextLiteral(shortest, None):
            return st.text("ab张'%", min_size=max(shortest, 2), max_size=3).map(quoted)
        case TextLiteral(shortest, _):  # two characters: as long as the shortest above
            return st.text("xy。'", min_size=shortest, max_size=2).map(quoted)
        case BareItem():
            return st.just("identity_number") | _items(TEXT)
    return expressions(kind, depth)


@st.composite
def call(draw: st.DrawFn, function: Function, overload: Overload, depth: int) -> str:
    """A call of one overload, with as many arguments as it takes."""
    kinds = list(overload.arguments)
    if overload.variadic:
        kinds = kinds[:1] + [kinds[-1]] * draw(st.integers(1, 3))
    parts = [
        draw(argument(function, index, kind, depth)) for index, kind in enumerate(kinds)
    ]
    return f"{function.name}({', '.join(parts)})"


CALLS: list[tuple[Function, Overload]] = [
    (function, overload)
    for function in FUNCTIONS.values()
    for overload in function.overloads
]


@cache
def _calls(kind: ValueType, depth: int) -> Expressions:
    return st.one_of(
        call(function, overload, depth)
        for function, overload in CALLS
        if overload.result is kind
    )


def _joined(template: str, *parts: Expressions) -> Expressions:
    return st.tuples(*parts).map(lambda texts: template.format(*texts))


def _same(kind: ValueType, depth: int, template: str, count: int) -> Expressions:
    return _joined(template, *[expressions(kind, depth)] * count)


def _of_any(template: str, count: int, depth: int) -> Expressions:
    return st.one_of(_same(kind, depth, template, count) for kind in ValueType)


def _truths(depth: int) -> list[Expressions]:
    signs = st.sampled_from(["=", "<>", "!=", "<", "<=", ">", ">="])
    comparison = st.one_of(
        _joined("({} {} {})", expressions(kind, depth), signs, expressions(kind, depth))
        for kind in ValueType
    )
    codes = st.sampled_from(OUTCOMES)
    # the sign % would be counted as a wildcard
    patterns = st.text("abAB_%张三'。😀", max_size=5).filter(
        lambda text: text.count("%") <= 4
    )
    numbers = expressions(INTEGER, depth) | expressions(DECIMAL, depth)
    return [
        comparison,
        comparison,
        _joined("({} = {})", numbers, numbers),
        _of_any("({} between {} and {})", 3, depth),
        _of_any("({} not between {} and {})", 3, depth),
        _of_any("({} in ({}, {}))", 3, depth),
        _of_any("({} not in ({}, {}, {}))", 4, depth),
        _of_any("({} is null)", 1, depth),
        _of_any("({} is not null)", 1, depth),
        _same(BOOLEAN, depth, "({} and {} and {})", 3),
        _same(BOOLEAN, depth, "({} or {})", 2),
        _same(BOOLEAN, depth, "(not {})", 1),
        _same(BOOLEAN, depth, "({} is true)", 1),
        _same(BOOLEAN, depth, "({} is not false)", 1),
        _joined("({} like {})", expressions(TEXT, depth), patterns.map(quoted)),
        _joined("({} not like {})", expressions(TEXT, depth), patterns.map(quoted)),
        codes.map("(outcome = '{}')".format),
        codes.map("(outcome not in ('approved', '{}'))".format),
        _joined("({} in param.kinds)", expressions(TEXT, depth)),
        _joined("({} in param.sizes)", expressions(INTEGER, depth)),
        _joined("({} not in param.steps)", expressions(DECIMAL, depth)),
    ]


def _numbers(kind: ValueType, depth: int) -> list[Expressions]:
    found = [
        _same(kind, depth, "({} + {})", 2),
        _same(kind, depth, "({} - {})", 2),
        _same(kind, depth, "({} * {})", 2),
        _same(kind, depth, "(- {})", 1),
        _joined("({} + {})", expressions(kind, depth), leaves(kind)),
    ]
    if kind is INTEGER:
        return [
            *found,
            _same(INTEGER, depth, "({} % {})", 2),
            _same(DATE, depth, "({} - {})", 2),
            _joined("lookup(param.points, {})", expressions(TEXT, depth)),
        ]
    whole = expressions(INTEGER, depth)
    return [
        *found,
        _joined("({} / {})", expressions(DECIMAL, depth), expressions(DECIMAL, depth)),
        _joined("({} / {})", whole, whole),
        _joined("({} * {})", expressions(DECIMAL, depth), whole),
        _joined("lookup(param.weights, {})", expressions(TEXT, depth)),
    ]


def _dates(depth: int) -> list[Expressions]:
    days = expressions(INTEGER, depth) | st.integers(-400, 400).map(str)
    return [
        _joined("({} + {})", expressions(DATE, depth), days),
        _joined("({} - {})", expressions(DATE, depth), days),
        _joined("({} + {})", days, expressions(DATE, depth)),
    ]


@cache
def forms(kind: ValueType, depth: int) -> list[Expressions]:
    """Every way to make a value of the type out of other values."""
    own: dict[ValueType, Callable[[], list[Expressions]]] = {
        BOOLEAN: lambda: _truths(depth),
        INTEGER: lambda: _numbers(INTEGER, depth),
        DECIMAL: lambda: _numbers(DECIMAL, depth),
        DATE: lambda: _dates(depth),
        TEXT: lambda: [_same(TEXT, depth, "({} || {})", 2)],
        DATETIME: list,
    }
    value, truth = expressions(kind, depth), expressions(BOOLEAN, depth)
    any_case = "case {} when 'withdrawn' then {} else {} end"
    return [
        *own[kind](),
        _joined("case when {} then {} else {} end", truth, value, value),
        _joined("case when {} then {} when {} then {} end", truth, value, truth, value),
        _joined("case when {} then null else {} end", truth, value),
        _joined(any_case, st.just("outcome"), value, value),
    ]


@cache
def expressions(kind: ValueType, depth: int) -> Expressions:
    """Texts of expressions of the type, nested at most so deep."""
    if depth <= 0:
        return leaves(kind)
    return st.deferred(
        lambda: (
            leaves(kind) | _calls(kind, depth - 1) | st.one_of(forms(kind, depth - 1))
        )
    )


any_expression: Expressions = st.one_of(expressions(kind, 3) for kind in ValueType)

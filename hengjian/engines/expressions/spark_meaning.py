"""Where Spark means something else than DuckDB by the same words.

Rewrites the parse tree of a query in place, leaves first. What DuckDB does in ``TRY`` (an
error is NULL) Spark does in functions of their own: every sum and cast inside becomes its
``try_`` form, which is the same because the writers of SQL wrap each in a ``TRY`` itself.
"""

from collections.abc import Callable
from typing import TypeAlias

from sqlglot import exp


Rewriting: TypeAlias = Callable[[exp.Expr], exp.Expr]

HOUR_MICROSECONDS = 3_600_000_000
MONTHS_OF_CALENDAR = 12 * 10_000
WIDE = "DECIMAL(38, 6)"  # holds every BIGINT, and every decimal of a card
_IN_TRY = "in_try"
_CAN_FAIL = (exp.Add, exp.Sub, exp.Mul, exp.Mod, exp.Cast)


def as_spark_means(query: exp.Expr) -> exp.Expr:
    """The query with everything said in Spark's words; changes ``query`` itself."""
    for quotient in [n for n in query.find_all(exp.IntDiv) if _is_huge(n.expression)]:
        _divide_once(quotient)
    for attempt in query.find_all(exp.Try):
        for inner in attempt.find_all(*_CAN_FAIL):
            inner.meta[_IN_TRY] = True
    for node in reversed(list(query.walk())):
        rewriting = _REWRITINGS.get(type(node))
        if rewriting is None and isinstance(node, exp.Anonymous):
            rewriting = _NAMED.get(node.name.lower())
        if rewriting is not None:
            written = rewriting(node)
            if written is not node:
                node.replace(written)
    for select in query.find_all(exp.Select):
        _spell_out_names_in_where(select)
    return query


def _call(name: str, *arguments: exp.Expr | str | int) -> exp.Anonymous:
    return exp.Anonymous(
        this=name,
        expressions=[
            exp.Literal.number(one) if isinstance(one, int) else exp.maybe_parse(one)
            for one in arguments
        ],
    )


def _plain(node: exp.Expr) -> exp.Expr:
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _is_in_try(node: exp.Expr) -> bool:
    return bool(node.meta.get(_IN_TRY))


# Numbers ------------------------------------------------------------------------------


def _is_huge(node: exp.Expr) -> bool:
    return isinstance(node, exp.Cast) and node.to.this is exp.DType.INT128


def _divide_once(quotient: exp.Expr) -> None:
    """``a × 10⁷ // b × 10⁻⁷``, cut to six decimals: Spark's own quotient of decimals.

    DuckDB has no exact division, so the writer divides whole numbers with one digit more
    than is kept. Spark divides decimals with 39 digits and rounds half up once more;
    with fewer than 37 digits in play both roundings are one.
    """
    product, divisor = quotient.this, quotient.expression
    scaled = quotient.parent.parent if quotient.parent else None
    is_known = (
        isinstance(product, exp.Mul)
        and _is_huge(product.this)
        and isinstance(quotient.parent, exp.Cast)
        and isinstance(scaled, exp.Mul)
        and isinstance(scaled.parent, exp.Cast)
    )
    if not is_known or scaled is None:
        raise NotImplementedError(f"no such division in Spark: {quotient.sql()}")
    tops, bottoms = product.this.this, divisor.this
    scaled.replace(_call("try_divide", _try_cast(tops, WIDE), _try_cast(bottoms, WIDE)))


def _try_cast(node: exp.Expr, kind: str | exp.Expr) -> exp.TryCast:
    to = exp.DataType.build(kind) if isinstance(kind, str) else kind
    return exp.TryCast(this=node, to=to, safe=True)


def _add(node: exp.Expr) -> exp.Expr:
    left, right = _plain(node.this), _plain(node.expression)
    if isinstance(right, exp.Anonymous):
        if right.name.lower() == "to_months":
            return _add_months(left, right.expressions[0])
        if right.name.lower() == "to_hours":
            return _add_hours(left, right.expressions[0])
    if not _is_in_try(node):
        return node
    if _is_days(right):
        return _call("date_add", left, right)
    return _call("try_add", node.this, node.expression)


def _subtract(node: exp.Expr) -> exp.Expr:
    if not _is_in_try(node):
        return node
    if _is_days(_plain(node.expression)):
        return _call("date_sub", node.this, node.expression)
    return _call("try_subtract", node.this, node.expression)


def _is_days(node: exp.Expr) -> bool:
    """Only days and months are cast to 32 bits; all other whole numbers have 64."""
    return isinstance(node, exp.TryCast) and node.to.this is exp.DType.INT


def _tried(name: str) -> Rewriting:
    def rewriting(node: exp.Expr) -> exp.Expr:
        if not _is_in_try(node):
            return node
        return _call(name, node.this, node.expression)

    return rewriting


def _cast(node: exp.Expr) -> exp.Expr:
    is_tried = _is_in_try(node) or isinstance(node, exp.TryCast)
    return _try_cast(node.this, node.args["to"]) if is_tried else node


def _abs(node: exp.Expr) -> exp.Expr:
    """The least BIGINT has no counterpart above zero: wider first, then back."""
    if not isinstance(node.parent, exp.Try):  # of decimals: cannot fail
        return node
    wider = exp.cast(node.this, "DECIMAL(20, 0)")
    return _try_cast(exp.Abs(this=wider), "BIGINT")


def _sum(node: exp.Expr) -> exp.Expr:
    """DuckDB sums whole numbers in 128 bits; weights and counts need no more than 64."""
    value = _plain(node.this)
    if isinstance(value, exp.Column) and value.name in {"_w", "n"}:
        return node
    return exp.Sum(this=exp.cast(value, WIDE))


# Dates and moments --------------------------------------------------------------------


def _add_months(day: exp.Expr, months: exp.Expr) -> exp.Expr:
    within = exp.Between(
        this=months.copy(),
        low=exp.Literal.number(-MONTHS_OF_CALENDAR),
        high=exp.Literal.number(MONTHS_OF_CALENDAR),
    )
    return exp.Case(ifs=[exp.If(this=within, true=_call("add_months", day, months))])


def _add_hours(moment: exp.Expr, hours: exp.Expr) -> exp.Expr:
    more = _call("try_multiply", exp.cast(hours, "BIGINT"), HOUR_MICROSECONDS)
    moved = _call("try_add", _call("unix_micros", moment), more)
    return _call("timestamp_micros", moved)


def _days_between(node: exp.Expr) -> exp.Expr:
    days = _call("datediff", node.this, node.expression)
    return exp.cast(days, "BIGINT")


def _local(node: exp.Expr) -> exp.Expr:
    zone, moment = node.expressions
    return _call("from_utc_timestamp", moment, zone)


def _weekday(node: exp.Expr) -> exp.Expr:
    return exp.Paren(
        this=exp.Add(this=_call("weekday", node.this), expression=exp.Literal.number(1))
    )


# Texts --------------------------------------------------------------------------------


def _character(node: exp.Expr) -> exp.Expr:
    """Spark's ``chr`` knows 256 characters."""
    return exp.Literal.string(chr(int(node.expressions[0].name)))


def _whole_match(node: exp.Expr) -> exp.Expr:
    pattern = exp.Literal.string(rf"\A(?:{node.expression.name})\z")
    return _call("regexp_like", node.this, pattern)


def _like(node: exp.Expr) -> exp.Expr:
    """A backslash in a pattern is an ordinary character, as in DuckDB."""
    pattern = node.expression
    if isinstance(pattern, exp.Literal) and "\\" in pattern.name:
        node.set("expression", exp.Literal.string(pattern.name.replace("\\", r"\\")))
    return node


def _substring(node: exp.Expr) -> exp.Expr:
    start = node.args["start"]
    if not isinstance(start, exp.Literal):
        node.set("start", exp.cast(start, "INT"))
    return node


def _joined(node: exp.Expr) -> exp.Expr:
    """A moment in a list is written with its zone, as DuckDB does."""
    order = node.this
    text = order.this if isinstance(order, exp.Order) else order
    if isinstance(text, exp.Cast):
        kind = exp.EQ(
            this=_call("typeof", text.this.copy()),
            expression=exp.Literal.string("timestamp"),
        )
        zoned = _call("concat", text.copy(), exp.Literal.string("+00"))
        text.replace(exp.Case(ifs=[exp.If(this=kind, true=zoned)], default=text.copy()))
    return node


# Rows ---------------------------------------------------------------------------------


def _first(node: exp.Expr) -> exp.Expr:
    """The value at the least (or greatest) of a tuple of what rows are ordered by."""
    order = node.this
    if not isinstance(order, exp.Order):
        raise NotImplementedError("first() without an order is any row's value")
    backwards = {bool(one.args.get("desc")) for one in order.expressions}
    if len(backwards) != 1:
        raise NotImplementedError("first() with an order that goes both ways")
    is_backwards = backwards.pop()
    places = []
    for one in order.expressions:
        unknown: exp.Expr = exp.Is(this=one.this.copy(), expression=exp.Null())
        places += [exp.Not(this=unknown) if is_backwards else unknown, one.this.copy()]
    name = "max_by" if is_backwards else "min_by"
    return _call(name, order.this, _call("struct", *places))


def _pairs_in(node: exp.Expr) -> exp.Expr:
    """``(a, b) IN (SELECT (a, b) …)``: Spark wants two columns, not one pair."""
    query = node.args.get("query")
    select = query.this if isinstance(query, exp.Subquery) else query
    if isinstance(select, exp.Select) and len(select.expressions) == 1:
        only = select.expressions[0]
        if isinstance(only, exp.Tuple):
            select.set("expressions", only.expressions)
    return node


def _part(node: exp.Expr) -> exp.Expr:
    """Spark decides for itself which parts of a query it makes once."""
    node.set("materialized", None)
    return node


def _spell_out_names_in_where(select: exp.Select) -> None:
    """A name given in SELECT does not stand in Spark's WHERE: its expression does."""
    where = select.args.get("where")
    if where is None:
        return
    given = {
        one.alias: one.this for one in select.expressions if isinstance(one, exp.Alias)
    }
    for column in list(where.find_all(exp.Column)):
        if column.table or column.name not in given:
            continue
        if column.find_ancestor(exp.Select) is select:
            column.replace(exp.paren(given[column.name].copy()))


_REWRITINGS: dict[type[exp.Expr], Rewriting] = {
    exp.Try: lambda node: exp.Paren(this=node.this),
    exp.Add: _add,
    exp.Sub: _subtract,
    exp.Mul: _tried("try_multiply"),
    exp.Mod: _tried("try_mod"),
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Abs: _abs,
    exp.Sum: _sum,
    exp.DateDiff: _days_between,
    exp.DayOfWeekIso: _weekday,
    exp.Chr: _character,
    exp.RegexpFullMatch: _whole_match,
    exp.Like: _like,
    exp.Substring: _substring,
    exp.GroupConcat: _joined,
    exp.First: _first,
    exp.CTE: _part,
    exp.In: _pairs_in,
}
_NAMED: dict[str, Rewriting] = {
    "timezone": _local,
    "epoch_us": lambda node: _call("unix_micros", node.expressions[0]),
}

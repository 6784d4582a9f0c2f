"""What a name in an expression stands for: an item, a constant, a parameter."""

from math import lcm

from sqlglot import exp

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.nodes import (
    Constant,
    Item,
    Literal,
    Node,
    Parameter,
    Rescaled,
)
from hengjian.engines.expressions.scaling import checked, parameter_scale
from hengjian.engines.expressions.suggestions import nearest
from hengjian.engines.expressions.types import ParameterHistory, Scope
from hengjian.lib.bilingual import Text


CONSTANTS = ("period_start", "period_end", "as_of")
MOST_CODES_SHOWN = 12


def read(name: str, scope: Scope, position: int) -> Node:
    """The node of a name; raises where the scope has none, with the nearest."""
    refused = scope.refused.get(name)
    if refused is not None:
        raise ExpressionError(refused, position=position)
    if name in scope.names:
        return Item(name, scope.names[name], scope.choices.get(name))
    if name in scope.constants:
        return Constant(name)
    prefix, _, rest = name.partition(".")
    if prefix == "param" and rest:
        return _scalar(rest, scope, position)
    if name in CONSTANTS:
        raise ExpressionError(
            Text(f"{name} 不能用在这里", f"{name} has no meaning here"),
            position=position,
        )
    if rest in scope.names:  # a prefix too many
        suggestion: Text | None = Text(f"是否指 {rest}？", f"did you mean {rest}?")
    else:
        parameters = [f"param.{one}" for one in scope.parameters]
        suggestion = nearest(name, [*scope.names, *scope.constants, *parameters])
    raise ExpressionError(
        Text(f"没有名为 {name} 的项", f"there is no item {name}"),
        position=position,
        suggestion=suggestion,
    )


def _history(name: str, scope: Scope, position: int) -> ParameterHistory:
    history = scope.parameters.get(name)
    if history is None:
        raise ExpressionError(
            Text(f"没有名为 {name} 的参数", f"there is no parameter {name}"),
            position=position,
            suggestion=nearest(name, scope.parameters),
        )
    return history


def _scalar(name: str, scope: Scope, position: int) -> Node:
    history = _history(name, scope, position)
    if history.shape != "scalar":
        use = {"list": f"… in param.{name}", "map": f"lookup(param.{name}, …)"}
        shown = use[history.shape]
        raise ExpressionError(
            Text(
                f"参数 {name} 不是单个值", f"the parameter {name} is not a single value"
            ),
            position=position,
            suggestion=Text(f"用 {shown}", f"use {shown}"),
        )
    scale = parameter_scale(history, position)
    return Parameter(name, history.element_type, len(history.values), scale)


def parameter_of(source: exp.Expr, scope: Scope, shape: str) -> ParameterHistory:
    """The parameter that ``param.name`` stands for, which must have the shape."""
    position = min(
        (part.meta["start"] for part in source.walk() if "start" in part.meta),
        default=0,
    )
    parts = source.parts if isinstance(source, exp.Column) else []
    if len(parts) != 2 or parts[0].name != "param":
        wanted = {
            "list": Text.same("x in param.list"),
            "map": Text.same("lookup(param.map, x)"),
        }
        raise ExpressionError(
            Text("此处须为参数 param.…", "this must be a parameter param.…"),
            position=position,
            suggestion=wanted[shape],
        )
    history = _history(parts[1].name, scope, position)
    if history.shape != shape:
        shapes = {
            "scalar": Text("单个值", "a single value"),
            "list": Text("列表", "a list"),
            "map": Text("对照表", "a map"),
        }
        raise ExpressionError(
            Text(
                f"参数 {history.name} 是{shapes[history.shape].zh}，此处须为{shapes[shape].zh}",
                f"the parameter {history.name} is {shapes[history.shape].en}; "
                f"this place needs {shapes[shape].en}",
            ),
            position=position,
        )
    return history


def at_parameters_scale(
    operand: Node, history: ParameterHistory, position: int
) -> tuple[Node, int]:
    """The operand brought to a scale that makes the parameter's values exact too."""
    scale = lcm(operand.scale, parameter_scale(history, position))
    if scale == operand.scale:
        return operand, scale
    return Rescaled(operand, checked(scale, position) // operand.scale), scale


def check_choice(operand: Node, value: Node, position: int) -> None:
    """A choice item can only equal one of its codes: anything else is a slip."""
    if not (isinstance(operand, Item) and operand.choices is not None):
        return
    if not (isinstance(value, Literal) and isinstance(value.value, str)):
        return
    if value.value in operand.choices:
        return
    codes = sorted(operand.choices)
    shown = "、".join(codes[:MOST_CODES_SHOWN])
    more = "…" if len(codes) > MOST_CODES_SHOWN else ""
    suggestion = nearest(value.value, codes) or Text(
        f"代码有 {shown}{more}",
        f"the codes are {', '.join(codes[:MOST_CODES_SHOWN])}{more}",
    )
    raise ExpressionError(
        Text(
            f"{operand.name} 没有代码 {value.value}",
            f"{operand.name} has no code {value.value!r}",
        ),
        position=position,
        suggestion=suggestion,
    )

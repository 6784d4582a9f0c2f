"""Which of sqlglot's classes stand for the operators and functions of the language."""

from sqlglot import exp


# The words of the language itself: no item or link can be called so
WORDS = frozenset(
    {
        "and", "or", "not", "in", "between", "like", "case", "when", "then", "else",
        "end", "is", "null", "true", "false",
    }
)  # fmt: skip
COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
SIGNS: dict[type[exp.Expr], str] = {
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
    exp.Mod: "%",
    exp.Div: "/",
}
# sqlglot's class of a function → its published name and the order of its arguments
CALLS: dict[type[exp.Expr], tuple[str, tuple[str, ...]]] = {
    exp.Length: ("length", ("this",)),
    exp.Upper: ("upper", ("this",)),
    exp.Lower: ("lower", ("this",)),
    exp.Trim: ("trim", ("this", "expression")),
    exp.Substring: ("substring", ("this", "start", "length")),
    exp.Left: ("left", ("this", "expression")),
    exp.Right: ("right", ("this", "expression")),
    exp.StartsWith: ("starts_with", ("this", "expression")),
    exp.EndsWith: ("ends_with", ("this", "expression")),
    exp.Contains: ("contains", ("this", "expression")),
    exp.Concat: ("concat", ("expressions",)),
    exp.DPipe: ("concat", ("this", "expression")),
    exp.Replace: ("replace", ("this", "expression", "replacement")),
    exp.Year: ("year", ("this",)),
    exp.Quarter: ("quarter", ("this",)),
    exp.Month: ("month", ("this",)),
    exp.Day: ("day", ("this",)),
    exp.AddMonths: ("add_months", ("this", "expression")),
    exp.Date: ("date", ("this", "expressions")),
    exp.Abs: ("abs", ("this",)),
    exp.Round: ("round", ("this", "decimals")),
    exp.Floor: ("floor", ("this",)),
    exp.Ceil: ("ceil", ("this",)),
    exp.Coalesce: ("coalesce", ("this", "expressions")),
    exp.Nullif: ("nullif", ("this", "expression")),
    exp.Least: ("least", ("this", "expressions")),
    exp.Greatest: ("greatest", ("this", "expressions")),
}
# What sqlglot itself notes beside the arguments; any other extra part is refused
MARKS = {"safe", "coalesce", "ignore_nulls", "null_if_pos_overflow"}

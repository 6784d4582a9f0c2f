"""The published operators: what stands between values, for the documentation."""

from dataclasses import dataclass

from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Operator:
    """One way to combine values; ``example`` has the value ``answer``."""

    form: str
    description: Text
    example: str
    answer: str


OPERATORS = (
    Operator(
        "a = b · a <> b · a < b · a <= b · a > b · a >= b",
        Text(
            "比较同类型的值；写明的文字可作日期",
            "Compares values of one type; a text written out may stand for a date",
        ),
        "date '2025-03-01' > '2025-02-28'",
        "true",
    ),
    Operator(
        "a between b and c",
        Text("在两值之间，含两端", "Between two values, both included"),
        "3 between 1 and 3",
        "true",
    ),
    Operator(
        "a in (b, c, …)",
        Text("等于其中之一", "Equal to one of several"),
        "'盗窃' in ('盗窃', '诈骗')",
        "true",
    ),
    Operator(
        "a like 'pattern'",
        Text(
            "% 代表任意字符(至多4个 %),_ 代表一个字符",
            "% stands for any characters (at most 4 of them), _ for one",
        ),
        "'鄂A检刑诉' like '鄂%诉'",
        "true",
    ),
    Operator(
        "a is null · a is not null",
        Text(
            "值为空(未知)；本身从不为空", "Whether the value is unknown; always known"
        ),
        "null is null",
        "true",
    ),
    Operator(
        "a is true · a is not true · a is false · a is not false",
        Text(
            "是否恰为真(假)；空不算", "Whether exactly true (false); unknown is neither"
        ),
        "null is not true",
        "true",
    ),
    Operator(
        "a and b · a or b · not a",
        Text(
            "三值逻辑：空且假为假，空或真为真，其余有空为空",
            "Three-valued: unknown and false is false, unknown or true is true, else "
            "unknown stays unknown",
        ),
        "null and false",
        "false",
    ),
    Operator(
        "case when a then b … else c end · case a when b then c … else d end",
        Text(
            "第一个成立的分支的值；无 else 为空",
            "The value of the first branch that is true; without else unknown",
        ),
        "case 2 when 1 then '一' when 2 then '二' end",
        "'二'",
    ),
    Operator(
        "a + b · a - b · a * b · -a",
        Text(
            "整数与小数精确计算；超出范围为空",
            "Exact on integers and decimals; unknown beyond their range",
        ),
        "0.1 + 0.2",
        "0.3",
    ),
    Operator(
        "a / b",
        Text(
            "商为六位小数，四舍五入；除数为0为空",
            "A decimal rounded to six places, halves away from zero; unknown for 0",
        ),
        "2 / 3",
        "0.666667",
    ),
    Operator(
        "a % b",
        Text("整数的余数，符号同 a", "Remainder of integers, with the sign of a"),
        "7 % 3",
        "1",
    ),
    Operator(
        "date - date",
        Text("其间整日数", "Whole days between two dates"),
        "date '2024-03-01' - date '2024-02-28'",
        "2",
    ),
    Operator(
        "date + n · date - n",
        Text("几日后(前)的日期", "The date so many days later (earlier)"),
        "date '2024-02-28' + 2",
        "date '2024-03-01'",
    ),
    Operator("a || b", Text("连接文字", "Joins texts"), "'鄂' || 'A'", "'鄂A'"),
)

"""The keys of a scheme file."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.kinds import (
    DOTTED_NAME,
    NAME,
    Exact,
    OneOf,
    Whole,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.engines.scoring.model import Missing, Normalise
from hengjian.lib.bilingual import Text


_EACH = Record(
    (Key("each", Exact(), Text("每次的分数", "marks for each"), required=True),),
    Text("{each: 2}", "{each: 2}"),
)

RULE = Record(
    (
        Key(
            "linear",
            Record(
                (
                    Key("floor", Exact(), Text("起点", "no marks here"), required=True),
                    Key("target", Exact(), Text("目标", "all here"), required=True),
                ),
                Text("{floor: 60, target: 90}", "{floor: 60, target: 90}"),
            ),
            Text(
                "起点与目标之间按比例；floor 大于 target 为低者优",
                "in proportion between floor and target; less is better where floor "
                "exceeds target",
            ),
        ),
        Key(
            "steps",
            Many(Many(Exact(), least=2, most=2), least=1),
            Text("[分数线，得分]，从低到高", "[threshold, marks], lowest first"),
        ),
        Key(
            "per_occurrence",
            Record(
                (
                    Key(
                        "points", Exact(), Text("每件的分数", "for each"), required=True
                    ),
                    Key(
                        "coefficients",
                        Table(Words(), Exact()),
                        Text("案件类型系数", "coefficients by case type"),
                        otherwise="1",
                    ),
                ),
                Text(
                    "{points: 1/2, coefficients: …}", "{points: 1/2, coefficients: …}"
                ),
            ),
            Text("按件计分，以满分为限", "for each occurrence, up to the full mark"),
        ),
        Key(
            "rated",
            Record(
                (Key("scale", Exact(), Text("最高评分", "the best"), required=True),),
                Text("{scale: 5}", "{scale: 5}"),
            ),
            Text("评分", "a rating from 0 to scale"),
        ),
        Key("bonus", _EACH, Text("加分", "marks on top")),
        Key("deduction", _EACH, Text("扣分，扣完为止", "taken off, never below 0")),
        Key(
            "veto",
            Record(
                (Key("grade", Words(), Text("等次", "grade"), required=True),),
                Text("{grade: unqualified}", "{grade: unqualified}"),
            ),
            Text("一票否决：等次不高于此", "no grade above this one"),
        ),
    ),
    Text("一条规则，如 {linear: {…}}", "one rule, such as {linear: {…}}"),
)

ITEM = Record(
    (
        Key("item", DOTTED_NAME, Text("名称", "name"), required=True),
        Key("component", NAME, Text("所属组别", "component")),
        Key("full", Exact(), Text("满分", "full mark")),
        Key("rule", RULE, Text("规则", "rule"), required=True),
    ),
    Text("一个考评项", "an item"),
)

GRADE = Record(
    (
        Key("grade", Words(), Text("等次", "grade"), required=True),
        Key("at_least", Exact(), Text("分数线", "threshold"), required=True),
        Key("quota", Exact(), Text("名额比例，向下取整", "share of people, floored")),
    ),
    Text("一个等次", "a grade"),
)

SCHEME = FileFormat(
    "appraisal_scheme",
    "SCHEME.yaml",
    Text("考核方案", "appraisal scheme"),
    Text(
        "组别与满分、考评项与规则、等次。",
        "Components with full marks, items with rules, grades.",
    ),
    Record(
        (
            Key("format", OneOf(("1",)), Text("格式版本", "format"), otherwise="1"),
            Key("scheme", Words(), Text("方案名称", "its name"), required=True),
            Key(
                "components",
                Table(NAME, Exact()),
                Text("组别：满分", "component: full mark"),
                required=True,
            ),
            Key("items", Many(ITEM, least=1), Text("考评项", "items"), required=True),
            Key(
                "missing",
                Table(DOTTED_NAME, OneOf(tuple(Missing)), least=0),
                Text("没有数值时怎样计", "what a missing value comes to"),
                otherwise="zero",
            ),
            Key(
                "normalise",
                OneOf(tuple(Normalise)),
                Text("部门间折算", "how departments are made comparable"),
                otherwise="none",
            ),
            Key("grades", Many(GRADE), Text("等次，从高到低", "grades from the top")),
            Key("cap_total", Exact(), Text("总分上限", "most a total may be")),
            Key("decimals", Whole(0, 6), Text("小数位数", "decimals"), otherwise="2"),
        )
    ),
)

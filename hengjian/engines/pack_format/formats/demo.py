"""``demo.yaml``: which invented matters the demo city handles, and how they go."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.kinds import (
    EXPRESSION,
    NAME,
    Exact,
    OneOf,
    Whole,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


ACTS = ("urge", "return", "ask_extension", "suspend", "supervise")

VALUE = Words(
    Text(
        "填写的文字；today today+3 item:项 pool:池 person:账号 有专门含义，{n} 为序号",
        "what is typed; today, today+3, item:NAME, pool:NAME and person:SIGN-IN have a"
        " meaning, {n} is a running number",
    )
)
SIGN_IN = Words(Text("示例账号", "a sign-in of the demo"), r"[a-z][a-z0-9-]*")
DAYS = Many(Whole(0, 400), least=2, most=2)
CHANCE = Exact()
VALUES = Table(NAME, VALUE, least=0, key_word=Text("项", "item"))

LATE = Record(
    (
        Key("chance", CHANCE, Text("占比", "share"), required=True),
        Key("days", DAYS, Text("几个工作日后", "working days"), required=True),
    ),
    Text("{chance: 1/5, days: [8, 12]}", "{chance: 1/5, days: [8, 12]}"),
)

ROW = Record(
    (
        Key("values", VALUES, Text("填什么", "what is filled"), required=True),
        Key("chance", CHANCE, Text("占比", "share"), otherwise="1"),
        Key("when", EXPRESSION, Text("何时用这一行", "when this row may be taken")),
        Key("time", Whole(1, 50), Text("第几次办理", "which time the task is done")),
    ),
    Text("{values: {…}, chance: 1/3, …}", "{values: {…}, chance: 1/3, …}"),
)

BEFORE = Record(
    (
        Key("act", OneOf(ACTS), Text("先做什么", "what is done first"), required=True),
        Key("chance", CHANCE, Text("占比", "share"), otherwise="1"),
        Key("by", SIGN_IN, Text("由谁", "by whom"), otherwise="who has the task"),
        Key("to", NAME, Text("退回到哪个环节", "to which task it is returned")),
        Key("length", Words(), Text("延长多久", "how much longer")),
        Key("words", Words(), Text("理由或催办的话", "why, or in what words")),
    ),
    Text("{act: urge, chance: 1/4, …}", "{act: urge, chance: 1/4, …}"),
)

TASK = Record(
    (
        Key(
            "days",
            DAYS,
            Text("开始后几个工作日办", "working days after it opened"),
            otherwise="[0, 2]",
        ),
        Key("late", LATE, Text("拖延的占比和天数", "the share that is late, and how")),
        Key(
            "left",
            CHANCE,
            Text("一直没办的占比", "share that stays undone"),
            otherwise="0",
        ),
        Key("by", SIGN_IN, Text("由谁办", "by whom"), otherwise="who may take it"),
        Key("before", Many(BEFORE), Text("办之前的动作", "acts before it is done")),
        Key(
            "fill",
            Many(ROW, least=1),
            Text("填法，取第一个合适的", "how it is filled: the first row that fits"),
        ),
    ),
    Text("一个环节", "a task"),
)

DEMO = FileFormat(
    "demo",
    "demo.yaml",
    Text("示例事项", "matters of the demo"),
    Text(
        "示例市办理哪些虚构的事项、由谁办、何时办、怎样填；不写的环节停在那里。",
        "Which invented matters the demo city handles, by whom, when and how filled; a"
        " task that is not listed stays open.",
    ),
    Record(
        (
            Key("matters", Whole(1, 200), Text("共几件", "how many"), required=True),
            Key("months", Whole(1, 24), Text("近几个月", "over how many months")),
            Key(
                "opened_by",
                Many(SIGN_IN, least=1),
                Text("由谁登记，轮流", "who registers them, in turn"),
                required=True,
            ),
            Key(
                "pools",
                Table(NAME, Many(Words(), least=1), key_word=Text("池", "pool")),
                Text("虚构的取值", "invented values"),
            ),
            Key(
                "register",
                Many(VALUES, least=1),
                Text("登记表怎样填，轮流", "how the register is filled, in turn"),
                required=True,
            ),
            Key(
                "tasks",
                Table(
                    Words(Text("环节", "task"), r"[A-Za-z_][A-Za-z0-9_]*"),
                    TASK,
                    least=0,
                    key_word=Text("环节", "task"),
                ),
                Text("各环节", "the tasks"),
            ),
        )
    ),
)

"""``_shared/limits.yaml``: the time limits of the law, each number once."""

from hengjian.engines.deadlines.lengths import Unit
from hengjian.engines.pack_format.compounds import ByShape, Many, Table
from hengjian.engines.pack_format.formats.lengths import LengthWords
from hengjian.engines.pack_format.formats.references import REFERENCE_RECORD
from hengjian.engines.pack_format.kinds import (
    NAME,
    Bilingual,
    Day,
    Flag,
    OneOf,
    Whole,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


LIMIT_ID = Words(Text("期限编号(如 T01)", "a limit's number such as T01"), r"T[0-9]{2}")
LENGTH = LengthWords(
    Text("数与单位(如 7 calendar_days)", "a number and a unit (7 calendar_days)"),
    rf"[1-9][0-9]{{0,4}} ({'|'.join(Unit)})",
)
MOMENT = Words(
    Text("日期或时刻(2025-01-31T14:00)", "a date or moment (2025-01-31T14:00)"),
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?",
)
SPAN = Words(
    Text("起止(2025-03-05..2025-03-10)", "from and to (2025-03-05..2025-03-10)"),
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.\.[0-9]{4}-[0-9]{2}-[0-9]{2}",
)
HELD = Words(
    Text(
        "包.参数、包.参数.键或包.项", "pack.parameter, pack.parameter.key or pack.item"
    ),
    r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,2}",
)
BASIS = Many(REFERENCE_RECORD, least=1)

LIMIT_LENGTH = Record(
    (
        Key("length", LENGTH, Text("长度", "the length")),
        Key(
            "at_once",
            Bilingual(),
            Text("法律不给数的，用话写", "in words, where the law gives no number"),
        ),
        Key("label", Bilingual(), Text("何时用此长度", "when this length holds")),
        Key("start", Bilingual(), Text("起点不同的，写起点", "its start, if another")),
        Key("basis", BASIS, Text("依据不同的，写依据", "its basis, if another")),
        Key(
            "held_by",
            Many(HELD, distinct=True),
            Text(
                "业务包里同一长度的参数或期限项，核对是否相等",
                "parameters and items of packs with the same length; checked to be equal",
            ),
        ),
    ),
    Text("{length: …}", "{length: …}"),
)
LENGTHS = Table(NAME, LIMIT_LENGTH, key_word=Text("长度名", "length"))

LIMIT_EXTENSION = Record(
    (
        Key(
            "length", LENGTH, Text("最多延长多久", "by how much at most"), required=True
        ),
        Key("label", Bilingual(), Text("何时可延长", "when it may be extended")),
        Key("times", Whole(1, 20), Text("可用几次", "how often"), otherwise="1"),
        Key("approver", Bilingual(), Text("谁批准", "who approves")),
        Key("basis", BASIS, Text("依据", "basis")),
        Key("held_by", Many(HELD, distinct=True), Text("同上", "as of a length")),
    ),
    Text("{length: …, approver: …}", "{length: …, approver: …}"),
)

EXAMPLE = Record(
    (
        Key(
            "words",
            Bilingual(),
            Text("不能算出日子的，用话写", "in words, where no day results"),
        ),
        Key("start", MOMENT, Text("起点", "start")),
        Key("length", NAME, Text("用哪个长度", "which length"), otherwise="the first"),
        Key(
            "custody",
            Flag(),
            Text("人在押", "the person is detained"),
            otherwise="false",
        ),
        Key("extended", Many(NAME), Text("用过的延长", "extensions used")),
        Key("suspended", Many(SPAN), Text("中止的起止", "suspended from..to")),
        Key("reset", Day(), Text("重新计算之日", "counted anew from")),
        Key("due", MOMENT, Text("届满之日", "the day on which it ends")),
        Key("done", MOMENT, Text("办结之日", "when it was done")),
        Key("late", Whole(0, 10_000), Text("超期几日", "late by"), otherwise="0"),
    ),
    Text("算例", "a worked example"),
)

LIMIT = Record(
    (
        Key("label", Bilingual(), Text("事项", "what it limits"), required=True),
        Key(
            "kind",
            OneOf(("period", "duty", "restart")),
            Text(
                "period：期间；duty：每次都要做的事；restart：使别的期间重新计算",
                "period: counted; duty: due each time; restart: begins another count anew",
            ),
            otherwise="period",
        ),
        Key("start", Bilingual(), Text("起点", "from which event"), required=True),
        Key(
            "lengths",
            LENGTHS,
            Text("长度；首个为通常", "lengths; the first is the usual one"),
        ),
        Key(
            "values",
            Table(Day(), LENGTHS, key_word=Text("生效之日", "first day in force")),
            Text("各时期的长度", "lengths by the first day in force"),
        ),
        Key("times", Whole(1, 20), Text("最多几次", "how often at most")),
        Key(
            "custody",
            OneOf(("always", "if_detained", "never")),
            Text(
                "在押不顺延：总是、视人、从不",
                "the last day does not move for holidays: always, if the person is "
                "detained, never",
            ),
            otherwise="never",
        ),
        Key(
            "extensions",
            Table(NAME, LIMIT_EXTENSION, key_word=Text("延长名", "extension")),
            Text("可以怎样延长", "how it may be extended"),
        ),
        Key(
            "suspended_by",
            Many(Bilingual()),
            Text("不计入期限的事由", "what does not count"),
        ),
        Key(
            "reset_by",
            Many(Bilingual()),
            Text("重新计算的事由", "what begins the count anew"),
        ),
        Key("basis", BASIS, Text("依据", "legal basis"), required=True),
        Key(
            "warn_days",
            Many(Whole(0, 365), distinct=True),
            Text("提前几日提醒", "days ahead of a warning"),
            otherwise="[5, 2]",
        ),
        Key("note", Bilingual(), Text("说明", "note")),
        Key(
            "examples",
            Many(EXAMPLE, least=1),
            Text("算例", "worked examples"),
            required=True,
        ),
    ),
    Text("一项期限", "a limit"),
)

LIMITS = FileFormat(
    "limits",
    "_shared/limits.yaml",
    Text("法定期限", "limits of the law"),
    Text(
        "每项期限的起点、长度、延长、中止、重新计算、依据与算例；数字只写在这里。",
        "Of each limit its start, lengths, extensions, suspensions, resets, basis and "
        "worked examples; each number stands here once.",
    ),
    Table(LIMIT_ID, LIMIT, key_word=Text("期限编号", "limit")),
)

_LENGTH_ROW = Record(
    (
        Key(
            "when",
            Words(Text("表达式", "an expression")),
            Text("条件；不写：其余", "condition; none: otherwise"),
        ),
        Key("then", NAME, Text("用哪个长度", "which length"), required=True),
    ),
    Text("{when: …, then: …}", "{when: …, then: …}"),
)

DEADLINE = Record(
    (
        Key("limit", LIMIT_ID, Text("哪项期限", "which limit"), required=True),
        Key(
            "label",
            Bilingual(),
            Text("显示的名称", "the name shown"),
            otherwise="that of the limit",
        ),
        Key(
            "applies",
            Words(Text("表达式", "an expression")),
            Text(
                "适用于哪些卡；未知即“不能判断”",
                "to which cards; unknown: cannot be told",
            ),
            otherwise="every card",
        ),
        Key("start", NAME, Text("起点项", "item it runs from"), required=True),
        Key(
            "done",
            ByShape(scalar=NAME, many=Many(NAME, least=1, distinct=True)),
            Text("办结项；几项时取最早", "item that ends it; of several the earliest"),
            required=True,
        ),
        Key(
            "length",
            ByShape(scalar=NAME, many=Many(_LENGTH_ROW, least=1)),
            Text("用哪个长度", "which length"),
            otherwise="the first",
        ),
        Key(
            "custody",
            Words(Text("表达式", "an expression")),
            Text(
                "人是否在押(看板先列);if_detained 时必写",
                "is the person detained (first on the board); needed for if_detained",
            ),
        ),
        Key(
            "extended",
            Many(
                Record(
                    (
                        Key(
                            "extension",
                            NAME,
                            Text("哪种延长", "which extension"),
                            required=True,
                        ),
                        Key("on", NAME, Text("延长日期项", "date it was extended")),
                        Key(
                            "when",
                            Words(Text("表达式", "an expression")),
                            Text("条件", "condition"),
                        ),
                        Key("times", NAME, Text("次数项", "item that says how often")),
                    ),
                    Text("{extension: …, on：项}", "{extension: …, on: item}"),
                )
            ),
            Text("卡上的延长", "extensions on the card"),
        ),
        Key(
            "suspended",
            Many(
                Record(
                    (
                        Key("from", NAME, Text("中止日期项", "date it was suspended")),
                        Key("to", NAME, Text("恢复日期项", "date it resumed")),
                        Key(
                            "days",
                            NAME,
                            Text("不计入的天数项", "item with days not counted"),
                        ),
                        Key("reason", Bilingual(), Text("事由", "why")),
                    ),
                    Text(
                        "{from：项，to：项} 或 {days：项}",
                        "{from: item, to: item} or {days: item}",
                    ),
                )
            ),
            Text("卡上的中止", "suspensions on the card"),
        ),
        Key(
            "reset",
            Many(NAME, distinct=True),
            Text("重新计算日期项", "dates from which it counts anew"),
        ),
        Key(
            "acts",
            OneOf(("office", "other", "none")),
            Text(
                "谁的行为使它办结：本院、对方；none：期满即止，不算超期",
                "whose act ends it: the office's, another's; none: it ends by itself "
                "and is never late",
            ),
            otherwise="office",
        ),
        Key(
            "warn",
            Many(
                OneOf(("handler", "department_head", "case_management")), distinct=True
            ),
            Text("提醒谁", "who is warned"),
            otherwise="[handler]",
        ),
    ),
    Text("一项期限在卡上的位置", "where a card shows a limit"),
)

DEADLINES = FileFormat(
    "deadlines",
    "deadlines.yaml",
    Text("期限", "deadlines"),
    Text(
        "本包案卡显示的期限：起点、办结、在押、延长、中止、重新计算各在哪一项。",
        "The limits that the pack's card shows: which items start, end, extend, suspend "
        "and reset them.",
    ),
    Table(NAME, DEADLINE, key_word=Text("期限名", "deadline")),
)

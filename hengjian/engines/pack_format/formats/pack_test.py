"""``tests/**/*.yaml``: a few cards, a run, and what must come out."""

from hengjian.engines.pack_format.compounds import ByShape, Many, Table
from hengjian.engines.pack_format.formats.measuring import PERIODS
from hengjian.engines.pack_format.kinds import (
    NAME,
    Anything,
    Bilingual,
    Day,
    Whole,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


MONTH = Words(Text("月份(2025-01)", "a month (2025-01)"), r"[0-9]{4}-(0[1-9]|1[0-2])")
CARD = Words(Text("案卡名", "name of a card"), r"[a-z][a-z0-9_]*")
COLUMN = Words(Text("栏名", "a column"))

ROWS = ByShape(
    scalar=Words(
        Text(
            "表：栏名一行，其后每卡一行，用 | 分开",
            "a table: a line of columns, then a line for each card, split by |",
        )
    ),
    many=Many(
        Table(COLUMN, Anything(Text("值", "a value")), key_word=Text("栏", "column"))
    ),
)

CARDS = ByShape(
    scalar=ROWS.scalar,
    many=ROWS.many,
    table=Record(
        (
            Key(
                "every",
                Table(
                    COLUMN,
                    Anything(Text("值", "a value")),
                    key_word=Text("栏", "column"),
                ),
                Text("每张卡都相同的值", "values that all cards share"),
            ),
            Key("rows", ROWS, Text("案卡", "the cards"), required=True),
        ),
        Text("{every: {…}, rows: …}", "{every: {…}, rows: …}"),
    ),
)

RUN = Record(
    (
        Key(
            "indicators",
            Many(Words()),
            Text("指标名或编号", "indicators by name or code"),
        ),
        Key(
            "period",
            Words(pattern="|".join(PERIODS)),
            Text("统计期", "period"),
            otherwise="all",
        ),
        Key("from", MONTH, Text("起始月", "first month")),
        Key("to", MONTH, Text("截止月", "last month")),
        Key(
            "cutoff",
            Whole(1, 31),
            Text("每月截止日", "cut-off day"),
            otherwise="the month's end",
        ),
        Key("by", Many(NAME), Text("按哪些项", "split by")),
        Key("where", Words(), Text("只算这些卡", "only these cards")),
        Key("as_of", Day(), Text("以何日为准", "as of which day")),
    ),
    Text(
        "{indicators: […], from: …, to: …, …}", "{indicators: […], from: …, to: …, …}"
    ),
)

PACK_TEST = FileFormat(
    "pack_test",
    "tests/**/*.yaml",
    Text("业务包的检验", "tests of a pack"),
    Text(
        "几张案卡、一次统计、应得的数；像账本一样可读可算。",
        "A few cards, a run and what must come out, to be followed by hand.",
    ),
    Many(
        Record(
            (
                Key(
                    "test",
                    Bilingual(),
                    Text("检验什么", "what is tested"),
                    required=True,
                ),
                Key(
                    "cards",
                    Table(CARD, CARDS, key_word=Text("案卡", "card")),
                    Text("案卡", "the cards"),
                    required=True,
                ),
                Key("run", RUN, Text("统计什么", "what is computed")),
                Key(
                    "expect",
                    ROWS,
                    Text(
                        "应得的行；只核对写出的栏(indicator period 各项 numerator denominator value flags)",
                        "rows that must come out; only the columns written are compared "
                        "(indicator period by… numerator denominator value flags)",
                    ),
                ),
                Key(
                    "findings",
                    Many(
                        Record(
                            (
                                Key(
                                    "card",
                                    CARD,
                                    Text("案卡", "card"),
                                    otherwise="the pack's own",
                                ),
                                Key(
                                    "row",
                                    Whole(1),
                                    Text("第几张卡", "which card, from 1"),
                                    required=True,
                                ),
                                Key(
                                    "check",
                                    NAME,
                                    Text("规则名", "name of the check"),
                                    required=True,
                                ),
                            ),
                            Text("{row: 1, check：规则}", "{row: 1, check: name}"),
                        )
                    ),
                    Text(
                        "应查出的问题，不多不少；[] 为没有问题",
                        "findings, exactly these; [] for none",
                    ),
                ),
            ),
            Text("一个检验", "a test"),
        ),
        least=1,
    ),
)

"""Files about counting: rolled cards, measures, balances, parameters, indicators."""

from hengjian.engines.pack_format.compounds import ByShape, Many, Table
from hengjian.engines.pack_format.formats.case_card import CHECK, LEVELS
from hengjian.engines.pack_format.formats.references import REFERENCE
from hengjian.engines.pack_format.kinds import (
    DOTTED_NAME,
    EXPRESSION,
    FORMULA,
    NAME,
    Anything,
    Bilingual,
    Day,
    Exact,
    Flag,
    OneOf,
    Whole,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


HOWS = ("count", "sum", "min", "max", "first", "last", "any", "all", "list")
AGGREGATES = (
    "count",
    "count_distinct",
    "sum",
    "mean",
    "median",
    "quantile",
    "min",
    "max",
)
UNITS = ("percent", "ratio", "count", "day", "yuan")
PERIODS = ("month", "quarter", "half", "year", "to_date", "all")

ROLLED_ITEM = Record(
    (
        Key("count", Flag(), Text("行数", "number of rows")),
        *(
            Key(how, NAME, about)
            for how, about in (
                ("sum", Text("合计", "sum of an item")),
                ("min", Text("最小(最早)", "least (earliest)")),
                ("max", Text("最大(最晚)", "greatest (latest)")),
                ("first", Text("按 order_by 的第一个", "first by order_by")),
                ("last", Text("按 order_by 的最后一个", "last by order_by")),
                ("any", Text("有一行为真", "true in some row")),
                ("all", Text("每行为真", "true in every row")),
                ("list", Text("按 order_by 连成一串", "joined in order of order_by")),
            )
        ),
        Key("order_by", NAME, Text("排序项", "item that orders the rows")),
        Key(
            "joined",
            Words(Text("分隔符", "a separator"), r"[\s\S]+"),
            Text("list 的分隔符", "separator of list"),
            otherwise=",",
        ),
        Key(
            "label", Bilingual(), Text("显示的名称", "the name shown"), otherwise="name"
        ),
    ),
    Text("汇总项", "a rolled item"),
)

ROLLED_CARD = FileFormat(
    "rolled_card",
    "rolled_cards/NAME.yaml",
    Text("汇总卡", "a rolled card"),
    Text(
        "由案卡按键汇总成的卡(由人到案、由次到案)，可像案卡一样用。",
        "A card made of cards (cases from persons, cases from events).",
    ),
    Record(
        (
            Key(
                "from",
                DOTTED_NAME,
                Text("来源案卡或汇总卡", "the card or rolled card it is made of"),
                required=True,
            ),
            Key(
                "key",
                Many(NAME, least=1, distinct=True),
                Text("按哪些项归并", "items to group by"),
                required=True,
            ),
            Key(
                "items",
                Table(NAME, ROLLED_ITEM, key_word=Text("项名", "item")),
                Text("汇总项", "the items"),
                required=True,
            ),
            Key(
                "label",
                Bilingual(),
                Text("显示的名称", "the name shown"),
                otherwise="name",
            ),
            Key("checks", Many(CHECK), Text("核对规则", "checks")),
        )
    ),
)

MEASURE = Record(
    (
        Key("agg", OneOf(AGGREGATES), Text("统计方式", "aggregate"), required=True),
        Key(
            "card",
            DOTTED_NAME,
            Text(
                "不是本包案卡时：汇总卡、其他包、_system.finding、_system.appointment",
                "when not the pack's own card: a rolled card, another pack, "
                "_system.finding, _system.appointment",
            ),
            otherwise="the pack's own card",
        ),
        Key("of", EXPRESSION, Text("被统计的式子", "what is aggregated")),
        Key("where", EXPRESSION, Text("只算这些卡", "only these cards")),
        Key(
            "dated_by",
            NAME,
            Text(
                "归入统计期的日期项；案卡没有日期时可不写",
                "date item that places a card in a period; left out for cards without dates",
            ),
        ),
        Key(
            "open",
            Record(
                (
                    Key(
                        "from",
                        NAME,
                        Text("起始日期项", "date it begins"),
                        required=True,
                    ),
                    Key(
                        "until", NAME, Text("终了日期项", "date it ends"), required=True
                    ),
                ),
                Text("{from：项，until：项}", "{from: item, until: item}"),
            ),
            Text("存量：已开始而未终了", "a stock: begun and not yet ended"),
        ),
        Key("at", OneOf(("start", "end")), Text("期初或期末", "at the start or end")),
        Key("q", Exact(), Text("分位，0 与 1 之间", "quantile, between 0 and 1")),
        Key(
            "label", Bilingual(), Text("显示的名称", "the name shown"), otherwise="name"
        ),
    ),
    Text("度量", "a measure"),
)

MEASURES = FileFormat(
    "measures",
    "measures.yaml",
    Text("度量", "measures"),
    Text("在案卡上数什么、加什么。", "What is counted or summed over cards."),
    Table(NAME, MEASURE, key_word=Text("度量名", "measure")),
)

BALANCES = FileFormat(
    "balances",
    "balances.yaml",
    Text("平衡关系", "balances"),
    Text(
        "度量之间在每一格都应成立的等式。",
        "Equations between measures that hold in every cell.",
    ),
    Many(
        Record(
            (
                Key("balance", NAME, Text("名称", "name"), required=True),
                Key(
                    "by",
                    Many(NAME, distinct=True),
                    Text("按哪些项分格", "what cells are split by"),
                ),
                Key(
                    "period",
                    OneOf(PERIODS),
                    Text("统计期", "period"),
                    otherwise="month",
                ),
                Key("assert", FORMULA, Text("左 = 右", "left = right"), required=True),
                Key("level", OneOf(LEVELS), Text("级别", "level"), required=True),
                Key(
                    "message", Bilingual(), Text("说明", "message"), otherwise="assert"
                ),
            ),
            Text("平衡关系", "a balance"),
        ),
        least=1,
    ),
)

PARAMETERS = FileFormat(
    "parameters",
    "parameters.yaml",
    Text("参数", "parameters"),
    Text(
        "带日期与出处的数、表；式子里写 param.名称。",
        "Numbers and tables with dates and sources; param.name in expressions.",
    ),
    Table(
        NAME,
        Record(
            (
                Key("label", Bilingual(), Text("名称", "label"), otherwise="name"),
                Key("unit", Words(), Text("单位", "unit")),
                Key(
                    "values",
                    Table(
                        Day(),
                        Record(
                            (
                                Key(
                                    "value",
                                    Anything(
                                        Text(
                                            "数、日期、文字、true/false，或其列表，或一组键值",
                                            "a number, date, text, true/false, a list of "
                                            "them or a mapping to them",
                                        )
                                    ),
                                    Text(
                                        "值(分数如 2/3 不失真)",
                                        "the value (2/3 stays exact)",
                                    ),
                                    required=True,
                                ),
                                Key("reference", REFERENCE, Text("出处", "source")),
                            ),
                            Text(
                                "{value: …, reference: …}", "{value: …, reference: …}"
                            ),
                        ),
                        key_word=Text("生效之日", "first day in force"),
                    ),
                    Text("各时期的值", "values by first day in force"),
                    required=True,
                ),
            ),
            Text("参数", "a parameter"),
        ),
        key_word=Text("参数名", "parameter"),
    ),
)

INDICATOR = FileFormat(
    "indicator",
    "indicators/NAME.yaml",
    Text("指标", "an indicator"),
    Text("由度量算出的一项指标。", "One indicator, arithmetic over measures."),
    Record(
        (
            Key(
                "indicator",
                NAME,
                Text("名称，与文件同名", "name, that of the file"),
                required=True,
            ),
            Key("code", Words(), Text("编号，永不复用", "code, never reused")),
            Key(
                "label",
                Bilingual(),
                Text("显示的名称", "the name shown"),
                otherwise="name",
            ),
            Key(
                "sentence",
                Bilingual(),
                Text("一句话口径", "the counting rule in a sentence"),
            ),
            Key(
                "value",
                ByShape(
                    scalar=FORMULA,
                    many=Many(
                        Record(
                            (
                                Key(
                                    "from",
                                    Day(),
                                    Text("自何日起", "from this day on"),
                                    required=True,
                                ),
                                Key(
                                    "value",
                                    FORMULA,
                                    Text("算式", "formula"),
                                    required=True,
                                ),
                            ),
                            Text(
                                "{from：日期，value：算式}",
                                "{from: date, value: formula}",
                            ),
                        ),
                        least=1,
                    ),
                ),
                Text(
                    "度量的四则运算；其他包写“包.度量”",
                    "arithmetic over measures; other packs' as pack.measure",
                ),
                required=True,
            ),
            Key("unit", OneOf(UNITS), Text("单位", "unit"), required=True),
            Key(
                "decimals",
                Whole(0, 6),
                Text("小数位", "decimal places"),
                otherwise="count: 0; day: 1; others: 2",
            ),
            Key(
                "direction",
                OneOf(("up", "down", "neutral", "band")),
                Text("高好、低好、中性、区间", "higher, lower, neutral, inside a band"),
                otherwise="neutral",
            ),
            Key(
                "band",
                Many(Exact(), 2, 2),
                Text("参考区间 [低，高]", "interval [low, high]"),
            ),
            Key(
                "read_with",
                Many(NAME),
                Text("一并阅读的指标", "indicators read with it"),
            ),
            Key(
                "small_counts",
                Record(
                    (
                        Key(
                            "flag_below",
                            Whole(0),
                            Text("分母小于此数时标注", "flag below"),
                            required=True,
                        ),
                    ),
                    Text("{flag_below: 10}", "{flag_below: 10}"),
                ),
                Text("小基数", "small counts"),
            ),
            Key(
                "scored",
                OneOf(("never",)),
                Text("never：不得用于考核", "never: may not be scored"),
            ),
            Key(
                "valid",
                Many(
                    Record(
                        (
                            Key("from", Day(), Text("自何日起", "from"), required=True),
                            Key(
                                "status",
                                OneOf(("in_use", "analysis_only", "retired")),
                                Text("启用、仅分析、停用", "status"),
                                required=True,
                            ),
                        ),
                        Text(
                            "{from：日期，status：状态}", "{from: date, status: status}"
                        ),
                    )
                ),
                Text("各时期的状态", "status by date"),
            ),
            Key("source", REFERENCE, Text("出处", "source")),
        )
    ),
)

"""``case_card.yaml``: the record of a matter."""

from hengjian.engines.pack_format.compounds import ByShape, Many, Table
from hengjian.engines.pack_format.formats.lengths import LengthWords
from hengjian.engines.pack_format.kinds import (
    EXPRESSION,
    NAME,
    Bilingual,
    Flag,
    OneOf,
    Words,
)
from hengjian.engines.pack_format.model import ItemType
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


LEVELS = ("blocking", "prompting")
LENGTH = LengthWords(
    Text("时长，如“3 working_days”", "a length such as “3 working_days”"),
    r"[0-9]{1,5} (hours|calendar_days|working_days|months|years)",
)
CODE = Words(Text("代码", "a code"))

CHOICES = ByShape(
    scalar=Words(
        Text("共享代码表的名称", "the name of a shared list"),
        r"(_shared/)?[a-z][a-z0-9_]*",
    ),
    many=Many(CODE, least=1, distinct=True),
    table=Table(CODE, Bilingual(), key_word=Text("代码", "code")),
)

ITEM = Record(
    (
        Key(
            "label", Bilingual(), Text("显示的名称", "the name shown"), otherwise="name"
        ),
        Key(
            "type",
            OneOf(tuple(ItemType)),
            Text("类型", "type"),
            required=True,
        ),
        Key("required", Flag(), Text("必填", "must be filled"), otherwise="false"),
        Key(
            "personal",
            Flag(),
            Text(
                "个人信息：不入案卡表，只可用于 derive 与 checks",
                "personal: kept out of card tables; only derive and checks may read it",
            ),
            otherwise="false",
        ),
        Key(
            "match",
            Flag(),
            Text(
                "个人信息项可用于 links 的 on(以密钥摘要比对)",
                "a personal item that links may match on (by a keyed digest)",
            ),
            otherwise="false",
        ),
        Key(
            "transient",
            Flag(),
            Text(
                "只在办理期间保留，办结即删；不入案卡表、不入留痕，流程与度量不得读取",
                "kept while its matter runs, deleted when it closes; in no card table, no"
                " journal; no process or measure reads it",
            ),
            otherwise="false",
        ),
        Key(
            "aliases",
            Many(Words()),
            Text("文件表头的其他写法", "other headers for it in files"),
        ),
        Key(
            "formats",
            Many(Words(pattern=r".*%.*")),
            Text("日期写法，如 %Y/%m/%d", "how dates are written, as in %Y/%m/%d"),
        ),
        Key(
            "choices",
            CHOICES,
            Text(
                "代码与显示文字；或代码列表；或 _shared 代码表的名称",
                "code: shown text; or a list of codes; or the name of a _shared list",
            ),
        ),
        Key(
            "derive",
            EXPRESSION,
            Text("由其他项算出，不再填写", "computed from other items, never filled"),
        ),
        Key(
            "limit",
            Record(
                (
                    Key(
                        "start",
                        NAME,
                        Text("起算日的项", "item it counts from"),
                        required=True,
                    ),
                    Key("length", LENGTH, Text("时长", "length"), required=True),
                ),
                Text("{start：项，length：时长}", "{start: item, length: length}"),
            ),
            Text("由起算日与时长算出的到期日", "a due date counted from another item"),
        ),
    ),
    Text("案卡项", "an item"),
)

LINK = Record(
    (
        Key(
            "to",
            Words(pattern=r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?"),
            Text(
                "所连的案卡：业务包名、本包汇总卡名或“包.汇总卡”",
                "the other card: a pack, a rolled card of this pack, or “pack.rolled”",
            ),
            required=True,
        ),
        Key(
            "on",
            Table(NAME, NAME, key_word=Text("本卡项", "item here")),
            Text("本卡项：对方项，须相等", "item here: item there; they must be equal"),
            required=True,
        ),
        Key(
            "where",
            EXPRESSION,
            Text(
                "更多条件，用 here.项 与 there.项",
                "more, with here.item and there.item",
            ),
        ),
        Key("order_by", NAME, Text("按对方何项排序", "item there that orders them")),
        Key(
            "take",
            OneOf(("first", "last")),
            Text("取第一行或最后一行", "the first or the last row"),
            otherwise="first",
        ),
    ),
    Text("连接", "a link"),
)

CHECK = Record(
    (
        Key("check", NAME, Text("规则名", "name of the rule"), required=True),
        Key(
            "assert",
            EXPRESSION,
            Text("应成立的式子；不明(空)视为通过", "what must hold; unknown passes"),
            required=True,
        ),
        Key(
            "level",
            OneOf(LEVELS),
            Text(
                "blocking：该行不入库；prompting：提示核对",
                "blocking: the row is kept aside; prompting: a finding",
            ),
            required=True,
        ),
        Key(
            "dimension",
            OneOf(("correct", "complete", "consistent", "timely")),
            Text("质量维度", "dimension of quality"),
            otherwise="consistent",
        ),
        Key(
            "kind",
            OneOf(("missing", "wrong", "late", "invented", "careless")),
            Text("漏填、错填、迟填、假填、乱填", "kind of error"),
            otherwise="wrong",
        ),
        Key(
            "message",
            Bilingual(),
            Text("给填录人看的话", "what the filler reads"),
            otherwise="assert",
        ),
    ),
    Text("核对规则", "a check"),
)

CASE_CARD = FileFormat(
    "case_card",
    "case_card.yaml",
    Text("案卡", "the case card"),
    Text(
        "案卡的项、键、连接与核对规则。",
        "Items, key, links and checks of a card.",
    ),
    Record(
        (
            Key(
                "grain",
                OneOf(("case", "person", "event")),
                Text("一张卡是一件、一人还是一次", "what one card is"),
                required=True,
            ),
            Key(
                "key",
                Many(NAME, least=1, distinct=True),
                Text("唯一确定一张卡的项", "items that tell cards apart"),
                required=True,
            ),
            Key(
                "unit",
                NAME,
                Text("院代码所在的项", "item with the procuratorate's code"),
            ),
            Key("department", NAME, Text("部门所在的项", "item with the department")),
            Key("handler", NAME, Text("承办人所在的项", "item with the handler")),
            Key(
                "partition_date",
                NAME,
                Text(
                    "分区日期项；none 为不分区",
                    "date that partitions; none: one partition",
                ),
                otherwise="the first required date",
            ),
            Key(
                "weight",
                NAME,
                Text(
                    "一行代表多少张卡(整数项)", "integer item: cards a row stands for"
                ),
            ),
            Key(
                "timezone",
                Words(),
                Text("未写时区的时刻属于", "time zone of moments without one"),
                otherwise="Asia/Shanghai",
            ),
            Key(
                "items",
                Table(NAME, ITEM, key_word=Text("项名", "item")),
                Text("案卡项", "the items"),
                required=True,
            ),
            Key(
                "links",
                Table(NAME, LINK, key_word=Text("连接名", "link")),
                Text(
                    "同一人或同一案在另一种案卡上的一行",
                    "the same person or case on another card: one row at most",
                ),
            ),
            Key("checks", Many(CHECK), Text("核对规则", "checks")),
        )
    ),
)

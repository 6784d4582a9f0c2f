"""``pack.yaml``: what a pack is."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.formats.references import REFERENCE
from hengjian.engines.pack_format.kinds import NAME, Bilingual, Day, OneOf, Whole, Words
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


SHARED_FILE = Words(
    Text("共享文件(_shared/名称)", "a shared file (_shared/name)"),
    r"_shared/[a-z][a-z0-9_]*",
)

OPENS = Record(
    (
        Key(
            "every",
            OneOf(("month",)),
            Text("多久开启一次", "how often"),
            otherwise="month",
        ),
        Key(
            "day",
            Whole(1, 28),
            Text(
                "每月哪一天；休息日顺延到第一个工作日",
                "the day of the month, or the first working day after it",
            ),
            required=True,
        ),
        Key(
            "role",
            NAME,
            Text(
                "在有人担任该角色的单位开启", "opens in offices where somebody holds it"
            ),
            required=True,
        ),
        Key(
            "prepared",
            Words(Text("登记名", "a registered name"), r"[a-z_]+\.[a-z_]+"),
            Text(
                "登记表单的初始内容由谁准备",
                "who prepares what the form of registration begins with",
            ),
        ),
    ),
    Text("{day：日，role：角色}", "{day, role, prepared}"),
)

OVERLAY = Record(
    (
        Key(
            "card",
            NAME,
            Text(
                "全国系统记录所在的导入案卡", "the imported pack that holds the record"
            ),
            required=True,
        ),
        Key(
            "key",
            Table(NAME, NAME),
            Text(
                "本案卡项对应该案卡的主键项",
                "own item: item there; together they are that card's whole key",
            ),
            required=True,
        ),
        Key(
            "items",
            Table(NAME, NAME),
            Text(
                "由该案卡带来的项：本案卡项对应该案卡项",
                "what arrives from it: own item: item there",
            ),
            required=True,
        ),
    )
)

FOLLOWED = Record(
    (
        Key(
            "kind",
            NAME,
            Text("引出本类事项的业务包", "the pack whose matters lead to these"),
            required=True,
        ),
        Key(
            "items",
            Table(NAME, NAME),
            Text(
                "由那件事项带来的项：本案卡项对应那类案卡项",
                "what its matter tells: own item: item there",
            ),
            required=True,
        ),
    )
)

PACK = FileFormat(
    "pack",
    "pack.yaml",
    Text("业务包", "the pack"),
    Text(
        "业务包的名称、性质与依据；每个业务包都要有。",
        "Name, nature and basis of a pack; every pack has one.",
    ),
    Record(
        (
            Key(
                "pack",
                NAME,
                Text("名称，与文件夹同名", "name, that of the folder"),
                required=True,
            ),
            Key(
                "format",
                OneOf(("1",)),
                Text("格式版本", "version of the format"),
                required=True,
            ),
            Key("title", Bilingual(), Text("标题", "title"), otherwise="pack"),
            Key(
                "line_of_work",
                NAME,
                Text(
                    "业务条线；有 _shared/lines_of_work.yaml 时须在其中",
                    "line of work; one of _shared/lines_of_work.yaml where that exists",
                ),
            ),
            Key(
                "kind",
                OneOf(("imported", "handled")),
                Text(
                    "imported：案卡来自文件；handled：事项在此办理",
                    "imported: cards come from files; handled: matters run here",
                ),
                otherwise="imported",
            ),
            Key(
                "record_of",
                OneOf(("national", "here")),
                Text(
                    "记录归属：national 全国系统，here 本平台",
                    "whose record it is: the national system's or ours",
                ),
                otherwise="imported: national; handled: here",
            ),
            Key(
                "overlays",
                Many(OVERLAY),
                Text(
                    "本业务包叠加的全国系统记录（record_of: national 且 handled）",
                    "the national records that a handled pack overlays",
                ),
            ),
            Key(
                "opens",
                OPENS,
                Text("按日历自行开启", "it opens by itself, by the calendar"),
            ),
            Key(
                "titled_by",
                Many(NAME, least=1, distinct=True),
                Text(
                    "事项标题由哪些案卡项组成；不写则为第一个文字项",
                    "the items that title a matter; else the first text",
                ),
            ),
            Key(
                "follows",
                Many(FOLLOWED),
                Text(
                    "由引出它的事项带来、不用再填的项；带来的是那件事项现在的内容",
                    "what the matter that led to it tells and nobody types again, as it"
                    " stands there when a form is opened",
                ),
            ),
            Key(
                "leads_to",
                Many(NAME, distinct=True),
                Text(
                    "可由这类事项引出登记的其他业务包",
                    "the packs whose matters may be registered out of one of these",
                ),
            ),
            Key(
                "duplicates",
                Many(Many(NAME, least=2, distinct=True), least=1),
                Text(
                    "哪几项都相同才提示可能重复；是否合并由人决定",
                    "items that agree where two matters may be one; a person decides",
                ),
            ),
            Key(
                "sensitivity",
                OneOf(("public", "internal", "restricted")),
                Text("知悉范围", "who may see it"),
                otherwise="internal",
            ),
            Key("effective_from", Day(), Text("启用之日", "first day of use")),
            Key("effective_to", Day(), Text("停用之日(含)", "last day of use")),
            Key("basis", Many(REFERENCE), Text("依据", "legal basis")),
            Key(
                "uses",
                Many(SHARED_FILE),
                Text("用到的共享代码表", "shared code lists that the pack uses"),
            ),
        )
    ),
)

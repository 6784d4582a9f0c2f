"""``_shared/NAME.yaml``: code lists that several packs use."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.formats.case_card import CODE
from hengjian.engines.pack_format.formats.references import REFERENCE
from hengjian.engines.pack_format.kinds import NAME, Bilingual, Day, Words
from hengjian.engines.pack_format.records import FileFormat, Key, LabelOr, Record
from hengjian.lib.bilingual import Text


CHOICE = Record(
    (
        Key("label", Bilingual(), Text("显示的文字", "the text shown"), required=True),
        Key(
            "function", NAME, Text("所属的检察职能", "the major function it belongs to")
        ),
        Key("group", Bilingual(), Text("分组", "group")),
        Key(
            "aliases",
            Many(Words()),
            Text("文件里的其他写法", "other ways in which files write it"),
        ),
        Key("from", Day(), Text("启用之日", "first day of use")),
        Key("to", Day(), Text("停用之日(含)", "last day of use")),
    ),
    Text("{label: …, …}", "{label: …, …}"),
)


SHARED_LIST = FileFormat(
    "shared_list",
    "_shared/NAME.yaml",
    Text("共享代码表", "a shared code list"),
    Text(
        "几个业务包共用的代码与文字；案卡里写 choices：表名，pack.yaml 里写 uses。",
        "Codes and texts that several packs use: choices: NAME on the card, "
        "uses in pack.yaml.",
    ),
    Record(
        (
            Key(
                "list",
                NAME,
                Text("表名，与文件同名", "name, that of the file"),
                required=True,
            ),
            Key("label", Bilingual(), Text("标题", "title"), otherwise="list"),
            Key(
                "optional_ending",
                Words(),
                Text(
                    "文件里可以省去的结尾，如 罪：盗窃即盗窃罪(只在不指别项时)",
                    "an ending that files may leave out, where that means no other choice",
                ),
            ),
            Key("source", REFERENCE, Text("出处", "source")),
            Key(
                "choices",
                Table(CODE, LabelOr(CHOICE), key_word=Text("代码", "code")),
                Text("代码：文字", "code: text"),
                required=True,
            ),
        )
    ),
)

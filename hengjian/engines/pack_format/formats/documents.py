"""``documents.yaml``: the papers that a matter makes, their words and what follows."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.document_model import BLOCKS
from hengjian.engines.pack_format.kinds import (
    EXPRESSION,
    NAME,
    Bilingual,
    Flag,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


WORDING = Words(
    Text("文字，其中可有 {{ 项名 }}", "a text that may hold {{ item }}"),
)
ROLE = Words(Text("角色", "a role"), r"[a-z][a-z0-9_]*")
LIMIT_NAME = Words(
    Text("期限编号(如 T55)或参数名", "a limit such as T55, or a parameter"),
    r"T[0-9]{2}|[a-z][a-z0-9_]*",
)

NUMBER = Record(
    (
        Key(
            "series",
            NAME,
            Text(
                "编号序列：同一院、同一序列、同一年连续编号，可由几种文书、几个业务包共用",
                "the series: one office counts one series in one year without gaps; kinds"
                " and packs may share it",
            ),
            required=True,
        ),
        Key(
            "pattern",
            Words(Text("文号样式", "how the number is written")),
            Text(
                "文号样式，含 {year}、{serial}，可含 {office}(本院代字)",
                "with {year} and {serial}, and {office} for the office's mark",
            ),
            required=True,
        ),
    ),
    Text("{series：序列，pattern：样式}", "{series: name, pattern: text}"),
)

BLOCK = Record(
    (
        *(
            Key(
                name,
                Many(NAME, least=1, distinct=True) if name == "table" else WORDING,
                about,
            )
            for name, about in BLOCKS.items()
        ),
        Key(
            "known_only",
            Flag(),
            Text(
                "表中只列有内容的项；不写则空项显示待填，填好才能签发",
                "a table leaves out what holds nothing; otherwise it is shown as to be"
                " filled, and the paper is not issued before",
            ),
            otherwise="false",
        ),
        Key(
            "when",
            EXPRESSION,
            Text("式子成立时才有这一段", "stands only where this holds"),
        ),
    ),
    Text("{text：文字，…}", "{text: words, …}"),
)

DOCUMENT = Record(
    (
        Key(
            "title",
            Bilingual(),
            Text("文书名称", "what it is called"),
            required=True,
        ),
        Key("help", Bilingual(), Text("使用说明", "when it is used")),
        Key(
            "number",
            NUMBER,
            Text("编号；不写则不编号", "its number"),
            otherwise="no number",
        ),
        Key(
            "issued_by",
            Many(ROLE, least=1, distinct=True),
            Text("可以签发的角色", "roles that may issue it"),
            otherwise="whoever may handle the matter",
        ),
        Key(
            "to",
            WORDING,
            Text(
                "主送或受送达的单位、个人，如 {{ applicant }}",
                "to whom it goes, such as {{ applicant }}",
            ),
        ),
        Key(
            "sealed",
            Flag(),
            Text("须用印", "it is sealed"),
            otherwise="false",
        ),
        Key(
            "served",
            Flag(),
            Text("须送达", "it is served"),
            otherwise="false",
        ),
        Key(
            "receipt",
            Flag(),
            Text("送达须有回证", "service needs a receipt"),
            otherwise="false",
        ),
        Key(
            "read_out",
            Flag(),
            Text("送达时须宣读", "it is read out when served"),
            otherwise="false",
        ),
        Key(
            "reply_within",
            LIMIT_NAME,
            Text(
                "送达后的回复期限：期限代码或时间类参数",
                "how long the recipient has to reply, from service: a limit, or a"
                " parameter whose unit is one of time",
            ),
        ),
        Key(
            "needs",
            Many(NAME, least=1, distinct=True),
            Text("签发前必须有内容的案卡项", "items that must hold something first"),
        ),
        Key(
            "made_when",
            EXPRESSION,
            Text("式子成立时才可制作", "may be made only where this holds"),
        ),
        Key(
            "layout",
            Many(BLOCK, least=1),
            Text(
                "正文各段，自上而下",
                "its blocks from the top; left out where the pack holds"
                " documents/NAME.docx",
            ),
        ),
    ),
    Text("一种文书", "a kind of document"),
)

DOCUMENTS = FileFormat(
    "documents",
    "documents.yaml",
    Text("文书", "documents"),
    Text(
        "事项可以制作的文书：名称、编号、正文、由谁签发、是否用印送达。单位可以在平台上用"
        "自己的 Word 模板替换正文。",
        "The papers that a matter makes: title, number, words, who issues them, whether"
        " they are sealed and served. An office replaces the layout by its own Word"
        " template.",
    ),
    Table(NAME, DOCUMENT),
)

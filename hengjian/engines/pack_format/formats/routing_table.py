"""``tables/NAME.yaml``: which way a matter goes, as rows read from the top."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.formats.case_card import CODE
from hengjian.engines.pack_format.kinds import EXPRESSION, NAME, Bilingual
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


ROW = Record(
    (
        Key(
            "when",
            EXPRESSION,
            Text(
                "成立时取这一行；最后一行不写",
                "this row, where it holds; none in the last",
            ),
        ),
        Key("then", CODE, Text("结果的代码", "the result's code"), required=True),
    ),
    Text("{when：式子，then：代码}", "{when: expression, then: code}"),
)

ROUTING_TABLE = FileFormat(
    "routing_table",
    "tables/NAME.yaml",
    Text("选择表", "a routing table"),
    Text(
        "从上往下，第一个成立的行定结果；流程的条件里写 table.NAME = '代码'。",
        "The first row from the top that holds gives the result; conditions of the "
        "process write table.NAME = 'code'.",
    ),
    Record(
        (
            Key(
                "table",
                NAME,
                Text("名称，与文件同名", "name, that of the file"),
                required=True,
            ),
            Key("label", Bilingual(), Text("标题", "title"), required=True),
            Key("help", Bilingual(), Text("说明", "what it is for")),
            Key(
                "results",
                Table(CODE, Bilingual(), key_word=Text("代码", "code")),
                Text("可能的结果：代码与文字", "the possible results: code and text"),
                required=True,
            ),
            Key("rows", Many(ROW, least=1), Text("各行", "the rows"), required=True),
        )
    ),
)

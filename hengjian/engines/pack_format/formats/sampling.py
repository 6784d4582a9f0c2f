"""``sampling.yaml``: the populations from which cases are drawn for review."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.formats.references import REFERENCE_RECORD
from hengjian.engines.pack_format.kinds import NAME, Bilingual, OneOf, Words
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.engines.pack_format.sampling_model import MODES
from hengjian.lib.bilingual import Text


POPULATION = Record(
    (
        Key("label", Bilingual(), Text("总体名称", "what it is called"), required=True),
        Key(
            "card",
            NAME,
            Text("读哪个业务包的案卡", "the pack whose cards it holds"),
            required=True,
        ),
        Key(
            "mode",
            OneOf(MODES),
            Text(
                "random 常规抽查，key 重点评查，special 专项评查",
                "random: by lot; key: for what they are; special: a special review",
            ),
            required=True,
        ),
        Key(
            "dated_by",
            NAME,
            Text("按哪个日期归入期间", "the date that places a case in a period"),
            required=True,
        ),
        Key(
            "where",
            Words(Text("表达式", "an expression")),
            Text("哪些案卡", "which cards"),
            otherwise="every one that has the date",
        ),
        Key(
            "case",
            NAME,
            Text(
                "案号项：一案多卡时用",
                "tells cases apart, of which there are several cards",
            ),
            otherwise="the first item of the key",
        ),
        Key("by", NAME, Text("按哪一项分层", "the item that makes strata")),
        Key(
            "kept_away",
            Many(NAME, distinct=True),
            Text("除承办人外不得评查的人", "who may not review it, beside the handler"),
        ),
        Key("basis", Many(REFERENCE_RECORD, least=1), Text("依据", "basis")),
    ),
    Text("一个评查总体", "a population"),
)

SAMPLING = FileFormat(
    "sampling",
    "sampling.yaml",
    Text("评查总体", "populations of review"),
    Text(
        "从哪些已办结案件中抽取评查；抽取带种子，可以重抽核对。",
        "From which concluded cases reviews are drawn; with a seed, so that anyone can "
        "draw again.",
    ),
    Table(NAME, POPULATION, key_word=Text("总体名", "population")),
)

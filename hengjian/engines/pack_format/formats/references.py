"""The keys of a reference to a source, used by many files."""

from hengjian.engines.pack_format.compounds import ByShape
from hengjian.engines.pack_format.kinds import Bilingual, OneOf, Words
from hengjian.engines.pack_format.records import Key, Record
from hengjian.lib.bilingual import Text


MARKS = ("V", "S", "D", "M", "I")

REFERENCE_RECORD = Record(
    (
        Key(
            "title", Bilingual(), Text("出处名称", "title of the source"), required=True
        ),
        Key("article", Words(), Text("条款", "article")),
        Key("note", Bilingual(), Text("说明", "note")),
        Key(
            "mark",
            OneOf(MARKS),
            Text(
                "可靠程度：V 已核对原文，S 有来源，D 由来源数字算得，M 待核实，I 推断",
                "certainty: V read in the text, S sourced, D recomputed from sourced "
                "numbers, M to be confirmed, I inferred",
            ),
        ),
    ),
    Text(
        "出处(title、article、note、mark)", "a reference (title, article, note, mark)"
    ),
)
REFERENCE = ByShape(scalar=Bilingual(), table=REFERENCE_RECORD)

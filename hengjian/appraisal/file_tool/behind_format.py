"""The keys of a file of what stands behind facts; read by ``dry-run`` alone, internal."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.kinds import DOTTED_NAME, OneOf, Whole, Words
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


_MOST = 10**9

COUNTS = Record(
    (
        Key("numerator", Whole(0, _MOST), Text("分子", "of these so many")),
        Key("denominator", Whole(0, _MOST), Text("分母", "so many in all")),
        Key("count", Whole(0, _MOST), Text("次数", "events, of no given number")),
    ),
    Text(
        "{numerator: 9, denominator: 12} 或 {count: 3}",
        "{numerator: 9, denominator: 12} or {count: 3}",
    ),
)

PERSON_BEHIND = Record(
    (
        Key("person", Words(), Text("人员", "person"), required=True),
        Key("kind", Words(), Text("业务种类", "kind of work")),
        Key(
            "behind",
            Table(DOTTED_NAME, COUNTS, least=0),
            Text("考评项：件数", "item: counts"),
        ),
    ),
    Text("一名人员", "a person"),
)

BEHIND = FileFormat(
    "appraisal_behind",
    "BEHIND.yaml",
    Text("数值背后的件数", "what stands behind facts"),
    Text(
        "每名人员的业务种类与各数值背后的件数。",
        "Each person's kind of work and the counts behind the values.",
    ),
    Record(
        (
            Key("format", OneOf(("1",)), Text("格式版本", "format"), otherwise="1"),
            Key("people", Many(PERSON_BEHIND), Text("人员", "people"), required=True),
        )
    ),
)

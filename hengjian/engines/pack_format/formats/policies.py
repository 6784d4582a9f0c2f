"""``_shared/policies.yaml``: what may be done with numbers, by date."""

from hengjian.engines.pack_format.compounds import ByShape, Many
from hengjian.engines.pack_format.formats.references import REFERENCE
from hengjian.engines.pack_format.kinds import NAME, Bilingual, Day, OneOf
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.engines.policies.answering import USES
from hengjian.lib.bilingual import Text


ANSWER = OneOf(("allowed", "refused"))

RULING = ByShape(
    scalar=ANSWER,
    table=Record(
        (
            Key(
                "answer", ANSWER, Text("准或不准", "allowed or refused"), required=True
            ),
            Key(
                "reason",
                Bilingual(),
                Text("理由；不准时必写", "why; needed for a refusal"),
            ),
        ),
        Text("{answer: …, reason: …}", "{answer: …, reason: …}"),
    ),
)

PROFILE = Record(
    (
        Key("profile", NAME, Text("名称", "name"), required=True),
        Key("label", Bilingual(), Text("显示的名称", "the name shown"), required=True),
        Key(
            "from", Day(), Text("第一日；不写为此前一切", "first day; none: any before")
        ),
        Key("to", Day(), Text("最后一日；不写为此后一切", "last day; none: any after")),
        Key("source", REFERENCE, Text("依据", "legal source"), required=True),
        Key(
            "uses",
            Record(
                tuple(
                    Key(use.value, RULING, about, required=True)
                    for use, about in USES.items()
                ),
                Text("每种用途准或不准", "allowed or refused for every use"),
            ),
            Text("各种用途", "the uses"),
            required=True,
        ),
    ),
    Text("一个时期的政策", "the policy of a span of time"),
)

NEVER_SCORED = Record(
    (
        Key(
            "indicators",
            Many(NAME, least=1),
            Text("指标名", "indicators"),
            required=True,
        ),
        Key("reason", Bilingual(), Text("理由", "why"), required=True),
        Key("source", REFERENCE, Text("依据", "source"), required=True),
    ),
    Text("不得用于考核的指标", "indicators that are never scored"),
)

POLICIES = FileFormat(
    "policies",
    "_shared/policies.yaml",
    Text("政策", "policies"),
    Text(
        "各时期对指标数据准许与不准许的用途，以及永不用于考核的指标。",
        "What is allowed with indicator values from when to when, and what is "
        "never scored.",
    ),
    Record(
        (
            Key(
                "profiles",
                Many(PROFILE, least=1),
                Text("各时期", "profiles"),
                required=True,
            ),
            Key(
                "never_scored", Many(NEVER_SCORED), Text("永不用于考核", "never scored")
            ),
        )
    ),
)

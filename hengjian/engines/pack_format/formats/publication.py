"""``publication.yaml``: which items of a request and of its answer are posted."""

from hengjian.engines.pack_format.compounds import Many
from hengjian.engines.pack_format.kinds import NAME, Bilingual
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


PUBLICATION = FileFormat(
    "publication",
    "publication.yaml",
    Text("公示", "posting"),
    Text(
        "申请和答复公示哪些项；个人信息不公示。流程图里的 posting.post_request、"
        "posting.post_answer 两个动作在那一步公示，公示后不得改动。",
        "Which items of a request and of its answer are posted to the office's staff;"
        " never personal ones. The acts posting.post_request and posting.post_answer of the"
        " drawing post them there and then; what is posted is not altered.",
    ),
    Record(
        (
            Key("column", Bilingual(), Text("栏目", "column"), required=True),
            Key(
                "request",
                Many(NAME, least=1, distinct=True),
                Text("申请的项", "items of the request"),
                required=True,
            ),
            Key(
                "answer",
                Many(NAME, least=1, distinct=True),
                Text("答复的项", "items of the answer"),
                required=True,
            ),
        )
    ),
)

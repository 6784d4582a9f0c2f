"""``forms/NAME.yaml``: how the items of a card are laid out to be filled."""

from hengjian.engines.pack_format.compounds import ByShape, Many
from hengjian.engines.pack_format.kinds import (
    EXPRESSION,
    NAME,
    Bilingual,
    Flag,
    OneOf,
    Whole,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


FIELD = Record(
    (
        Key("item", NAME, Text("案卡项", "item of the card"), required=True),
        Key("help", Bilingual(), Text("填写说明", "what helps to fill it")),
        Key(
            "required",
            Flag(),
            Text("在这张表上必填", "must be filled on this form"),
            otherwise="as the item says",
        ),
        Key(
            "required_when",
            EXPRESSION,
            Text("式子成立时必填", "must be filled where this holds"),
        ),
        Key(
            "shown_when",
            EXPRESSION,
            Text(
                "式子成立时才显示；不显示的不收",
                "shown, and taken, only where this holds",
            ),
        ),
        Key(
            "read_only",
            Flag(),
            Text("只显示，不填写", "shown, never filled here"),
            otherwise="false; true for computed items",
        ),
        Key(
            "otherwise",
            OneOf(("today", "me")),
            Text(
                "没有值时填入当天或填写人；只显示的项由平台填入",
                "the day or the filler where there is no value; for a read-only item it"
                " is filled in when the form is",
            ),
        ),
        Key(
            "lines",
            Whole(1, 40),
            Text("文字框的行数", "lines of a box for text"),
            otherwise="1",
        ),
    ),
    Text("{item：项，…}", "{item: name, …}"),
)

SECTION = Record(
    (
        Key("title", Bilingual(), Text("小标题", "its head"), required=True),
        Key("help", Bilingual(), Text("填写说明", "what helps to fill it")),
        Key(
            "shown_when",
            EXPRESSION,
            Text("式子成立时才显示", "shown only where this holds"),
        ),
        Key(
            "rows",
            Many(Many(ByShape(scalar=NAME, table=FIELD), least=1, most=4), least=1),
            Text(
                "每行一至四项：项名，或 {item：项名，…}",
                "one to four items a row: a name, or {item: name, …}",
            ),
            required=True,
        ),
    ),
    Text("一节", "a section"),
)

FORM = FileFormat(
    "form",
    "forms/NAME.yaml",
    Text("表单", "a form"),
    Text(
        "案卡的哪些项、怎样排列、何时显示、何时必填；办理环节用它填写。",
        "Which items of the card, how laid out, shown and required when; the tasks of a"
        " process are filled on it.",
    ),
    Record(
        (
            Key(
                "form",
                NAME,
                Text("名称，与文件同名", "name, that of the file"),
                required=True,
            ),
            Key("title", Bilingual(), Text("标题", "title"), required=True),
            Key("help", Bilingual(), Text("填写说明", "what helps to fill it")),
            Key(
                "sections",
                Many(SECTION, least=1),
                Text("各节", "sections"),
                required=True,
            ),
        )
    ),
)

"""Chinese marks in Chinese text; numbers keep theirs."""

import pytest

from hengjian.publication.analysis.typesetting import chinese_marks


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("不捕率33.33%,同比上升;请说明", "不捕率33.33%，同比上升；请说明"),
        ("共1,234件", "共1,234件"),
        ("案-件比1:1.54", "案-件比1:1.54"),
        ("建议移送采纳率(行刑衔接)", "建议移送采纳率（行刑衔接）"),
        ("不捕率(33/99)", "不捕率（33/99）"),
        ("rate (33/99), see below", "rate (33/99), see below"),
        ("适用““一取消”以后”", "适用“‘一取消’以后”"),
        ("理由:不再排名", "理由：不再排名"),
        ("多余的”引号", "多余的”引号"),
        ("空()括号", "空（）括号"),
    ],
)
def test_marks_beside_chinese_are_full_width(text: str, marked: str) -> None:
    assert chinese_marks(text) == marked

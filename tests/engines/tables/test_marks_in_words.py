"""Typed words that bear a mark of state secrecy are refused; speaking of secrets is not."""

import pytest

from hengjian.engines.tables.marks import mark_in_words, refuse_marked_words
from hengjian.lib.faults import UserFault


@pytest.mark.parametrize(
    "words",
    [
        "机密★1年",
        "绝密★长期",
        "绝　密 ★ 20年",
        "本件属机密★",
        "秘密*10年",
        "会议材料\n机密 10年\n一、情况",
        "秘密（十年）",
        "机密级,保密期限:5年",
        "密级：秘密",
        "密 级: 绝密",
        "【机密】关于某案的请示",
        "附件\n秘密\n二〇二六年",
        "绝密级文件",
    ],
)
def test_mark_in_typed_words_is_refused(words: str) -> None:
    with pytest.raises(UserFault) as caught:
        refuse_marked_words("案情", words)

    assert caught.value.status == 403
    assert "不得处理涉密信息" in caught.value.message.zh
    assert "must not handle state secrets" in caught.value.message.en


@pytest.mark.parametrize(
    "words",
    [
        "侵犯商业秘密罪",
        "该公司的商业秘密3年前被复制",
        "商业秘密*价值待鉴定",
        "商业秘密★见鉴定意见",
        "因泄露国家秘密、为境外窃取机密被判处3年",
        "窃取绝密级图纸，判处十年有期徒刑",
        "将密级为机密的文件带出单位",
        "经查，秘密2024年起多次转移财产",
        "秘密窃取财物，数额较大",
        "保守工作秘密 10年",
        "无秘密事项",
        "评价：★★★",
        "",
    ],
)
def test_ordinary_words_are_no_mark(words: str) -> None:
    assert not mark_in_words(words)

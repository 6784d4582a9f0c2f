"""What argparse itself says, in Chinese: its headings and its refusals of arguments."""

import argparse

from hengjian.lib.language import language


WORDS = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示本帮助后结束",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "没有这样的参数：%s",
    "expected one argument": "后面应有一个值",
    "expected at least one argument": "后面至少应有一个值",
    "expected at most one argument": "后面至多有一个值",
    "ignored explicit argument %r": "后面不带值：%r",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "没有“%(value)s”这一项，可用：%(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "值不对：%(value)r",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s 不明确，可能是：%(matches)s"
    ),
}


def speak() -> None:
    """Let argparse speak the language of the command line.

    Its own texts go through ``gettext``, which asks for compiled catalogues; here the few
    that can be seen stand in the source, as every other text does.
    """
    spoken = {} if language().startswith("en") else WORDS
    vars(argparse)["_"] = lambda text: spoken.get(text, text)

"""Truth values and codes out of words."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from hengjian.engines.tables.conversion.problem import Problem, not_read
from hengjian.engines.tables.normalising import plain
from hengjian.lib.bilingual import Text


_TRUE = frozenset(["是", "有", "真", "对", "√", "1", "1.0", "true", "t", "yes", "y"])
_FALSE = frozenset(
    ["否", "无", "没有", "假", "不是", "×", "0", "0.0", "false", "f", "no", "n"]
)

_NOT_TRUTH = not_read("请填“是”或“否”", "write 是 or 否 (yes or no)")

_NAMED_CODES = 8  # as many as fit into one message


def read_boolean(text: str) -> bool | Problem:
    """是/否, 有/无, true/false, yes/no, 1/0 and their short forms."""
    value = plain(text).casefold()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    return _NOT_TRUTH


def choice_reader(
    choices: Mapping[str, Text], aliases: Mapping[str, str] | None = None
) -> Callable[[str], str | Problem]:
    """A function from a code or its shown text, in either language, to the code.

    ``aliases`` are further spellings, each with its code.
    """
    codes: dict[str, str] = {}
    for spell in (_code, _chinese, _english):
        for code, shown in choices.items():
            codes.setdefault(_key(spell(code, shown)), code)
    for spelling, code in (aliases or {}).items():
        codes.setdefault(_key(spelling), code)

    def read(text: str) -> str | Problem:
        code = codes.get(_key(text))
        return _unknown(text, choices) if code is None else code

    return read


def _code(code: str, shown: Text) -> str:
    return code


def _chinese(code: str, shown: Text) -> str:
    return shown.zh


def _english(code: str, shown: Text) -> str:
    return shown.en


def _key(text: str) -> str:
    return plain(text).casefold()


def _unknown(text: str, choices: Mapping[str, Text]) -> Problem:
    """Name the nearest entry of the list, else its beginning."""
    spellings = {_key(t): t for shown in choices.values() for t in (shown.zh, shown.en)}
    near = get_close_matches(_key(text)[:64], spellings, n=1, cutoff=0.5)
    if near:
        nearest = spellings[near[0]]
        return Problem(
            "code",
            Text(
                f"不在代码表中，是否应为“{nearest}”？",
                f'not in the code list; is "{nearest}" meant?',
            ),
        )
    shown = list(choices.values())[:_NAMED_CODES]
    more = len(choices) > _NAMED_CODES
    return Problem(
        "code",
        Text(
            f"不在代码表中，可填：{'、'.join(t.zh for t in shown)}{'等' if more else ''}",
            f"not in the code list; it has: {', '.join(t.en for t in shown)}"
            f"{' …' if more else ''}",
        ),
    )

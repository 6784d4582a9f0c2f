"""Chinese marks in Chinese text, as official papers want them (GB/T 15834)."""

import re


_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_CHINESE = r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’…—]"
_MARK = re.compile(rf"(?:(?<={_CHINESE})|(?<=[%\d]))[,;:?!](?={_CHINESE}|\d|$)")
_BEFORE_CHINESE = re.compile(rf"[,;:?!](?={_CHINESE})")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def chinese_marks(text: str) -> str:
    """Half-width marks beside Chinese become full-width ones; numbers keep theirs."""

    def marked(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        if before.isdigit() and after.isdigit():
            return match[0]  # 1,234 and 1:1.54
        return _FULL[match[0]]

    text = _MARK.sub(marked, text)
    text = _BEFORE_CHINESE.sub(lambda m: _FULL[m[0]], text)
    return _quotes_nested(_BRACKETS.sub(_bracketed, text))


def _quotes_nested(text: str) -> str:
    """Quotes inside quotes are single ones."""
    depth, marked = 0, []
    for char in text:
        if char == "“":
            depth += 1
            marked.append(char if depth % 2 else "‘")
        elif char == "”" and depth:
            marked.append(char if depth % 2 else "’")
            depth -= 1
        else:
            marked.append(char)
    return "".join(marked)


def _bracketed(match: re.Match[str]) -> str:
    inside = match[1]
    if re.search(_CHINESE, inside) or not inside:
        return f"（{inside}）"
    before = match.string[match.start() - 1 : match.start()]
    return f"（{inside}）" if re.match(_CHINESE, before) else match[0]

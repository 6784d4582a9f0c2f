"""One spelling for texts that mean the same: full-width forms, odd spaces, brackets."""

import re
import unicodedata


_INVISIBLE = dict.fromkeys(
    [*range(32), 127, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF], None
)
_KEPT_BREAKS = {9: " ", 10: "\n", 13: "\n"}
_VISIBLE_ONLY = {**_INVISIBLE, **_KEPT_BREAKS}

# letters, digits and the space; Chinese punctuation in a text stays as it was written
_HALF_WIDTH = {
    **{0xFEE0 + code: chr(code) for code in range(0x30, 0x3A)},
    **{0xFEE0 + code: chr(code) for code in range(0x41, 0x5B)},
    **{0xFEE0 + code: chr(code) for code in range(0x61, 0x7B)},
    0x3000: " ",
    0xA0: " ",
}

# Remarks that say nothing of the content; "(万元)" or "(年)" would change what it means
_REMARK = re.compile(
    r"[(\[【〔<]\s*(?:必填|选填|可选|可空|可不填|非必填|必填项|元|单位[:：]?元|院|文本|日期"
    r"|年月日|下拉|下拉选择|单选|是/否|[ymdhs:/.\- ]{4,}|required|optional|yuan|\d{1,2}"
    r"|(?:格式|如|例|注|说明)[^()\[\]【】〔〕<>]*)\s*[)\]】〕>]"
)
_SEPARATORS = re.compile(r"[\s_\-*:：、,，.。/\\()\[\]【】〔〕<>《》“”\"'·]+")


def tidy(text: str) -> str:
    """A free text: half-width letters and digits, no invisible characters, trimmed."""
    unified = text.replace("\r\n", "\n").translate(_VISIBLE_ONLY)
    return unified.translate(_HALF_WIDTH).strip()


def plain(text: str) -> str:
    """A short value (date, number, code): compatibility forms, without any space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.translate(_INVISIBLE)))


def spaced(text: str) -> str:
    """As ``plain``, with single spaces kept: date-times with AM and PM."""
    normal = unicodedata.normalize("NFKC", text.translate(_VISIBLE_ONLY))
    return re.sub(r"\s+", " ", normal).strip()


def header_key(text: str) -> str:
    """What two spellings of one header share."""
    normal = unicodedata.normalize("NFKC", text.translate(_VISIBLE_ONLY)).casefold()
    return _SEPARATORS.sub("", normal)


def header_key_without_remarks(text: str) -> str:
    """The key without bracketed remarks that do not matter: ``受理日期(必填)``."""
    normal = unicodedata.normalize("NFKC", text.translate(_VISIBLE_ONLY)).casefold()
    return _SEPARATORS.sub("", _REMARK.sub("", normal))

"""Marks of state secrecy: a file that bears one does not belong here and is not read.

A mark is 绝密, 机密 or 秘密 as a mark is written: with ★ and a period, after 密级, or
standing alone in a title, a name or the page header. The words inside other words
(侵犯商业秘密罪) and in the rows of data are none.

In typed words a mark stands as on the first page of a paper: a grade with ★ or a period
(机密★1年, 秘密 10年), after 密级：, in brackets at the beginning of a line, or alone on one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from hengjian.engines.tables.normalising import plain
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


MARKED_WORDS = Text(
    "文字里有国家秘密标志（如“机密★1年”）。本平台不得处理涉密信息，没有保存；请改用涉密"
    "载体办理，并按保密规定处置。",
    "the words bear a mark of state secrecy (such as 机密★1年). This platform must not"
    " handle state secrets: nothing was kept. Handle them where they belong.",
)
_GRADES = "绝密|机密|秘密"
_WRITTEN = re.compile(
    rf"(?:{_GRADES})(?:级)?[★☆*✩✭⭐]|密级(?:标志|标识)?[:：为是]?(?:{_GRADES})"
)
_ALONE = re.compile(rf"[(\[【《〔]?(?:{_GRADES})级?(?:文件|资料|材料|件)?[)\]】》〕]?")
_PARTS = re.compile(r"[\s_\-—–.,，、。;；:：()（）\[\]【】〔〕《》<>&+|/\\]+")
_FOOTER_CODE = re.compile(r"&(?:\"[^\"]*\"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z])")
# what makes 秘密 a word of its own kind: 商业秘密
_OTHER_SECRETS = "".join(
    rf"(?<!{kind})"
    for kind in ("商业", "技术", "经营", "工作", "个人", "职业", "国家", "军事")
)
_PERIOD = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:年|个月|天)(?!前|以前|后|以后|来|间|多)"
_SPACED = "绝 *密|机 *密|秘 *密"
_IN_WORDS = re.compile(
    rf"{_OTHER_SECRETS}(?:{_SPACED})级?\s*[★☆✩✭⭐]"
    rf"|(?<![一-鿿])(?:{_SPACED})级?\s*[*]\s*(?:长期|{_PERIOD})"
    rf"|(?<![一-鿿])(?:{_SPACED})级?\s*[(,]?\s*(?:保密期限\s*:?)?\s*{_PERIOD}"
    rf"|密\s*级(?:标志|标识)?\s*:\s*(?:{_SPACED})"
    rf"|^\s*[\[【〔(]\s*(?:{_SPACED})级?\s*[\]】〕)]",
    re.MULTILINE,
)


def mark_in_words(text: str) -> bool:
    """In words that somebody typed, or a paper's: a sentence that speaks of secrets is none."""
    normal = unicodedata.normalize("NFKC", text)
    if _IN_WORDS.search(normal):
        return True
    return any(_ALONE.fullmatch(plain(line)) for line in normal.splitlines())


def refuse_marked_words(*texts: str) -> None:
    """Raise ``UserFault`` (status 403) where typed words bear a mark."""
    if any(mark_in_words(text) for text in texts if text):
        raise UserFault(MARKED_WORDS, status=403)


def mark_in_name(text: str) -> bool:
    """In a file's, a sheet's name or a property: also as one part among others."""
    if _WRITTEN.search(plain(text)):
        return True
    return any(_ALONE.fullmatch(plain(part)) for part in _PARTS.split(text) if part)


def mark_in_title(text: str) -> bool:
    """In a cell above or within the header."""
    value = plain(text)
    return bool(_WRITTEN.search(value) or _ALONE.fullmatch(value))


def mark_in_page_header(text: str) -> bool:
    """In a page header or footer, with its layout codes (&C, &"SimSun")."""
    return mark_in_name(_FOOTER_CODE.sub(" ", text))


def refuse_marked(
    names: Iterable[str],
    titles: Iterable[Sequence[str]] = (),
    page_headers: Iterable[str] = (),
) -> None:
    """Raise ``UserFault`` (status 403) where any of these texts bears a mark."""
    cells = (cell for row in titles for cell in row if cell)
    if (
        any(mark_in_name(name) for name in names)
        or any(mark_in_title(cell) for cell in cells)
        or any(mark_in_page_header(text) for text in page_headers)
    ):
        raise marked_file()


def refuse_marked_elsewhere(rows: Iterable[Sequence[str]]) -> None:
    """Raise ``UserFault`` where first rows of a sheet that is not read bear a mark.

    The bare words are none there: a sheet may list grades to choose from.
    """
    if any(_WRITTEN.search(plain(cell)) for row in rows for cell in row if cell):
        raise marked_file()


def marked_file() -> UserFault:
    """What is said of a file that bears a mark."""
    return UserFault(
        Text(
            "文件标有国家秘密标志，本平台不得处理涉密信息；文件没有读入，请按保密规定处置",
            "the file bears a mark of state secrecy, which this platform must not"
            " handle; nothing was read",
        ),
        status=403,
    )

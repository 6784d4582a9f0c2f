"""Functions of texts. Characters are Unicode code points in both back ends."""

from hengjian.engines.expressions.function_model import (
    Function,
    Overload,
    TextLiteral,
    WholeLiteral,
)
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


TEXT = ValueType.TEXT
INTEGER = ValueType.INTEGER
BOOLEAN = ValueType.BOOLEAN

# Only these letters change: the rules for all of Unicode differ from engine to engine
LOWER = "abcdefghijklmnopqrstuvwxyzａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
TO_UPPER = str.maketrans(LOWER, UPPER)
TO_LOWER = str.maketrans(UPPER, LOWER)

BLANKS = " \t\n\r\u00a0\u3000"
BLANKS_SQL = "concat(' ', chr(9), chr(10), chr(13), chr(160), chr(12288))"

LONGEST_PART = 10_000


def whole_number(text: str) -> int | None:
    """The integer that a text of at most 18 digits writes, with or without a minus."""
    digits = text.removeprefix("-")
    if len(digits) > 18 or not (digits.isascii() and digits.isdigit()):
        return None
    return int(text)


TEXT_FUNCTIONS = (
    Function(
        "length",
        Text("文字的字符数", "Number of characters of a text"),
        "length('检察院')",
        "3",
        (Overload((TEXT,), INTEGER, len, lambda a: f"length({a[0]})"),),
    ),
    Function(
        "upper",
        Text(
            "字母A–Z(含全角)改为大写，其他不变",
            "Letters A–Z (full width too) in capitals; nothing else changes",
        ),
        "upper('4201x')",
        "'4201X'",
        (
            Overload(
                (TEXT,),
                TEXT,
                lambda text: text.translate(TO_UPPER),
                lambda a: f"translate({a[0]}, '{LOWER}', '{UPPER}')",
            ),
        ),
    ),
    Function(
        "lower",
        Text(
            "字母A–Z(含全角)改为小写，其他不变",
            "Letters A–Z (full width too) in small; nothing else changes",
        ),
        "lower('4201X')",
        "'4201x'",
        (
            Overload(
                (TEXT,),
                TEXT,
                lambda text: text.translate(TO_LOWER),
                lambda a: f"translate({a[0]}, '{UPPER}', '{LOWER}')",
            ),
        ),
    ),
    Function(
        "trim",
        Text(
            "去掉两端的空格、全角空格、制表符和换行",
            "Without spaces (full width too), tabs and line ends at both ends",
        ),
        "trim('  张三　')",
        "'张三'",
        (
            Overload(
                (TEXT,),
                TEXT,
                lambda text: text.strip(BLANKS),
                lambda a: f"trim({a[0]}, {BLANKS_SQL})",
            ),
        ),
    ),
    Function(
        "substring",
        Text(
            "从第几个字符(自1起)起取几个字符",
            "So many characters from a position, which counts from 1",
        ),
        "substring('鄂A检刑诉〔2025〕3号', 7, 4)",
        "'2025'",
        (
            Overload(
                (TEXT, INTEGER, INTEGER),
                TEXT,
                lambda text, start, size: text[start - 1 : start - 1 + size],
                lambda a: f"substring({a[0]}, {a[1]}, {a[2]})",
            ),
        ),
        rules={1: WholeLiteral(1, LONGEST_PART), 2: WholeLiteral(0, LONGEST_PART)},
    ),
    Function(
        "left",
        Text("开头的几个字符", "The first so many characters"),
        "left('420115001', 6)",
        "'420115'",
        (
            Overload(
                (TEXT, INTEGER),
                TEXT,
                lambda text, size: text[:size],
                lambda a: f"left({a[0]}, {a[1]})",
            ),
        ),
        rules={1: WholeLiteral(0, LONGEST_PART)},
    ),
    Function(
        "right",
        Text("末尾的几个字符", "The last so many characters"),
        "right('420115001', 3)",
        "'001'",
        (
            Overload(
                (TEXT, INTEGER),
                TEXT,
                lambda text, size: (
                    text[len(text) - size :] if size < len(text) else text
                ),
                lambda a: f"right({a[0]}, {a[1]})",
            ),
        ),
        rules={1: WholeLiteral(0, LONGEST_PART)},
    ),
    Function(
        "starts_with",
        Text("文字是否以另一文字开头", "Whether a text begins with another"),
        "starts_with('420115', '42')",
        "true",
        (
            Overload(
                (TEXT, TEXT),
                BOOLEAN,
                lambda text, part: text.startswith(part),
                lambda a: f"starts_with({a[0]}, {a[1]})",
            ),
        ),
    ),
    Function(
        "ends_with",
        Text("文字是否以另一文字结尾", "Whether a text ends with another"),
        "ends_with('盗窃罪', '罪')",
        "true",
        (
            Overload(
                (TEXT, TEXT),
                BOOLEAN,
                lambda text, part: text.endswith(part),
                lambda a: f"ends_with({a[0]}, {a[1]})",
            ),
        ),
    ),
    Function(
        "contains",
        Text("文字中是否有另一文字", "Whether a text holds another"),
        "contains('盗窃罪、诈骗罪', '诈骗')",
        "true",
        (
            Overload(
                (TEXT, TEXT),
                BOOLEAN,
                lambda text, part: part in text,
                lambda a: f"contains({a[0]}, {a[1]})",
            ),
        ),
    ),
    Function(
        "concat",
        Text("把几段文字连起来，同 ||", "Texts joined, as with ||"),
        "concat('鄂', 'A', '检')",
        "'鄂A检'",
        (
            Overload(
                (TEXT, TEXT),
                TEXT,
                lambda *texts: "".join(texts),
                # DuckDB's own concat leaves unknown texts out without a word
                lambda a: "(" + " || ".join(a) + ")",
                variadic=True,
            ),
        ),
    ),
    Function(
        "replace",
        Text(
            "把文字中的一段换成另一段；新的一段不得更长",
            "A text with one part put for another, which must not be longer",
        ),
        "replace('2025年3月', '年', '-')",
        "'2025-3月'",
        (
            Overload(
                (TEXT, TEXT, TEXT),
                TEXT,
                lambda text, old, new: text.replace(old, new),
                lambda a: f"replace({a[0]}, {a[1]}, {a[2]})",
            ),
        ),
        rules={1: TextLiteral(shortest=1), 2: TextLiteral(no_longer_than=1)},
    ),
    Function(
        "is_digits",
        Text(
            "是否非空且只有数字0–9", "Whether a text is digits 0–9 only, and not empty"
        ),
        "is_digits('0421')",
        "true",
        (
            Overload(
                (TEXT,),
                BOOLEAN,
                lambda text: text.isascii() and text.isdigit(),
                lambda a: f"regexp_full_match({a[0]}, '[0-9]+')",
            ),
        ),
    ),
    Function(
        "to_integer",
        Text(
            "文字所写的整数(至多18位)；不是整数为空",
            "The integer that a text writes (18 digits at most); else unknown",
        ),
        "to_integer('042')",
        "42",
        (
            Overload(
                (TEXT,),
                INTEGER,
                whole_number,
                lambda a: (
                    f"TRY_CAST(regexp_extract({a[0]}, '\\A-?[0-9]{{1,18}}\\z')"
                    " AS BIGINT)"
                ),
            ),
        ),
    ),
    Function(
        "to_text",
        Text(
            "整数写成文字，日期写成 2025-01-31",
            "An integer as a text, a date as 2025-01-31",
        ),
        "to_text(2025)",
        "'2025'",
        (
            Overload((INTEGER,), TEXT, str, lambda a: f"CAST({a[0]} AS VARCHAR)"),
            Overload(
                (ValueType.DATE,),
                TEXT,
                lambda day: day.isoformat(),
                lambda a: f"CAST({a[0]} AS VARCHAR)",
            ),
        ),
    ),
)

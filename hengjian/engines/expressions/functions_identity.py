"""Functions of the citizen's identity number (GB 11643-1999: 18 characters).

Six digits of place, eight of birth, three of order (odd for men), one check character
after ISO 7064 MOD 11-2. Numbers of other forms (15 digits, passports) are not judged.
"""

import re
from datetime import date

from hengjian.engines.expressions.function_model import BareItem, Function, Overload
from hengjian.engines.expressions.types import ValueType
from hengjian.lib.bilingual import Text


TEXT = ValueType.TEXT

FORM = "[0-9]{6}(18|19|20)[0-9]{9}[0-9Xx]"
FORM_PATTERN = re.compile(FORM)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"


def _birth(number: str) -> date | None:
    if not FORM_PATTERN.fullmatch(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _sex(number: str) -> str | None:
    if not FORM_PATTERN.fullmatch(number):
        return None
    return "male" if int(number[16]) % 2 else "female"


def is_valid(number: str) -> bool:
    """Whether form, date of birth and check character are right."""
    if _birth(number) is None:
        return False
    total = sum(
        weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False)
    )
    return CHECK_CHARACTERS[total % 11] == number[17].upper()


def _birth_sql(number: str) -> str:
    parts = " || '-' || ".join(
        f"substring({number}, {start}, {size})"
        for start, size in ((7, 4), (11, 2), (13, 2))
    )
    return (
        f"CASE WHEN regexp_full_match({number}, '{FORM}') "
        f"THEN TRY_CAST({parts} AS DATE) END"
    )


def _sex_sql(number: str) -> str:
    digit = f"CAST(substring({number}, 17, 1) AS BIGINT)"
    return (
        f"CASE WHEN regexp_full_match({number}, '{FORM}') "
        f"THEN CASE {digit} % 2 WHEN 1 THEN 'male' ELSE 'female' END END"
    )


def _valid_sql(number: str) -> str:
    total = " + ".join(
        f"{weight} * CAST(substring({number}, {place}, 1) AS BIGINT)"
        for place, weight in enumerate(WEIGHTS, start=1)
    )
    expected = f"substring('{CHECK_CHARACTERS}', ({total}) % 11 + 1, 1)"
    return (
        f"CASE WHEN regexp_full_match({number}, '{FORM}') THEN "
        f"({_birth_sql(number)}) IS NOT NULL "
        f"AND {expected} = replace(substring({number}, 18, 1), 'x', 'X') "
        f"WHEN {number} IS NOT NULL THEN FALSE END"
    )


IDENTITY_FUNCTIONS = (
    Function(
        "identity_number_valid",
        Text(
            "是否正确的18位公民身份号码：格式、出生日期、校验码；参数须为案卡项",
            "Whether an 18-character identity number is right in form, date of birth and "
            "check character; takes an item of the card",
        ),
        "identity_number_valid('11010519491231002X')",
        "true",
        (Overload((TEXT,), ValueType.BOOLEAN, is_valid, lambda a: _valid_sql(a[0])),),
        rules={0: BareItem()},
        writes=25,
    ),
    Function(
        "identity_number_birth",
        Text(
            "18位公民身份号码中的出生日期；格式不符或无此日为空",
            "The date of birth in an 18-character identity number; unknown where the form "
            "is another or there is no such day",
        ),
        "identity_number_birth('11010519491231002X')",
        "date '1949-12-31'",
        (Overload((TEXT,), ValueType.DATE, _birth, lambda a: _birth_sql(a[0])),),
        rules={0: BareItem()},
        writes=4,
    ),
    Function(
        "identity_number_sex",
        Text(
            "18位公民身份号码中的性别：male 男、female 女；格式不符为空",
            "The sex in an 18-character identity number: male or female; unknown where "
            "the form is another",
        ),
        "identity_number_sex('11010519491231002X')",
        "'female'",
        (Overload((TEXT,), TEXT, _sex, lambda a: _sex_sql(a[0])),),
        rules={0: BareItem()},
        writes=2,
    ),
)

"""What may not stand in words that a whole office reads: persons, sealed cases, secrets."""

import re

from hengjian.access.sealed_subjects import Subject, sealed
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


LONGEST = 1000
# eighteen places, the last a check digit; or the fifteen of before
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)")
_MOBILE_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_BANK_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_PERSONAL = (_IDENTITY_NUMBER, _MOBILE_NUMBER, _BANK_CARD)
# what looks like the number of a case or a card: runs with a digit, as they are written
_NUMBERED = re.compile(r"[\w〔〕\[\]（）()\-]{5,}")
_LEAST, _MOST = 5, 40  # characters of such a number within a run of words


class WordsNameSomebody(UserFault):
    """The words hold a number that stands for a person, or speak of a sealed case."""

    status = 422


def words_given(text: str) -> str:
    """Words that may be shown to the whole office, without their edges.

    Raises ``WordsNameSomebody`` for an identity, mobile or bank card number and for the
    number of a sealed case, and ``UserFault`` for nothing and for a mark of secrecy. It is
    a check of spellings: what is meant a person must see, who can take a comment down.
    """
    said = text.replace("\0", "").strip()
    if not said:
        raise UserFault(Text("请写内容。", "Write something."), status=422)
    if len(said) > LONGEST:
        raise UserFault(
            Text(f"最多 {LONGEST} 字。", f"At most {LONGEST} characters."), status=422
        )
    refuse_marked_words(said)
    close = re.sub(r"[\s-]", "", said)
    if any(number.search(close) for number in _PERSONAL):
        raise WordsNameSomebody(
            Text(
                "全院都看得到。其中似有身份证号、手机号或银行卡号，请删去后再提交。",
                "The whole office reads it. It seems to hold an identity, telephone or"
                " card number: leave it out.",
            )
        )
    if speaks_of_sealed(said):
        raise WordsNameSomebody(
            Text(
                "全院都看得到。不能写案件编号，请删去后再提交。",
                "The whole office reads it: leave numbers of cases out.",
            )
        )
    return said


def speaks_of_sealed(text: str) -> bool:
    """Whether words hold the number of a card that is sealed now."""
    subjects = {Subject(key=each) for each in _numbers_in(text)}
    return bool(subjects) and bool(sealed(subjects))


def _numbers_in(text: str) -> set[str]:
    """Whatever in the words could be the number of a case: every part that ends like one.

    Numbers stand in Chinese words without a space (见东检〔2026〕12号), so that each run is
    cut at every place from which a number could begin, and at its 号.
    """
    found = set()
    for run in _NUMBERED.findall(text):
        if not any(character.isdigit() for character in run):
            continue
        ends = {len(run)} | {
            place + 1
            for place, character in enumerate(run)
            if character.isdigit() or character == "号"
        }
        for end in ends:
            first = max(0, end - _MOST)
            found |= {run[start:end] for start in range(first, end - _LEAST + 1)}
    return found

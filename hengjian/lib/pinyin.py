"""Finding Chinese texts by pinyin: full, initials, or a mixture of both.

Every reading of a character counts (曾 is ``zeng`` and ``ceng``): for finding, one hit too
many is better than a name that is not found.
"""

from functools import lru_cache


_FIRST, _LAST = "一", "鿿"


def begins(text: str, letters: str) -> bool:
    """Whether the text's readings begin with the letters: 张三 with ``zs``, ``zhangs``."""
    return letters[0] in _first_letters(text) and _begins_at(text, 0, letters)


def holds(text: str, letters: str) -> bool:
    """Whether the letters spell a stretch of the text that begins at any character."""
    # most texts end here: a search compares hundreds at each letter typed
    initials = _initials(text)
    starts = (n for n, each in enumerate(initials) if letters[0] in each)
    return any(_begins_at(text, start, letters) for start in starts)


@lru_cache(maxsize=16384)
def _first_letters(text: str) -> str:
    """With what letters the reading of a text may begin."""
    readings = next((found for each in text if (found := _readings(each))), ())
    return "".join(sorted({each[0] for each in readings}))


@lru_cache(maxsize=16384)
def _initials(text: str) -> tuple[str, ...]:
    """For each character with what letters its readings begin; none where not Chinese."""
    return tuple(
        "".join(sorted({each[0] for each in _readings(character)}))
        if _is_chinese(character)
        else ""
        for character in text
    )


def _begins_at(text: str, start: int, letters: str) -> bool:
    """Walk along the characters with every number of letters that may be used up."""
    used = {0}
    for character in text[start:]:
        readings = _readings(character)
        if not readings:
            continue
        following: set[int] = set()
        for position in used:
            rest = letters[position:]
            for reading in readings:
                if reading.startswith(rest):
                    return True
                following |= {position + n for n in _steps(reading, rest)}
        if not following:
            return False
        used = following
    return False


def _steps(reading: str, rest: str) -> set[int]:
    """How many letters one syllable may take: all of it, or its initial."""
    parts = {reading, reading[0]}
    if reading[:2] in {"zh", "ch", "sh"}:
        parts.add(reading[:2])
    return {len(part) for part in parts if rest.startswith(part)}


def _is_chinese(character: str) -> bool:
    return _FIRST <= character <= _LAST


@lru_cache(maxsize=16384)
def _readings(character: str) -> frozenset[str]:
    if not _is_chinese(character):
        lower = character.casefold()
        return (
            frozenset({lower}) if lower.isascii() and lower.isalnum() else frozenset()
        )
    # read at the first search by letters: the tables take a moment to load
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    both = {*found, *(each.replace("v", "u") for each in found)}
    return frozenset(each for each in both if each.isascii() and each.isalpha())

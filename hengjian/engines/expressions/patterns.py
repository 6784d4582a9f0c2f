"""Matching ``like`` patterns in one pass, without regular expressions."""


def fits(text: str, pattern: str) -> bool:
    """Whether ``pattern`` (``%`` any characters, ``_`` exactly one) fits all of text.

    Goes back only to the last ``%``, so the time is at most the product of the lengths.
    """
    at = place = 0
    wildcard = resume = -1
    while at < len(text):
        if place < len(pattern) and pattern[place] == "%":
            wildcard, resume = place, at
            place += 1
        elif place < len(pattern) and pattern[place] in ("_", text[at]):
            at += 1
            place += 1
        elif wildcard >= 0:
            resume += 1
            at, place = resume, wildcard + 1
        else:
            return False
    return not pattern[place:].strip("%")

"""Texts that no spreadsheet takes for a formula when it opens a csv.

A leading ``= + - @``, tab or carriage return makes a formula of a cell; an apostrophe
in front makes it a text again. What is a plain number stays one: ``-12.5`` starts no
formula. Full-width signs are turned into formulas by some input methods, so they count.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc


_FORMULA = r"^\s*[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]|^[\t\r]"
_NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?$"
_FORMULA_PYTHON = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_NUMBER_PYTHON = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def harmless(text: str) -> str:
    """The text, with an apostrophe in front where it could run."""
    if text[:1].isalnum():  # nearly every text
        return text
    runs = _FORMULA_PYTHON.match(text) and not _NUMBER_PYTHON.fullmatch(text)
    return f"'{text}" if runs else text


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return harmless(text) is not text


def harmless_column(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """``harmless`` for a column of texts."""
    runs = pc.and_not(
        pc.match_substring_regex(texts, _FORMULA),
        pc.match_substring_regex(texts, _NUMBER),
    ).fill_null(False)
    if not pc.any(runs).as_py():
        return texts
    quoted = pc.binary_join_element_wise("'", texts, "")
    return pc.if_else(runs, quoted, texts)

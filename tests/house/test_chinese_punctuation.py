"""Chinese sentences are punctuated as Chinese: an official reader stumbles over `,`."""

import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import yaml


ROOT = Path(__file__).resolve().parents[2]
# a half-width mark right after a Chinese character, outside of what a program reads
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff”》][,;?!](?![A-Za-z_]*=)(?=[\s\u4e00-\u9fff“《{A-Z]|$)"
)
# the same after what is filled into a program's sentence
AFTER_A_VALUE = re.compile(r"\}[,;?!](?=[\u4e00-\u9fff“《{A-Z]|$)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _files(*endings: str) -> list[Path]:
    return sorted(
        file
        for folder in ("hengjian", "packs")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in endings
        and not {"node_modules", "migrations", "static", "__pycache__"}
        & set(file.parts)
    )


def _texts_of_program(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type != tokenize.STRING:
            continue
        # a docstring speaks English; a raw string is a pattern
        if not token.string.startswith(('"""', "r", "R")):
            text = token.string.strip("\"'")
            if CHINESE.search(text):
                yield token.start[0], AFTER_A_VALUE.sub("值,", text)


def _texts_of_definitions(source: str) -> Iterator[tuple[int, str]]:
    for event in yaml.parse(source):
        if isinstance(event, yaml.ScalarEvent):
            yield event.start_mark.line + 1, event.value


def _texts_of_page(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.splitlines(), 1):
        yield number, re.sub(r"\{#.*?#\}", "", line)


def _half_width(
    file: Path, texts: Iterator[tuple[int, str]]
) -> list[tuple[str, int, str]]:
    return [
        (str(file.relative_to(ROOT)), line, text.strip()[:80])
        for line, text in texts
        if CHINESE.search(text) and HALF_WIDTH.search(text)
    ]


@pytest.mark.parametrize(
    ("ending", "texts_of"),
    [
        (".py", _texts_of_program),
        (".yaml", _texts_of_definitions),
        (".html", _texts_of_page),
    ],
)
def test_chinese_sentences_use_chinese_punctuation(ending, texts_of):
    found = [
        place
        for file in _files(ending)
        for place in _half_width(file, texts_of(file.read_text(encoding="utf-8")))
    ]

    assert found == []

"""However a file is spoilt, the reader answers with faults and never with a crash."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengjian.engines.pack_format.reading import load
from tests.spec.pack_format.pages import Section, sections


PAGES = sorted((Path(__file__).parents[2] / "spec" / "pack_format").glob("*.md"))
GOOD = [next(iter(sections(page))) for page in PAGES]
PIECES = st.sampled_from(
    [
        *"{}[]:,'\"&*!|>%@`#\t-?=()/~\n\x00\ufeff\u2028",
        ": ",
        "- ",
        "<<: *a",
        "---\n",
        "null",
        "true",
        "-1",
        "9" * 40,
        "中文",
        "a.b.c.d",
        "from: [x]",
        "{a: {b: {c: d}}}",
    ]
)


@st.composite
def spoilt(draw: st.DrawFn) -> Section:
    """A good pack with one to three cuts, insertions or repetitions in one file."""
    section = draw(st.sampled_from(GOOD))
    name = draw(st.sampled_from(sorted(section.files)))
    text = section.files[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + draw(PIECES | st.just("")) + text[end:]
    return replace(section, files=section.files | {name: text})


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt())
def test_spoilt_packs_give_faults_with_a_place(section: Section) -> None:
    with tempfile.TemporaryDirectory() as folder:
        section.write(Path(folder))

        faults = load([Path(folder)], with_tests=True).faults

    for fault in faults:
        assert fault.place.line >= 1
        assert fault.place.column >= 1
        assert fault.rule
        assert fault.message.zh
        assert fault.message.en

"""The pages of this folder are true: each wrong line is found, and nothing else."""

from pathlib import Path

import pytest

from hengjian.engines.pack_format.reading import load
from hengjian.engines.pack_format.rules.names import RULE_NAMES
from tests.spec.pack_format.pages import Section, sections


PAGES = sorted(Path(__file__).parent.glob("*.md"))
SECTIONS = [section for page in PAGES for section in sections(page)]
# Found in bytes and folders, not in lines of YAML: tests/engines/pack_format.
ELSEWHERE = {
    "file_encoding",
    "file_too_large",
    "file_unreadable",
    "pack_folder",
    "symbolic_link",
}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: f"{s.page}: {s.title}")
def test_faults_of_section(section: Section, tmp_path: Path) -> None:
    section.write(tmp_path)

    faults = load([tmp_path], with_tests=True).faults

    found = {
        (f.place.file.removeprefix(f"{tmp_path.as_posix()}/"), f.place.line, f.rule)
        for f in faults
    }
    assert found == section.faults
    told = [
        f"{f.message.en} ({f.suggestion.en if f.suggestion else ''})" for f in faults
    ]
    for message in section.messages:
        assert any(message in one for one in told), (message, told)


def test_every_rule_has_its_paragraph() -> None:
    shown = {rule for section in SECTIONS for _, _, rule in section.faults}

    assert shown | ELSEWHERE == set(RULE_NAMES)


def test_every_page_begins_with_a_pack_without_faults() -> None:
    for page in PAGES:
        first = next(iter(sections(page)))
        assert first.files, page
        assert not first.faults, page

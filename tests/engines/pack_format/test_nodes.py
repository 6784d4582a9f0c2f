"""Scalars know where each of their characters stands in the file."""

from pathlib import Path

import pytest

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.nodes import (
    LARGEST_FILE,
    MapNode,
    ScalarNode,
    nodes_of,
    read_nodes,
)


def scalar(text: str) -> ScalarNode:
    faults = FaultList()
    node = nodes_of(text, "f.yaml", faults)
    assert isinstance(node, MapNode), faults.in_order()
    value = node.pairs[0][1]
    assert isinstance(value, ScalarNode)
    return value


def first_fault(content: bytes, path: Path) -> str:
    path.write_bytes(content)
    faults = FaultList()
    assert read_nodes(path, "f.yaml", faults) is None
    fault = faults.in_order()[0]
    return f"{fault.place} {fault.rule}"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("a: one two three", "two", "1:8"),
        ('a: "one two three"', "two", "1:9"),
        ("a: 'it''s one two'", "two", "1:15"),
        ("a: 'it''s one two'", "s one", "1:9"),
        ('a: "\\"one\\" two"', "two", "1:13"),
        ("a: one\n  two\n  three", "three", "3:3"),
        ("a: |\n  one two\n  three four\n", "four", "3:9"),
        ("a: >-\n  one two\n\n  three four\n", "four", "4:9"),
        ("a:   受理日期 <= 审结日期", "审结", "1:14"),
        ("{a: one, b: two}", "one", "1:5"),
    ],
)
def test_place_of_a_character(text: str, word: str, expected: str) -> None:
    node = scalar(text)

    place = node.at(node.text.index(word))

    assert str(place) == f"f.yaml:{expected}"


def test_place_behind_the_last_character() -> None:
    assert str(scalar("a: one").at(3)) == "f.yaml:1:7"
    assert str(scalar('a: "one"').at(3)) == "f.yaml:1:8"


def test_place_of_a_space_stands_behind_the_word_before() -> None:
    assert str(scalar("a: one two").at(3)) == "f.yaml:1:7"


def test_place_of_an_escaped_character_falls_back_to_a_near_one() -> None:
    assert scalar('a: "\\u4e2d b"').at(0).line == 1


def test_place_in_an_empty_text() -> None:
    assert str(scalar('a: ""').at(0)) == "f.yaml:1:5"


def test_quoted_and_plain_texts_are_told_apart() -> None:
    assert scalar("a: '7'").quoted
    assert not scalar("a: 7").quoted


def test_file_in_gb18030_names_its_first_wrong_byte(tmp_path: Path) -> None:
    content = "a: b\nc: 中文".encode("gb18030")

    assert first_fault(content, tmp_path / "f") == "f.yaml:2:4 file_encoding"


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    faults = FaultList()

    node = read_nodes(tmp_path / "f", "f.yaml", faults)

    assert isinstance(node, MapNode)
    assert [key.text for key, _ in node.pairs] == ["a", "b"]
    assert not faults.in_order()


def test_control_character_is_named(tmp_path: Path) -> None:
    assert first_fault(b"a: 1\nb: x\x00y", tmp_path / "f") == "f.yaml:2:5 file_encoding"


def test_tab_inside_a_line_is_part_of_the_text() -> None:
    assert scalar("a: b\tc").text == "b\tc"


def test_huge_file_is_refused_unread(tmp_path: Path) -> None:
    content = b"a: " + b"x" * LARGEST_FILE

    assert first_fault(content, tmp_path / "f") == "f.yaml:1:1 file_too_large"


def test_missing_file_and_folder_are_unreadable(tmp_path: Path) -> None:
    faults = FaultList()

    read_nodes(tmp_path / "none", "none.yaml", faults)
    read_nodes(tmp_path, "folder.yaml", faults)

    assert [f.rule for f in faults.in_order()] == ["file_unreadable"] * 2


def test_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("a: 1\n", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    faults = FaultList()

    node = read_nodes(tmp_path / "link", "link.yaml", faults)

    assert node is None
    assert faults.in_order()[0].rule == "symbolic_link"


def test_ten_thousand_aliases_are_not_expanded() -> None:
    faults = FaultList()
    text = "a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(5000))

    nodes_of(text, "f.yaml", faults)

    assert len(faults) == 10_001


def test_faults_are_kept_once_and_in_order() -> None:
    faults = FaultList()
    nodes_of("b: !x 1\na: !x 2\n", "b.yaml", faults)
    nodes_of("b: !x 1\na: !x 2\n", "b.yaml", faults)
    nodes_of("b: !x 1\n", "a.yaml", faults)

    places = [str(fault.place) for fault in faults.in_order()]

    assert places == ["a.yaml:1:4", "b.yaml:1:4", "b.yaml:2:4"]

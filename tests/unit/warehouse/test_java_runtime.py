"""Finding Java: what an administrator is told where it is missing or old."""

from pathlib import Path

import pytest

from hengjian.lib.faults import UserFault
from hengjian.warehouse.java_runtime import find_java


@pytest.fixture(autouse=True)
def _no_java_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")


def java(folder: Path, told: str) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{told}' >&2\n", "utf-8")
    program.chmod(0o755)
    return folder


def test_the_java_home_is_taken_before_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = java(tmp_path / "named", 'openjdk version "21.0.2" 2024-01-16')
    found = java(tmp_path / "found", 'openjdk version "17.0.15" 2025-04-15')
    monkeypatch.setenv("PATH", str(found / "bin"))
    monkeypatch.setenv("JAVA_HOME", str(named))

    assert find_java() == named


def test_java_on_the_path_is_followed_to_its_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = java(tmp_path / "jdk", 'openjdk version "17.0.15" 2025-04-15')
    links = tmp_path / "links"
    links.mkdir()
    (links / "java").symlink_to(home / "bin" / "java")
    monkeypatch.setenv("PATH", str(links))

    assert find_java() == home


@pytest.mark.parametrize(
    ("told", "number"),
    [('java version "1.8.0_402"', "8"), ('openjdk version "11.0.2"', "11")],
)
def test_an_old_java_is_named_with_its_version(
    told: str, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, told)))

    with pytest.raises(UserFault) as refused:
        find_java()

    assert refused.value.message.en.endswith(f"is {number}")
    assert "17" in refused.value.message.zh


def test_without_any_java_the_way_to_get_one_is_told() -> None:
    with pytest.raises(UserFault, match="openjdk-17-jre-headless"):
        find_java()


def test_a_java_home_without_java_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(UserFault) as refused:
        find_java()

    assert str(tmp_path) in refused.value.message.en

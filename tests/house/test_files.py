"""The repository itself: sizes, names, host names, machine paths."""

import re
import subprocess
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "manager.py", "common.py", "misc.py"}
LOCKS = [
    "requirements.txt",
    *(f"requirements-{name}.txt" for name in ("dev", "bench", "oidc", "spark")),
]


def tracked(pattern: str) -> list[Path]:
    """Files that git tracks and that exist."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", pattern],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    return [file for file in files if file.exists()]


def test_no_python_file_exceeds_four_hundred_lines() -> None:
    sizes = {
        str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines())
        for file in tracked("*.py")
        if "migrations" not in file.parts
    }

    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_files_are_named_by_what_they_hold() -> None:
    assert [str(f) for f in tracked("*.py") if f.name in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("lock", [*LOCKS, "hengjian/ui/frontend/package-lock.json"])
def test_locks_name_no_host(lock: str) -> None:
    assert re.findall(r"https?://\S+", (ROOT / lock).read_text("utf-8")) == []


def test_no_machine_path_is_written_down() -> None:
    ours = re.compile(r"/(?:work|home/\w+|root)/(?:main|shared|\.library)")
    named = [
        str(file.relative_to(ROOT))
        for file in tracked("*")
        if file.suffix in {".py", ".md", ".yaml", ".toml", ".js", ".html", ""}
        and ours.search(file.read_text("utf-8", errors="ignore"))
    ]

    assert named == []


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [")
    end = lines.index("]", start)
    block = lines[start + 1 : end]

    bare = [
        line.strip()
        for before, line in zip(["", *block], block, strict=False)
        if line.strip().startswith('"') and not before.strip().startswith("#")
    ]

    assert bare == []

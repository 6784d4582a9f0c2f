"""The product's own wheel holds all that runs, and runs from there without a network."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child import ROOT
from tests.offline.installed import run


LEFT_OUT = ("/__pycache__/", "/node_modules/", "/frontend/")
CARDS = """部门受案号,嫌疑人编号,承办单位,受理日期,审结日期,审结情况
1,1,990102,2026-01-05,2026-01-09,批准逮捕
2,1,990102,2026-01-06,2026-01-12,不批准逮捕
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, ROOT / "deploy/build_wheel.py", folder]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def inside(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """The wheel as an installer lays it down."""
    target = wheel.parent / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(target)
    return target


def wanted(folder: Path, suffixes: tuple[str, ...] = ()) -> Iterator[str]:
    """Files of the tree that a program at work may read."""
    for each in sorted(folder.rglob("*")):
        path = f"/{each.relative_to(ROOT).as_posix()}"
        is_read = not any(part in path for part in LEFT_OUT)
        if each.is_file() and is_read and path.endswith(suffixes or ("",)):
            yield path[1:]


def test_wheel_has_program_templates_pictures_and_data(inside: set[str]) -> None:
    everything = set(wanted(ROOT / "hengjian"))

    assert {each for each in everything if each.endswith((".html", ".webp"))}
    assert sorted(everything - inside) == []


def test_wheel_has_the_built_front_end(inside: set[str]) -> None:
    build = "hengjian/ui/static/hengjian/build/"
    manifest = json.loads((ROOT / build / "manifest.json").read_text("utf-8"))
    files = {build + each["file"] for each in manifest.values()}

    assert files
    assert files | {build + "manifest.json"} <= inside


def test_wheel_has_every_pack(inside: set[str]) -> None:
    packs = {f"hengjian/shipped/{each}" for each in wanted(ROOT / "packs", (".yaml",))}

    assert len(packs) > 100
    assert sorted(packs - inside) == []


def test_wheel_has_nothing_else(inside: set[str]) -> None:
    roots = {name.split("/")[0] for name in inside}

    assert len(roots) == 2  # the program, and what says which version it is
    assert not [name for name in inside if any(part in name for part in LEFT_OUT)]


def test_same_tree_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    build = [sys.executable, ROOT / "deploy/build_wheel.py", tmp_path]
    subprocess.run(build, check=True, capture_output=True)

    (again,) = tmp_path.glob("*.whl")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_main_commands_run_from_the_wheel_without_a_network(
    unpacked: Path, tmp_path: Path
) -> None:
    """The environment lends its dependencies; the program is the wheel's alone."""
    lent = next(path for path in sys.path if path.endswith("site-packages"))
    environment = {
        "PYTHONPATH": f"{unpacked}:{lent}",
        "HENGJIAN_HOME": str(tmp_path / "home"),
    }
    python = Path(sys.base_prefix) / "bin" / "python3.11"
    hengjian = [python, "-c", "from hengjian.config.cli import console; console()"]
    packs = unpacked / "hengjian/shipped/packs"
    (tmp_path / "cards.csv").write_text(CARDS, "utf-8")

    where = run([python, "-c", WHERE], environment, tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(unpacked), where.stderr
    migrated = run([*hengjian, "migrate"], environment, tmp_path)
    assert migrated.returncode == 0, migrated.stderr
    examined = run([*hengjian, "doctor", "--json"], environment, tmp_path)
    assert examined.returncode == 0, examined.stdout + examined.stderr
    states = {each["name"]: each["state"] for each in json.loads(examined.stdout)}
    assert states["front_end"] == states["migrations"] == "good"
    checked = run([*hengjian, "packs", "check", packs], environment, tmp_path)
    assert checked.returncode == 0, checked.stdout
    asked = ["--from", "2026-01", "--to", "2026-01", "--indicator", "arrest_rate"]
    computed = run(
        [
            *[*hengjian, "indicators", "run", "--packs", packs, "--out", "out.csv"],
            *["--cards", "arrest_review=cards.csv", *asked, "--by", "procuratorate"],
        ],
        environment,
        tmp_path,
    )
    assert computed.returncode == 0, computed.stdout + computed.stderr
    assert "arrest_rate,all,990102,1,2,50.00" in (tmp_path / "out.csv").read_text()


WHERE = "import hengjian; print(hengjian.__path__[0])"

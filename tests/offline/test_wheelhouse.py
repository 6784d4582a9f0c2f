"""What was gathered installs where there is no network, and the main job runs there."""

import json
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.child import ROOT
from tests.offline.installed import run


INSTALLER = ROOT / "deploy/wheelhouse/install.sh"
PYTHON = Path(sys.base_prefix) / "bin" / "python3.11"


@pytest.mark.soak
def test_wheelhouse_installs_and_runs_the_main_job_without_a_network(
    tmp_path: Path,
) -> None:
    """The only test that fetches anything: the wheels, through the ordinary client."""
    gather = [sys.executable, ROOT / "deploy/build_wheelhouse.py", tmp_path]
    subprocess.run(gather, check=True, capture_output=True)
    (tmp_path / "carried").mkdir()
    shutil.unpack_archive(tmp_path / "hengjian-offline.tar", tmp_path / "carried")
    house = tmp_path / "carried" / "hengjian-offline"
    target = tmp_path / "opt" / "hengjian"
    environment = {"PYTHON": str(PYTHON), "HENGJIAN_HOME": str(tmp_path / "home")}

    done = run(["sh", house / "install.sh", target], environment, tmp_path)
    assert done.returncode == 0, done.stderr
    hengjian = target / "bin" / "hengjian"
    city = run(
        [hengjian, "demo", "--size", "0.03", "--no-serve"], environment, tmp_path
    )
    assert city.returncode == 0, city.stderr
    examined = run([hengjian, "doctor", "--json"], environment, tmp_path)
    assert examined.returncode == 0, examined.stdout
    states = {each["name"]: each["state"] for each in json.loads(examined.stdout)}
    assert states["front_end"] == states["journal"] == "good"

    asks = [target / "bin" / "python", "-c", "import authlib, requests"]
    assert run(asks, environment, tmp_path).returncode == 1
    again = run(["sh", house / "install.sh", target, "oidc"], environment, tmp_path)
    assert again.returncode == 0, again.stderr
    assert run(asks, environment, tmp_path).returncode == 0


def house_of(folder: Path) -> Path:
    """A small house whose digests are right."""
    folder.mkdir()
    shutil.copy(INSTALLER, folder)
    (folder / "requirements.txt").write_text("", "utf-8")
    sums = subprocess.run(
        ["sha256sum", "requirements.txt"], cwd=folder, capture_output=True, check=True
    )
    (folder / "SHA256SUMS").write_bytes(sums.stdout)
    return folder


def test_damaged_file_is_not_installed(tmp_path: Path) -> None:
    house = house_of(tmp_path / "house")
    (house / "requirements.txt").write_text("django==1.0\n", "utf-8")

    done = run(["sh", house / "install.sh", "there"], {"PYTHON": str(PYTHON)}, tmp_path)

    assert done.returncode == 1
    assert "carry the folder over again" in done.stderr
    assert not (tmp_path / "there").exists()


def test_instructions_lead_to_pages_that_are_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "deploy"))
    gathering = runpy.run_path(str(ROOT / "deploy/build_wheelhouse.py"))

    gathering["carry_docs"](tmp_path)

    for page in [tmp_path / "README.md", *(tmp_path / "docs/how-to").glob("*.md")]:
        links = re.findall(r"\]\((?!\w+:|#)([^)#]+)", page.read_text("utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == []
    assert "](docs/how-to/backup-and-restore.md)" in (tmp_path / "README.md").read_text(
        "utf-8"
    )


def test_service_can_read_what_a_careful_root_installs(tmp_path: Path) -> None:
    house = house_of(tmp_path / "house")
    told = tmp_path / "told"
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\n[ "$1" = -c ] || umask > {told}\n', "utf-8")
    python.chmod(0o700)
    words = f"umask 077; exec sh {house}/install.sh {tmp_path}/there"

    run(["sh", "-c", words], {"PYTHON": str(python)}, tmp_path)

    assert told.read_text().strip() == "0022"


def test_another_python_is_told_apart(tmp_path: Path) -> None:
    house = house_of(tmp_path / "house")
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    other.chmod(0o700)

    done = run(["sh", house / "install.sh", "there"], {"PYTHON": str(other)}, tmp_path)

    assert done.returncode == 1
    assert "Python 3.11 is needed" in done.stderr
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("words", [(), ("there", "spark"), ("there", "oidc", "more")])
def test_folder_and_known_extra_must_be_named(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = run(["sh", INSTALLER, *words], {}, tmp_path)

    assert done.returncode == 2
    assert "usage" in done.stderr

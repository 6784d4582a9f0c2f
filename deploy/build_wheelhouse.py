"""Gathers everything that a machine without a network needs, in one folder and one archive.

    python deploy/build_wheelhouse.py dist

Needs a network once, for the wheels of ``requirements.txt`` and of the extra for single
sign-on, each held against its locked digest. They fit machines like this one: the same
system, processor and Python. The extra for Spark is left out: 400 MB that want Java.
"""

import hashlib
import json
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from build_wheel import ROOT, build


REQUIREMENTS = [ROOT / "requirements.txt", ROOT / "requirements-oidc.txt"]
INSTALLER = ROOT / "deploy/wheelhouse/install.sh"
CONTAINER = ROOT / "deploy/Containerfile"
DOCS = ROOT / "docs"
INSTRUCTIONS = "how-to/install-offline.md"
SUMS = "SHA256SUMS"


def gather(folder: Path) -> Path:
    """Make the wheelhouse in the folder; gives the archive's path."""
    wheels = folder / "wheels"
    shutil.rmtree(folder, ignore_errors=True)
    wheels.mkdir(parents=True)
    own = build(wheels)
    for each in REQUIREMENTS:
        _download(each, wheels)
        shutil.copy(each, folder)
    shutil.copy(INSTALLER, folder)
    shutil.copy(CONTAINER, folder)
    carry_docs(folder)
    shutil.copytree(ROOT / "deploy/systemd", folder / "systemd")
    (folder / "manifest.json").write_text(_manifest(folder, own), "utf-8")
    (folder / SUMS).write_text(_sums(folder), "utf-8")
    return _packed(folder)


def carry_docs(folder: Path) -> None:
    """All of ``docs``, and its page about installing as ``README.md`` with its links."""
    shutil.copytree(DOCS, folder / "docs")
    text = (DOCS / INSTRUCTIONS).read_text("utf-8")

    def led(link: re.Match[str]) -> str:
        there = (DOCS / INSTRUCTIONS).parent / link[1]
        return f"](docs/{there.resolve().relative_to(DOCS.resolve()).as_posix()}"

    moved = re.sub(r"\]\((?!\w+:|#)([^)#]+)", led, text)
    (folder / "README.md").write_text(moved, "utf-8")


def _download(requirements: Path, wheels: Path) -> None:
    subprocess.run(
        [
            *[sys.executable, "-m", "pip", "download", "-q"],
            *["--disable-pip-version-check", "--only-binary", ":all:"],
            *["--require-hashes", "-r", requirements, "-d", wheels],
        ],
        check=True,
    )


def _manifest(folder: Path, own: Path) -> str:
    """What is inside, for people and programs: versions, place, every file's digest."""
    values = {
        "product": own.name.split("-")[1],
        "python": ".".join(platform.python_version_tuple()[:2]),
        "system": platform.system(),
        "processor": platform.machine(),
        "files": {name: digest for digest, name in _digests(folder)},
    }
    return json.dumps(values, indent=1) + "\n"


def _sums(folder: Path) -> str:
    return "".join(f"{digest}  {name}\n" for digest, name in _digests(folder))


def _digests(folder: Path) -> list[tuple[str, str]]:
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return [
        (
            hashlib.sha256(each.read_bytes()).hexdigest(),
            each.relative_to(folder).as_posix(),
        )
        for each in files
    ]


def _packed(folder: Path) -> Path:
    """One archive; wheels are compressed already."""
    archive = folder.with_name(f"{folder.name}.tar")
    with tarfile.open(archive, "w") as packed:
        packed.add(folder, folder.name)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(f"{archive.name}.sha256").write_text(
        f"{digest}  {archive.name}\n", "utf-8"
    )
    return archive


def main() -> None:
    """``hengjian-offline`` in the folder that was named."""
    archive = gather(Path(sys.argv[1]).resolve() / "hengjian-offline")
    sys.stdout.write(f"{archive} ({archive.stat().st_size / 1024**2:.0f} MiB)\n")


if __name__ == "__main__":
    main()

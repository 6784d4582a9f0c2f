"""Builds the product's own wheel: program, templates, built front end, pictures, packs.

    python deploy/build_wheel.py dist

The packs lie in the wheel as ``hengjian/shipped/packs``. What the wheel is built from is
copied aside first, so that nothing is left in the tree and nothing of it slips in.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "hengjian/ui/static/hengjian/build/manifest.json"
BESIDE = ("pyproject.toml", "README.md", "LICENSE")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "frontend", "*.pyc")
# the same files give the same wheel, whenever it is built: the first day a zip can name
NO_DAY = "315532800"


def build(folder: Path) -> Path:
    """Build the wheel into the folder; gives its path."""
    if not BUILT.exists():
        raise SystemExit("the front end is not built: run make setup")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hengjian-wheel-") as aside:
        tree = Path(aside) / "tree"
        _copied(tree)
        out = Path(aside) / "out"
        subprocess.run(
            [
                *[sys.executable, "-m", "pip", "wheel", "-q", "--no-deps"],
                *["--no-build-isolation", "--no-index"],
                *["--disable-pip-version-check", "-w", out, tree],
            ],
            env={**os.environ, "SOURCE_DATE_EPOCH": NO_DAY},
            check=True,
        )
        (made,) = out.glob("hengjian-*.whl")
        return Path(shutil.copy(made, folder / made.name))


def _copied(tree: Path) -> None:
    shutil.copytree(ROOT / "hengjian", tree / "hengjian", ignore=LEFT_OUT)
    shutil.copytree(ROOT / "packs", tree / "hengjian/shipped/packs", ignore=LEFT_OUT)
    for name in BESIDE:
        shutil.copy(ROOT / name, tree / name)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]))}\n")

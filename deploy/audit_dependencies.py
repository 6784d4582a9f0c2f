"""Holds the lock files against the advisories that are kept in ``deploy/advisories.json``.

Works without a network and says the same everywhere: what is known stands in the file,
with the day on which it was gathered. Where there is a network, ``--renew REPORT`` takes
the report of ``pip-audit --format json`` in; see ``docs/how-to/audit-dependencies.md``.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version


ROOT = Path(__file__).resolve().parent.parent
ADVISORIES = ROOT / "deploy" / "advisories.json"
LOCKS = (
    "requirements.txt",
    "requirements-oidc.txt",
    "requirements-dev.txt",
    "requirements-bench.txt",
)
FRONTEND = ROOT / "hengjian" / "ui" / "frontend" / "package-lock.json"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


@dataclass(frozen=True)
class Advisory:
    """What is known of one fault in versions of one package."""

    name: str
    package: str
    registry: str
    affected: str
    summary: str
    # why it does not concern this product; empty: it does
    accepted: str = ""

    def concerns(self, package: str, version: str, registry: str) -> bool:
        """Whether a locked version has the fault and nobody has accepted it."""
        return (
            registry == self.registry
            and canonicalize_name(package) == canonicalize_name(self.package)
            and Version(version) in SpecifierSet(self.affected, prereleases=True)
            and not self.accepted
        )


def known(file: Path = ADVISORIES) -> list[Advisory]:
    """The advisories of the file."""
    return [Advisory(**each) for each in json.loads(file.read_text("utf-8"))["known"]]


def locked(root: Path = ROOT) -> set[tuple[str, str, str]]:
    """Every locked package: name, version, registry."""
    found = {
        (name, version, "python")
        for lock in LOCKS
        for name, version in PINNED.findall((root / lock).read_text("utf-8"))
    }
    packages = json.loads(FRONTEND.read_text("utf-8"))["packages"]
    return found | {
        (path.rpartition("node_modules/")[2], each["version"], "node")
        for path, each in packages.items()
        if path and "version" in each
    }


def faults(
    packages: set[tuple[str, str, str]], advisories: list[Advisory]
) -> list[tuple[str, str, Advisory]]:
    """Locked versions with a known fault."""
    return [
        (package, version, advisory)
        for package, version, registry in sorted(packages)
        for advisory in advisories
        if advisory.concerns(package, version, registry)
    ]


def renewed(kept: dict[str, Any], report: dict[str, Any], day: str) -> dict[str, Any]:
    """The file with what a report of ``pip-audit`` found, and the day."""
    found = {each["name"]: each for each in kept["known"]}
    for package in report["dependencies"]:
        for each in package.get("vulns", []):
            found.setdefault(each["id"], _entry(package, each))
    return {**kept, "gathered_on": day, "known": [found[n] for n in sorted(found)]}


def _entry(package: dict[str, Any], vulnerability: dict[str, Any]) -> dict[str, str]:
    fixed = sorted(map(Version, vulnerability.get("fix_versions", [])))
    return {
        "name": vulnerability["id"],
        "package": package["name"],
        "registry": "python",
        # without a mended version every later one counts as affected
        "affected": f">={package['version']}" + (f",<{fixed[0]}" if fixed else ""),
        "summary": vulnerability.get("description", "").split("\n")[0][:200],
    }


def main() -> int:
    """Exit code 1 where a locked version has a known fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--renew", type=Path, metavar="REPORT")
    parser.add_argument("--day", metavar="DATE")
    arguments = parser.parse_args()
    kept = json.loads(ADVISORIES.read_text("utf-8"))
    if arguments.renew:
        if not arguments.day:
            parser.error("--renew needs --day, the day on which the report was made")
        report = json.loads(arguments.renew.read_text("utf-8"))
        kept = renewed(kept, report, arguments.day)
        text = json.dumps(kept, ensure_ascii=False, indent=2)
        ADVISORIES.write_text(text + "\n", "utf-8")
    packages = locked()
    found = faults(packages, known())
    for package, version, each in found:
        sys.stderr.write(f"{package} {version}: {each.name} {each.summary}\n")
    sys.stdout.write(
        f"{len(packages)} locked packages, {len(kept['known'])} advisories"
        f" gathered on {kept['gathered_on']}: {len(found)} faults\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

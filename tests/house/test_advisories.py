"""The lock files are held against the advisories that are kept, without a network."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "audit_dependencies.py"


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit_dependencies", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_no_locked_package_has_a_known_fault(audit: ModuleType) -> None:
    assert audit.faults(audit.locked(), audit.known()) == []


def test_locked_packages_of_both_registries_are_read(audit: ModuleType) -> None:
    found = audit.locked()

    assert {"django", "django-ninja", "duckdb"} <= {name for name, _, _ in found}
    assert "htmx.org" in {name for name, _, registry in found if registry == "node"}


@pytest.mark.parametrize(
    ("version", "is_found"), [("5.2.7", True), ("5.2.8", False), ("4.2.1", False)]
)
def test_affected_version_is_found(
    audit: ModuleType, version: str, is_found: bool
) -> None:
    one = audit.Advisory("CVE-1", "Django", "python", ">=5.2,<5.2.8", "x")

    assert bool(audit.faults({("django", version, "python")}, [one])) == is_found
    assert audit.faults({("django", version, "node")}, [one]) == []


def test_accepted_advisory_is_no_fault(audit: ModuleType) -> None:
    one = audit.Advisory("CVE-1", "django", "python", ">=5", "x", accepted="not used")

    assert audit.faults({("django", "5.2.0", "python")}, [one]) == []


def test_report_of_a_networked_machine_is_taken_in(audit: ModuleType) -> None:
    report = {
        "dependencies": [
            {
                "name": "x",
                "version": "1.0",
                "vulns": [
                    {
                        "id": "PYSEC-1",
                        "fix_versions": ["2.0", "1.1"],
                        "description": "a fault\nat length",
                    }
                ],
            },
            {"name": "y", "version": "1.0", "vulns": []},
        ]
    }
    kept = {"gathered_on": "2026-01-01", "source": "s", "known": []}

    renewed = audit.renewed(kept, report, "2026-02-01")

    [one] = [audit.Advisory(**each) for each in renewed["known"]]
    assert (renewed["gathered_on"], one.affected) == ("2026-02-01", ">=1.0,<1.1")
    assert one.concerns("X", "1.0", "python")
    assert not one.concerns("x", "1.1", "python")

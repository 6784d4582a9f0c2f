"""The units and the container file name what exists, and run as nobody special."""

import configparser
import re
import shlex
from pathlib import Path

import pytest
from django.urls import resolve

from hengjian.config.commands import COMMANDS
from tests.child import ROOT


UNITS = ROOT / "deploy/systemd"
SERVICES = sorted(UNITS.glob("*.service"))
CONTAINER = ROOT / "deploy/Containerfile"
PROGRAM = "/opt/hengjian/bin/hengjian"
HARDENED = {
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectKernelModules": "yes",
    "ProtectControlGroups": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "RestrictNamespaces": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
}


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text("utf-8"))
    return parser


def settings_file() -> dict[str, str]:
    lines = (UNITS / "hengjian.env").read_text("utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in kept)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_service_is_hardened_and_not_root(path: Path) -> None:
    service = unit(path)["Service"]

    assert service["User"] == service["Group"] == "hengjian"
    assert {name: service.get(name) for name in HARDENED} == HARDENED


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_service_runs_a_command_of_the_product(path: Path) -> None:
    words = re.search(rf"{PROGRAM} (\w+)", unit(path)["Service"]["ExecStart"])

    assert words is not None
    assert words.group(1) in COMMANDS


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_service_may_write_where_the_settings_put_things(path: Path) -> None:
    writable = shlex.split(unit(path)["Service"]["ReadWritePaths"])
    settings = settings_file()

    assert {settings["HENGJIAN_HOME"], settings["HENGJIAN_CHECKPOINTS"]} <= {*writable}
    assert unit(path)["Service"]["EnvironmentFile"] == "/etc/hengjian.env"


def test_timer_has_its_service() -> None:
    for timer in UNITS.glob("*.timer"):
        assert timer.with_suffix(".service").exists()
        assert "OnCalendar" in unit(timer)["Timer"]


def test_settings_are_known() -> None:
    known = (ROOT / "docs/reference/settings.md").read_text("utf-8")

    assert [name for name in settings_file() if f"`{name}`" not in known] == []


def test_container_runs_as_nobody_special() -> None:
    lines = CONTAINER.read_text("utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]

    assert users == ["10001"]
    start = lines.index("USER 10001")
    assert not [line for line in lines[start:] if line.startswith(("RUN", "COPY"))]
    assert f'ENTRYPOINT ["{PROGRAM}"]' in lines
    (command,) = (line for line in lines if line.startswith("CMD "))
    assert re.findall(r'"(\w+)"', command)[0] in COMMANDS


def test_container_installs_by_the_installer_alone() -> None:
    text = CONTAINER.read_text("utf-8")

    assert "install.sh /opt/hengjian" in text
    assert not re.search(r"pip install|apt-get|curl|https?://(?!127\.0\.0\.1)", text)


def test_container_asks_names_and_writes_what_there_is() -> None:
    text = CONTAINER.read_text("utf-8").replace("\\\n", " ")
    (health,) = re.findall(r"http://127\.0\.0\.1:8000(/[\w/]+)", text)
    (variables,) = re.findall(r"^ENV (.+)$", text, re.MULTILINE)
    (volumes,) = re.findall(r"^VOLUME (.+)$", text, re.MULTILINE)
    known = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    named = dict(each.split("=", 1) for each in variables.split())

    assert resolve(health).func is not None
    assert [name for name in named if f"`{name}`" not in known] == []
    assert re.findall(r'"([^"]+)"', volumes) == [
        named["HENGJIAN_HOME"],
        named["HENGJIAN_CHECKPOINTS"],
    ]
    for folder in (named["HENGJIAN_HOME"], named["HENGJIAN_CHECKPOINTS"]):
        assert re.search(rf"install -d -m 700 -o hengjian .*{folder}\b", text)
    assert (ROOT / "deploy/wheelhouse/install.sh").is_file()

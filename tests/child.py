"""Child processes that work on the very database of the running test."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


ROOT = Path(__file__).resolve().parents[1]


def environment(**more: str) -> dict[str, str]:
    """The environment of an installation that uses the test's database and keys."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{values['NAME']}"
    else:
        user, name, host = values["USER"], values["NAME"], values["HOST"]
        url = f"postgresql://{user}@/{name}?host={host}"
    return {
        **bare_environment(),
        "HENGJIAN_HOME": str(settings.HENGJIAN_HOME),
        "HENGJIAN_DATABASE_URL": url,
        "HENGJIAN_CHECKPOINTS": str(settings.JOURNAL_CHECKPOINTS.parent),
        **more,
    }


def bare_environment() -> dict[str, str]:
    """This environment without anything of the tests' own installation."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HENGJIAN_", "DJANGO_", "PYTEST_"))
    }
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
        "PYTHONPATH": str(ROOT),
    }


def start(*arguments: str, **more: str) -> "subprocess.Popen[Any]":
    """Start Python with these arguments; the caller waits for it or kills it."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment(**more),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

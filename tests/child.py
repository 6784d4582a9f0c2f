"""Child processes that work on the very database of the running test."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.db import connection


def environment(**more: str) -> dict[str, str]:
    """The environment of an installation that uses the test's database and keys."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{values['NAME']}"
    else:
        user, name, host = values["USER"], values["NAME"], values["HOST"]
        url = f"postgresql://{user}@/{name}?host={host}"
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HENGJIAN_", "DJANGO_"))
    }
    return {
        **kept,
        "HENGJIAN_HOME": str(settings.HENGJIAN_HOME),
        "HENGJIAN_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
        "PYTHONPATH": str(settings.PACKAGE.parent),
        **more,
    }


def start(*arguments: str, **more: str) -> "subprocess.Popen[Any]":
    """Start Python with these arguments; the caller waits for it or kills it."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment(**more),
        cwd=str(settings.PACKAGE.parent),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

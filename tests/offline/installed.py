"""Commands of an installed product, run where there is no network."""

import functools
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path


@functools.cache
def no_network() -> tuple[str, ...]:
    """What puts a command where only its own machine is, as far as this one allows it."""
    program = shutil.which("unshare")
    if program is None:
        return ()
    for way in ((program, "-n"), (program, "-rn")):
        if not subprocess.run(
            [*way, "true"], capture_output=True, check=False
        ).returncode:
            return way
    return ()


def run(
    command: list[object], environment: Mapping[str, str], folder: Path
) -> "subprocess.CompletedProcess[str]":
    """Run it in a folder of its own with nothing of this environment but the path."""
    return subprocess.run(
        [*no_network(), *[str(part) for part in command]],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            # where no network can be taken away, nothing answers there
            "HTTPS_PROXY": "http://127.0.0.1:9",
            "HTTP_PROXY": "http://127.0.0.1:9",
            **environment,
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

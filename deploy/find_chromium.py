"""Makes sure that the browser tests have a Chromium, by apt where we are root."""

import os
import shutil
import subprocess
import sys


PACKAGES = ["chromium", "fonts-noto-cjk"]


def main() -> int:
    """0 when Chromium is there or could be installed, else 1 with a clear message."""
    if shutil.which("chromium"):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(
            ["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL
        )
        install = [
            "apt-get",
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
            *PACKAGES,
        ]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL, env=quiet)
        return 0
    sys.stderr.write(
        "No Chromium found and no right to install it. The browser tests need it:\n"
        "ask an administrator for the packages " + " ".join(PACKAGES) + ".\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())

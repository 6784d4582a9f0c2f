"""Finds the Java that Spark needs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


LEAST_JAVA = 17


def find_java() -> Path:
    """The home of a Java of 17 or later: ``JAVA_HOME``, else the one on ``PATH``.

    Raises ``UserFault`` where there is none or it is too old.
    """
    home = os.environ.get("JAVA_HOME", "").strip()
    named = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if named is None or not Path(named).is_file():
        raise _missing(home)
    program = Path(named).resolve()
    version = _version(program)
    if version < LEAST_JAVA:
        raise UserFault(
            Text(
                f"Spark 需要 Java {LEAST_JAVA} 或更高版本，{program} 是 {version}",
                f"Spark needs Java {LEAST_JAVA} or later; {program} is {version}",
            )
        )
    return program.parent.parent


def _version(program: Path) -> int:
    """The first number of ``version "17.0.15"``; 8 calls itself 1.8. Unknown is 0."""
    told = subprocess.run(  # noqa: S603 (a program that the administrator installed)
        [program, "-version"], capture_output=True, text=True, check=False, timeout=60
    ).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found[1]) if found else 0


def _missing(home: str) -> UserFault:
    if home:
        return UserFault(
            Text(
                f"Spark 需要 Java:JAVA_HOME={home} 中没有 bin/java",
                f"Spark needs Java: there is no bin/java in JAVA_HOME={home}",
            )
        )
    return UserFault(
        Text(
            f"Spark 需要 Java {LEAST_JAVA} 或更高版本：请安装(如 apt install"
            " openjdk-17-jre-headless)，或以 JAVA_HOME 指明位置",
            f"Spark needs Java {LEAST_JAVA} or later: install it (as with apt install"
            " openjdk-17-jre-headless), or say in JAVA_HOME where it is",
        )
    )

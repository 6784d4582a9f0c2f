"""The passphrase of the sealed keys: asked for, or from the environment; never an option."""

import getpass
import os
import sys

from hengjian.administration.backup.manifest import BackupFault
from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


VARIABLE = "HENGJIAN_PASSPHRASE"


def asked() -> str:
    """The passphrase. Raises ``BackupFault`` where nobody can be asked."""
    given = os.environ.get(VARIABLE, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise BackupFault(
            Text(f"请设置 {VARIABLE}", f"set {VARIABLE}: there is nobody to ask")
        )
    return getpass.getpass(Text("口令：", "Passphrase: ").in_language(language()))

"""Settings of the tests: a home in a temporary folder, never the installation's own."""

import os
import tempfile
from pathlib import Path


_first = "HENGJIAN_TEST_HOME" not in os.environ
if _first:
    os.environ["HENGJIAN_TEST_HOME"] = tempfile.mkdtemp(prefix="hj-")
    os.environ["HENGJIAN_TEST_HOME_OWNER"] = str(os.getpid())
TEST_HOME = Path(os.environ["HENGJIAN_TEST_HOME"])
_home = TEST_HOME / os.environ.get("PYTEST_XDIST_WORKER", "main")
_home.mkdir(exist_ok=True)

# nothing of the caller's own installation reaches the tests
_kept = ("HENGJIAN_TEST_", "HENGJIAN_REWRITE_", "HENGJIAN_EXAMPLES", "HENGJIAN_SKIPS")
for _name in [name for name in os.environ if name.startswith("HENGJIAN_")]:
    if not _name.startswith(_kept):
        del os.environ[_name]
os.environ["HENGJIAN_HOME"] = str(_home)

POSTGRESQL = os.environ.get("HENGJIAN_TEST_DATABASE", "sqlite") == "postgresql"
if POSTGRESQL:
    os.environ["HENGJIAN_DATABASE_URL"] = (
        f"postgresql://hengjian@/postgres?host={TEST_HOME}-pg"
    )

from hengjian.config.settings import *  # noqa: E402, F403, TID251 (extends it)


# hashing a password takes its time by design; these tests are about other things
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# accounts of many tests share their numbers; the limits have tests of their own
HENGJIAN_RATE_SIGN_IN = HENGJIAN_RATE_API = HENGJIAN_RATE_EXPORTS = 0
MIDDLEWARE = [  # the product's own
    each.replace(
        "whitenoise.middleware.WhiteNoiseMiddleware", "tests.static_files.FoundOnce"
    )
    for each in MIDDLEWARE  # noqa: F405
]
if not POSTGRESQL:
    # a file, so that threads and child processes see it
    DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}  # noqa: F405

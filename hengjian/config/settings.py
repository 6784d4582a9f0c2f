"""Settings of the installation: one flat file, read from the environment, failing loudly.

Every variable is described in ``docs/reference/settings.md``.
"""

import os
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from csp.constants import NONE, SELF

from hengjian.config.environment import database, number, one_of, parts, switch, text
from hengjian.lib.keyring import Keyring
from hengjian.lib.shipped_packs import shipped_packs


# Places -----------------------------------------------------------------------------

PACKAGE = Path(__file__).resolve().parent.parent
HENGJIAN_HOME = Path(text("HENGJIAN_HOME", "var")).resolve()
# kept apart from the data, so that a copied database cannot be read or forged
HENGJIAN_KEYS = Path(text("HENGJIAN_KEYS", str(HENGJIAN_HOME / "keys"))).resolve()
HENGJIAN_FILES = HENGJIAN_HOME / "files"
# the drafts of packs; what runs is the releases in the database
HENGJIAN_PACKS = Path(text("HENGJIAN_PACKS", str(shipped_packs()))).resolve()
# the office's fonts for papers (FangSong, SimHei, KaiTi, XiaoBiaoSong); none by default
_FONTS = os.environ.get("HENGJIAN_FONTS", "").strip()
HENGJIAN_FONTS = Path(_FONTS).resolve() if _FONTS else None
HENGJIAN_VERSION = version("hengjian")

HENGJIAN_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
KEYRING = Keyring(HENGJIAN_KEYS)

# Core -------------------------------------------------------------------------------

SECRET_KEY = os.environ.get("HENGJIAN_SECRET_KEY") or KEYRING.key("secret_key").hex()
DEBUG = switch("HENGJIAN_DEBUG", default=False)
ALLOWED_HOSTS = parts("HENGJIAN_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = parts("HENGJIAN_ORIGINS", "")
ROOT_URLCONF = "hengjian.config.urls"
WSGI_APPLICATION = "hengjian.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "axes",
    "ninja",
    # ours, from the bottom up
    "hengjian.ui",
    "hengjian.audit",
    "hengjian.jobs",
    "hengjian.organisation",
    "hengjian.access",
    "hengjian.notices",
    "hengjian.calendars",
    "hengjian.packs",
    "hengjian.workflow",
    "hengjian.documents",
    "hengjian.matters",
    "hengjian.meetings",
    "hengjian.office",
    "hengjian.ledger",
    "hengjian.warehouse",
    "hengjian.indicators",
    "hengjian.limits",
    "hengjian.monitoring",
    "hengjian.ratings",
    "hengjian.targets",
    "hengjian.appraisal",
    "hengjian.honours",
    "hengjian.publication",
    "hengjian.administration",
    "hengjian.workbench",
    "hengjian.manual",
    "hengjian.training",
]

MIDDLEWARE = [
    "hengjian.administration.request_figures.RequestFigures",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hengjian.config.not_kept.NotKept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hengjian.access.one_look.OneLook",
    "hengjian.access.middleware.SessionLimits",
    "hengjian.access.middleware.ActingForAnother",
    "hengjian.access.middleware.PreferredLanguage",
    "hengjian.access.middleware.StepsBeforeWork",
    "hengjian.audit.middleware.RequestOrigin",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hengjian.ui.fragments.FragmentMiddleware",
    "hengjian.config.bare_text.BareText",
    "hengjian.config.rate_limits.RateLimits",
    "hengjian.config.problems.PlainRefusals",
    "hengjian.ui.pages.FaultPages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hengjian.ui.fragments.base_template",
                "hengjian.config.navigation.navigation",
                "hengjian.notices.queries.bell",
                "hengjian.manual.queries.help_link",
            ],
        },
    }
]

# the page of components, for those who build the system
SHELF_IS_SHOWN = switch("HENGJIAN_SHELF", default=DEBUG)

# Data -------------------------------------------------------------------------------

DATABASES = {
    "default": database(
        text("HENGJIAN_DATABASE_URL", f"sqlite:///{HENGJIAN_HOME / 'hengjian.sqlite3'}")
    )
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # the counters of the rate limits where no database answers
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MEDIA_ROOT = HENGJIAN_FILES
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# a signed line in checkpoints/journal.jsonl at least every so many entries
JOURNAL_CHECKPOINT_EVERY = number("HENGJIAN_JOURNAL_CHECKPOINT_EVERY", 1000)
JOURNAL_CHECKPOINTS = (
    Path(text("HENGJIAN_CHECKPOINTS", str(HENGJIAN_HOME / "checkpoints")))
    / "journal.jsonl"
)
# written beside the checkpoints too: a restore of an older backup does them again
JOURNAL_KEPT_OUTSIDE = (
    "warehouse.data_key_destroyed",
    "warehouse.card_erased",
    "warehouse.record_sealed",
    "warehouse.sealing_searched",
    "warehouse.sealing_lifted",
)

JOB_LEASE_SECONDS = number("HENGJIAN_JOB_LEASE_SECONDS", 60)
JOB_POLL_SECONDS = number("HENGJIAN_JOB_POLL_SECONDS", 1)

# personal items: aes-256-gcm, or sm4-gcm where national algorithms are required
VAULT_CIPHER = text("HENGJIAN_VAULT_CIPHER", "aes-256-gcm")
# working days that a finding's filler has, from the day after it is raised
FINDING_LIMIT_DAYS = number("HENGJIAN_FINDING_LIMIT_DAYS", 3)
# an import whose process shows no life for so long may be taken over
IMPORT_LEASE_SECONDS = number("HENGJIAN_IMPORT_LEASE_SECONDS", 120)

# E-mail about notices: off without a host and a sender
MAIL_HOST = text("HENGJIAN_MAIL_HOST", "")
MAIL_PORT = number("HENGJIAN_MAIL_PORT", 25)
MAIL_FROM = text("HENGJIAN_MAIL_FROM", "")
MAIL_USER = text("HENGJIAN_MAIL_USER", "")
MAIL_PASSWORD = os.environ.get("HENGJIAN_MAIL_PASSWORD", "")
MAIL_SECURITY = one_of("HENGJIAN_MAIL_SECURITY", "none", "starttls", "tls")
# where people open the product, for the link in a mail
MAIL_LINK = text("HENGJIAN_MAIL_LINK", "")

# People and sign-in -----------------------------------------------------------------

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "hengjian.access.backend.AccountBackend",
    "hengjian.access.backend.SecondFactorBackend",
]
# a password kept in an earlier way is kept anew at its owner's next sign-in
PASSWORD_HASHERS = [
    "hengjian.access.password_hash.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.MinimumLengthValidator",
        "OPTIONS": {"min_length": number("HENGJIAN_PASSWORD_LENGTH", 10)},
    },
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "hengjian.access.passwords.LocalCommonPasswords"},
    {
        "NAME": "hengjian.access.passwords.NotUsedBefore",
        "OPTIONS": {"last": number("HENGJIAN_PASSWORD_HISTORY", 5)},
    },
]
# a password that somebody else chose signs in for so long
FIRST_PASSWORD_DAYS = number("HENGJIAN_FIRST_PASSWORD_DAYS", 7)
# roles that must have a second factor; "administrators" stands for all three
SECOND_FACTOR_FOR = parts("HENGJIAN_SECOND_FACTOR_FOR", "")
# the longest acting on behalf of another
DELEGATION_DAYS = number("HENGJIAN_DELEGATION_DAYS", 92)
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
CSRF_FAILURE_VIEW = "hengjian.ui.pages.forgery"

# locked for this account from this address, and only for a while: nobody can lock
# another person out for ever
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # our own page answers, not its middleware
AXES_FAILURE_LIMIT = number("HENGJIAN_SIGN_IN_FAILURES", 5)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# names reach the table of failures as digests: what is typed there may be a password
AXES_USERNAME_CALLABLE = "hengjian.access.backend.counted_name"
AXES_COOLOFF_TIME = timedelta(minutes=number("HENGJIAN_SIGN_IN_PAUSE_MINUTES", 15))
AXES_CLIENT_IP_CALLABLE = "hengjian.audit.addresses.address_of"
# what is tried during a pause does not make it longer: it ends by itself
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# nothing of what was typed is kept with a failure
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "password",
    "code",
    "next",
    "csrfmiddlewaretoken",
    "ip_address",
]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_ENGINE = "hengjian.access.session_store"
SESSION_COOKIE_AGE = number("HENGJIAN_SESSION_MINUTES", 480) * 60
SESSION_IDLE_MINUTES = number("HENGJIAN_SESSION_IDLE_MINUTES", 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# single sign-on (the extra "oidc"): off without an issuer
OIDC_ISSUER = text("HENGJIAN_OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT = text("HENGJIAN_OIDC_CLIENT", "")
OIDC_SECRET = text("HENGJIAN_OIDC_SECRET", "")
# which claim names the account, and what of the account it names: username or number
OIDC_CLAIM = text("HENGJIAN_OIDC_CLAIM", "preferred_username")
OIDC_NAMES = text("HENGJIAN_OIDC_NAMES", "username")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
_HTTPS = switch("HENGJIAN_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS
# asked by programs on the machine itself
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$", r"^metrics$"]
# without a token the metrics are for this machine alone
METRICS_TOKEN = os.environ.get("HENGJIAN_METRICS_TOKEN", "").strip()
SECURE_HSTS_SECONDS = number("HENGJIAN_HSTS_SECONDS", 0)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if switch("HENGJIAN_BEHIND_PROXY", default=False)
    else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# how often in a minute: sign-ins from an address, operations and exports of an account
HENGJIAN_RATE_SIGN_IN = number("HENGJIAN_RATE_SIGN_IN", 120)
HENGJIAN_RATE_API = number("HENGJIAN_RATE_API", 1200)
HENGJIAN_RATE_EXPORTS = number("HENGJIAN_RATE_EXPORTS", 60)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Language, time, static files ---------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
# served from the packages themselves: nothing to collect after an installation
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

_LOG_FORMAT = one_of("HENGJIAN_LOG_FORMAT", "line", "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "hengjian.lib.quiet_logs.LineFormatter"},
        "json": {"()": "hengjian.lib.quiet_logs.JsonFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": _LOG_FORMAT}
    },
    "root": {"handlers": ["console"], "level": text("HENGJIAN_LOG_LEVEL", "WARNING")},
    "loggers": {
        "hengjian": {"level": text("HENGJIAN_LOG_LEVEL", "INFO")},
        "hengjian.requests": {"level": text("HENGJIAN_LOG_REQUESTS", "WARNING")},
        "axes": {"level": "ERROR"},
        # Django writes its own lines of errors to the console as well
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}

"""The second factor's arithmetic: secrets, their codes, the picture, recovery codes.

Time-based codes of six digits in steps of thirty seconds (RFC 6238); a telephone's clock
may be one step off. Measured by the machine's own time, as telephones are.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

import pyotp
import segno
from django.conf import settings

from hengjian.access.models import Account, SecondFactor
from hengjian.access.queries import grants_in_force
from hengjian.access.roles import ROLES
from hengjian.lib import clock, sealing
from hengjian.lib.sealing import Algorithm


KEY = "second_factor_key"
STEP_SECONDS = 30
DRIFT_STEPS = 1
RECOVERY_CODES = 10
PAUSE_AFTER = 20
PAUSE = timedelta(minutes=15)
# no I, O, 0, 1: these codes are copied by hand
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ISSUER = "Hengjian"


def new_secret() -> str:
    """A random secret of 160 bits, as telephones take it."""
    return pyotp.random_base32()


def sealed(secret: str, account: Account) -> bytes:
    """The secret encrypted under the installation's key, bound to its account."""
    algorithm = Algorithm(settings.VAULT_CIPHER)
    key = sealing.master_key(algorithm, settings.KEYRING.key(KEY))
    return sealing.seal(algorithm, key, secret.encode(), _bound_to(account))


def secret_of(factor: SecondFactor) -> str:
    """The secret in the clear. Raises ``NotOpened`` where the key does not fit."""
    text = bytes(factor.sealed_secret)
    key = sealing.key_for(text, settings.KEYRING.key(KEY))
    return sealing.unseal(key, text, _bound_to(factor.account)).decode()


def address_of(secret: str, account: Account) -> str:
    """What the QR code says: issuer, account, secret."""
    return pyotp.TOTP(secret).provisioning_uri(
        name=account.username, issuer_name=_ISSUER
    )


def picture_of(secret: str, account: Account) -> str:
    """The QR code as one SVG element without styles or scripts."""
    code = segno.make(address_of(secret, account), error="m")
    return code.svg_inline(scale=5, border=4, svgclass="qr", lineclass=None)


def fitting_step(factor: SecondFactor, code: str) -> int | None:
    """The step whose code this is, if it is near now and after the last one taken."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    now = int(clock.machine_now().timestamp()) // STEP_SECONDS
    maker = pyotp.TOTP(secret_of(factor))
    fitting = None
    # every candidate is compared: the time it takes tells nothing
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if hmac.compare_digest(maker.generate_otp(step), digits):
            fitting = step
    return fitting if fitting is not None and fitting > factor.last_step else None


def is_paused(factor: SecondFactor) -> bool:
    """Whether codes are not taken for a while, after many wrong ones from anywhere.

    Whoever sends codes knew the password, so that no stranger can bring this about.
    """
    if factor.failures < PAUSE_AFTER or factor.failed_at is None:
        return False
    return clock.machine_now() < factor.failed_at + PAUSE


def new_recovery_codes() -> list[str]:
    """Ten codes of fifty bits: ``ABCDE-FGHJK``."""
    return [f"{_letters(5)}-{_letters(5)}" for _ in range(RECOVERY_CODES)]


def recovery_digest(code: str) -> str:
    """What is kept of a recovery code, whatever its case and dashes."""
    plain = "".join(each for each in code.upper() if each in _LETTERS)
    key = settings.KEYRING.key(KEY)
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def is_required(account: Account) -> bool:
    """Whether one of the account's roles of today needs a second factor by setting."""
    wanted = set(settings.SECOND_FACTOR_FOR)
    if not wanted:
        return False
    for grant in grants_in_force(account):
        role = ROLES.get(grant.role)
        if grant.role in wanted or (
            role is not None and role.is_administrator and "administrators" in wanted
        ):
            return True
    return False


def confirmed_factor(account: Account) -> SecondFactor | None:
    """The factor that is asked for when the account signs in."""
    found = SecondFactor.objects.filter(account=account, confirmed_at__isnull=False)
    factor: SecondFactor | None = found.first()
    return factor


def _letters(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))


def _bound_to(account: Account) -> bytes:
    return f"second factor of account {account.pk}".encode()

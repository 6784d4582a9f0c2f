"""Single sign-on by OpenID Connect: the installation's side of the code flow.

Off without ``HENGJIAN_OIDC_ISSUER``. Needs the extra ``oidc``. The provider says who
somebody is; which account that is, and what it may do, is decided here: the claim of the
setting names an account that exists, or nobody signs in.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from hengjian.access.models import Account
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


SECONDS = 10
# signatures with a key that only the provider holds
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
SCOPE = "openid profile"


class SingleSignOnFailed(UserFault):
    """The provider did not answer, or its answer does not hold; which is in the log."""

    status = 403

    def __init__(self, inside: str = "") -> None:
        super().__init__(
            Text(
                "单点登录没有成功。请重试，或用账号和密码登录。",
                "Single sign-on did not succeed: try again, or sign in with your name"
                " and password.",
            )
        )
        self.inside = inside


@dataclass(frozen=True)
class Departure:
    """Where the browser is sent, and what must come back with it."""

    address: str
    kept: dict[str, str]


def is_on() -> bool:
    """Whether the installation has a provider."""
    return bool(settings.OIDC_ISSUER)


def depart(back: str) -> Departure:
    """The provider's address for this sign-in. Raises ``SingleSignOnFailed``."""
    kept = {
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
        "back": back,
    }
    with _client(back) as client:
        address, state = client.create_authorization_url(
            _described(client)["authorization_endpoint"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
        )
    return Departure(address, {**kept, "state": state})


def recognise(kept: dict[str, str], answer: str) -> Account:
    """The account of whoever came back to ``answer``. Raises ``SingleSignOnFailed``."""
    with _client(kept["back"], kept["state"]) as client:
        described = _described(client)
        try:
            given = client.fetch_token(
                described["token_endpoint"],
                authorization_response=answer,
                code_verifier=kept["verifier"],
                timeout=SECONDS,
            )
            keys = client.get(
                described["jwks_uri"], withhold_token=True, timeout=SECONDS
            ).json()
        except Exception as error:  # the library raises its own, the network its own
            raise SingleSignOnFailed(type(error).__name__) from error
    claims = _claims(str(given.get("id_token", "")), keys, kept["nonce"])
    return _account(claims.get(settings.OIDC_CLAIM))


def _client(back: str, state: str | None = None) -> Any:
    try:
        from authlib.integrations.requests_client import OAuth2Session
    except ImportError as error:
        raise SingleSignOnFailed("the extra oidc is not installed") from error
    return OAuth2Session(
        settings.OIDC_CLIENT,
        settings.OIDC_SECRET,
        scope=SCOPE,
        redirect_uri=back,
        state=state,
        code_challenge_method="S256",
    )


def _described(client: Any) -> dict[str, str]:
    """The provider's own description, which must be of the issuer of the setting."""
    address = f"{settings.OIDC_ISSUER}/.well-known/openid-configuration"
    try:
        described = client.get(address, withhold_token=True, timeout=SECONDS).json()
    except Exception as error:  # whatever the network does
        raise SingleSignOnFailed(type(error).__name__) from error
    wanted = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"}
    if not isinstance(described, dict) or not wanted <= described.keys():
        raise SingleSignOnFailed("no description of the provider")
    if str(described["issuer"]).rstrip("/") != settings.OIDC_ISSUER:
        raise SingleSignOnFailed("the description is of another issuer")
    return described


def _claims(text: str, keys: Any, nonce: str) -> dict[str, Any]:
    """What the signed token says, after its signature, issuer, audience, time, nonce."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    try:
        token = jwt.decode(text, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        rules = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": token.claims.get("iss", "")},
            aud={"essential": True, "value": settings.OIDC_CLIENT},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        rules.validate(token.claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise SingleSignOnFailed(type(error).__name__) from error
    claims: dict[str, Any] = token.claims
    if str(claims["iss"]).rstrip("/") != settings.OIDC_ISSUER:
        raise SingleSignOnFailed("the token is of another issuer")
    others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if others and claims.get("azp") != settings.OIDC_CLIENT:
        raise SingleSignOnFailed("the token is for another client")
    return claims


def _account(named: object) -> Account:
    """The open account that a claim names; never a new one."""
    if not isinstance(named, str) or not named.strip():
        raise SingleSignOnFailed("the claim is missing")
    by = (
        {"person__number": named.strip()}
        if settings.OIDC_NAMES == "number"
        else {"username": named.strip().lower()}
    )
    found: Account | None = (
        Account.objects.select_related("person").filter(is_active=True, **by).first()
    )
    if found is None:
        raise SingleSignOnFailed("no account of that name")
    return found

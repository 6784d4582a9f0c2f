"""A provider of single sign-on on this machine, small enough to read."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


CLIENT = "hengjian"
SECRET = "a secret of the tests"


@dataclass
class Provider:
    """What it says of whoever signs in, and what a test makes it say wrongly."""

    claims: dict[str, Any] = field(default_factory=dict)
    signing: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048))
    published: RSAKey | None = None
    issuer: str = ""
    said_issuer: str = ""
    # codes given out: what the departure said
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign_in_at(self, address: str) -> str:
        """The person signs in at the provider; where the browser is sent back to."""
        query = {
            name: each[0] for name, each in parse_qs(urlsplit(address).query).items()
        }
        code = f"code-{len(self.asked)}"
        self.asked[code] = query
        return f"/sign-in/single/back/?code={code}&state={query['state']}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """The answer to a code, if verifier and secret fit."""
        query = self.asked.pop(sent.get("code", ""), None)
        if query is None or not _fits(query, sent.get("code_verifier", "")):
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "u1",
            "iat": now,
            "exp": now + 300,
            "nonce": query["nonce"],
            **self.claims,
        }
        text = jwt.encode({"alg": "RS256", "kid": "k"}, claims, self.signing)
        return {"access_token": "x", "token_type": "Bearer", "id_token": text}

    def described(self) -> dict[str, str]:
        return {
            "issuer": self.said_issuer or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def keys(self) -> dict[str, Any]:
        shown = self.published or self.signing
        return {"keys": [{**shown.as_dict(private=False), "kid": "k"}]}


def _fits(query: dict[str, str], verifier: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    wanted = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return query["code_challenge"] == wanted


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, listening on this machine alone."""
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_keys = self.path == "/keys"
            self._say(200, provider.keys() if is_keys else provider.described())

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            sent = parse_qs(self.rfile.read(size).decode())
            said = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            given = None
            if self.headers["Authorization"] == f"Basic {said}":
                given = provider.token({name: each[0] for name, each in sent.items()})
            self._say(200 if given else 400, given or {"error": "invalid_grant"})

        def _say(self, status: int, body: dict[str, Any]) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

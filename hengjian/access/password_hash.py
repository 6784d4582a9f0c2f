"""How passwords are kept: Argon2id, whose memory a guesser's machine does not have.

Parameters: 19 MiB, two passes, one lane (OWASP's smallest advice for Argon2id, RFC 9106
names the way of choosing them). About a thirtieth of a second of one core, so that a
morning on which everybody signs in at once slows nobody's pages.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Django's Argon2 with our parameters; what was hashed in
    another way is kept anew at its owner's next sign-in."""

    memory_cost = 19_456  # KiB
    time_cost = 2
    parallelism = 1

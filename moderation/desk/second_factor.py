"""The second factor: six digits from an authenticator, each good once.

Secrets lie in the database under a key that only the desk's process can make, another one for each
person, so a dump of the table signs nobody in and rows cannot be exchanged.
"""

from __future__ import annotations

import hashlib
import hmac

import pyotp
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app.kernel.sealing import CannotOpen

STEP_SECONDS = 30
DRIFT = (0, -1, 1)  # half minutes that a telephone's clock may be off


def new_secret() -> str:
    """A fresh secret, as authenticators take it."""
    return pyotp.random_base32()


def uri_of(login: str, secret: str) -> str:
    """The address behind the QR code that an authenticator reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Havre desk")


def seal(desk_secret: str, ref: str, secret: str) -> bytes:
    """The secret as the table may hold it."""
    return bytes(_box(desk_secret, ref).encrypt(secret.encode()))


def open_sealed(desk_secret: str, ref: str, sealed: bytes) -> str:
    """The secret again. Raises CannotOpen for another person's row or another key."""
    try:
        return _box(desk_secret, ref).decrypt(sealed).decode()
    except CryptoError:
        raise CannotOpen() from None


def code_at(secret: str, seconds: int) -> str:
    """The code of a moment, in Unix time."""
    return pyotp.TOTP(secret).generate_otp(seconds // STEP_SECONDS)


def step_of(secret: str, code: str, seconds: int) -> int | None:
    """The half minute that a code belongs to, or None when it is of no present one."""
    now = seconds // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for drift in DRIFT:
        if hmac.compare_digest(totp.generate_otp(now + drift).encode(), code.encode()):
            return now + drift
    return None


def _box(desk_secret: str, ref: str) -> SecretBox:
    return SecretBox(hmac.digest(desk_secret.encode(), b"totp/v1:" + ref.encode(), hashlib.sha256))

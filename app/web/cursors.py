"""Where a list goes on: a moment and a reference, sealed, because an address may not say when somebody wrote."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app.board.spaces import Place
from app.kernel.ids import Ref, is_ref

_START = datetime(2020, 1, 1, tzinfo=UTC)
_LONGEST = 200


def written(place: Place, secret: str) -> str:
    """The place for an address; whoever does not know the secret reads nothing in it and cannot make one."""
    active_at, ref = place
    plain = f"{(active_at - _START) // timedelta(microseconds=1)}-{ref}"
    return _box(secret).encrypt(plain.encode(), encoder=URLSafeBase64Encoder).decode().rstrip("=")


def read(cursor: str, secret: str) -> Place | None:
    """The place that `written` wrote; None of anything else."""
    if not cursor.isascii() or not 0 < len(cursor) <= _LONGEST:
        return None
    try:
        plain = _box(secret).decrypt(cursor.encode() + b"=" * (-len(cursor) % 4), encoder=URLSafeBase64Encoder)
    except (CryptoError, ValueError):
        return None
    number, _, ref = plain.decode().partition("-")
    return (_START + timedelta(microseconds=int(number)), Ref(ref)) if is_ref(ref) else None


def _box(secret: str) -> SecretBox:
    return SecretBox(hmac.digest(secret.encode(), b"cursor", hashlib.sha256))

"""Boxes that the sealer cannot open again (libsodium sealed boxes).

An envelope is sealed to the seniors' group key, then to the vault's key; it begins with one
algorithm byte and always has the same length, so neither a dump nor a size tells anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from app.kernel.errors import HavreError
from app.kernel.i18n import N_

TWO_LOCKS = 1  # 2 is reserved for a post-quantum pair of locks
PLAIN_LENGTH = 512  # bytes of padded JSON
OVERHEAD = 48  # bytes that one sealed box adds
ENVELOPE_LENGTH = 1 + PLAIN_LENGTH + 2 * OVERHEAD  # 609 bytes


class CannotOpen(HavreError):
    """This envelope cannot be opened with these keys."""


def new_key_pair() -> tuple[str, str]:
    """A new (private, public) pair, each as URL-safe base64 text."""
    private = PrivateKey.generate()
    return _text(bytes(private)), _text(bytes(private.public_key))


def seal(public_key: str, plain: bytes) -> bytes:
    """Seals `plain` so that only the holder of the private key can read it; adds 48 bytes."""
    return SealedBox(read_public(public_key)).encrypt(plain)


def unseal(private_key: str, sealed: bytes) -> bytes:
    """Opens what `seal` closed. Raises CannotOpen on a wrong key or a single changed byte."""
    try:
        return SealedBox(_private(private_key)).decrypt(sealed)
    except CryptoError:
        raise CannotOpen() from None


def seal_envelope(record: Mapping[str, object], *, group_key: str, vault_key: str) -> bytes:
    """Seals a record behind both locks: 609 bytes whatever it holds. Raises ValueError over 512 bytes of JSON."""
    inner = seal(group_key, _padded(record))
    return bytes([TWO_LOCKS]) + seal(vault_key, inner)


def open_outer(envelope: bytes, *, vault_private: str) -> bytes:
    """Takes the vault's lock off; what remains is still sealed to the group."""
    if len(envelope) != ENVELOPE_LENGTH or envelope[0] != TWO_LOCKS:
        raise CannotOpen()
    return unseal(vault_private, envelope[1:])


def open_inner(inner: bytes, *, group_private: str) -> dict[str, object]:
    """Takes the seniors' lock off and reads the record."""
    record: dict[str, object] = json.loads(unseal(group_private, inner).rstrip(b" "))
    return record


def read_public(key: str) -> PublicKey:
    """A public key from its text. Raises CannotOpen when it is none."""
    try:
        return PublicKey(key.encode(), URLSafeBase64Encoder)
    except Exception as wrong:  # libsodium and base64 raise half a dozen kinds
        raise CannotOpen(N_("This is not a public key.")) from wrong


def public_of(private_key: str) -> str:
    """The public half of a private key."""
    return _text(bytes(_private(private_key).public_key))


def _private(key: str) -> PrivateKey:
    return PrivateKey(key.encode(), URLSafeBase64Encoder)


def _text(raw: bytes) -> str:
    return URLSafeBase64Encoder.encode(raw).decode()


def _padded(record: Mapping[str, object]) -> bytes:
    plain = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    if len(plain) > PLAIN_LENGTH:
        raise ValueError(f"a record holds at most {PLAIN_LENGTH} bytes")
    return plain.ljust(PLAIN_LENGTH)

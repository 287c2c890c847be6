"""Keys under words: how the group's private key is kept without ever standing in clear.

Argon2id at 128 MiB and three passes turns words into a key (0.3 to 0.7 s); libsodium's SecretBox
closes the group key under it: 72 bytes. No cryptography of our own.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.sealing import CannotOpen

LEAST_WORDS = 4
LEAST_LENGTH = 15
_MEMORY = 128 * 1024
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # read out and typed by hand: no i, l, o, 0, 1
_one_at_a_time = asyncio.Semaphore(1)  # 128 MiB each


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """A key under words."""

    salt: bytes
    wrapped: bytes


async def wrap(private_key: str, words: str) -> Wrap:
    """Closes a private key under words, with a salt of its own."""
    salt = secrets.token_bytes(16)
    key = await _derive(words, salt)
    return Wrap(salt=salt, wrapped=bytes(SecretBox(key).encrypt(_raw(private_key))))


async def unwrap(kept: Wrap, words: str) -> str:
    """The private key again. Raises CannotOpen on other words or a changed byte."""
    key = await _derive(words, kept.salt)
    try:
        return URLSafeBase64Encoder.encode(SecretBox(key).decrypt(kept.wrapped)).decode()
    except CryptoError:
        raise CannotOpen() from None


def refuse_weak(passphrase: str) -> None:
    """Raises Invalid unless there are four words and fifteen characters."""
    if len(passphrase.split()) < LEAST_WORDS or len(passphrase) < LEAST_LENGTH:
        raise Invalid(N_("Please use at least 4 words and 15 characters."), field="passphrase")


def new_code() -> str:
    """A recovery code of 25 letters and digits, 123 bits, in groups of five."""
    letters = [secrets.choice(_LETTERS) for _ in range(25)]
    return "-".join("".join(letters[i : i + 5]) for i in range(0, 25, 5))


def pair(first: str, second: str) -> str:
    """What two recovery codes are together, in either order; one of them says nothing about the other."""
    return "+".join(sorted((_plain(first), _plain(second))))


def fingerprint(public_key: str) -> str:
    """A public key in eight groups of four, to compare by eye and by telephone."""
    digest = hashlib.sha256(_raw(public_key)).hexdigest()[:32]
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))


def seal_totp(vault_secret: str, ref: str, secret: str) -> bytes:
    """A senior's second factor under the vault's own secret, bound to the senior."""
    return bytes(SecretBox(_totp_key(vault_secret)).encrypt(f"{ref}:{secret}".encode()))


def open_totp(vault_secret: str, ref: str, sealed: bytes) -> str:
    """The second factor again. Raises CannotOpen when it was changed or belongs to somebody else."""
    try:
        owner, _, secret = SecretBox(_totp_key(vault_secret)).decrypt(sealed).decode().partition(":")
    except CryptoError:
        raise CannotOpen() from None
    if owner != ref:
        raise CannotOpen()
    return secret


async def _derive(words: str, salt: bytes) -> bytes:
    folded = " ".join(unicodedata.normalize("NFKC", words).split()).encode()
    async with _one_at_a_time:
        return await asyncio.to_thread(hash_secret_raw, folded, salt, 3, _MEMORY, 1, 32, Type.ID)


def _totp_key(vault_secret: str) -> bytes:
    return hmac.digest(vault_secret.encode(), b"vault/totp/v1", hashlib.sha256)


def _plain(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter in _LETTERS)


def _raw(key: str) -> bytes:
    return URLSafeBase64Encoder.decode(key.encode())

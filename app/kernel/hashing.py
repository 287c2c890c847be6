"""Slow hashes, off the event loop, never more than four at once.

Sizes after OWASP's Password Storage sheet and ASVS 5.0 appendix C: members 46 MiB, t=1 (44 ms on one
core); staff 64 MiB, t=3 (143 ms). Without a bound the sign-in form would be a lever to fill the memory.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from app.kernel.errors import Unavailable

T = TypeVar("T")

MEMBERS = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
STAFF = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)

_AT_ONCE = 4
_WAITING = 64
_pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="hash")
_waiting = 0


async def hash_password(password: str, hasher: PasswordHasher = MEMBERS) -> str:
    """The encoded Argon2id hash. Raises Unavailable when too many wait already."""
    return await _slowly(lambda: hasher.hash(_same(password)))


async def verify_password(encoded: str | None, password: str, hasher: PasswordHasher = MEMBERS) -> bool:
    """True when the password fits. Without a hash it takes the same time and answers False."""
    return await _slowly(lambda: _fits(encoded or _dummy(hasher), password, hasher) and encoded is not None)


async def email_digest(address: str, index_key: str) -> bytes:
    """32 bytes that say whether two addresses are the same, at 64 MiB and t=3 a guess."""
    salt = hmac.digest(index_key.encode(), b"email/v1", hashlib.sha256)[:16]
    return await _slowly(lambda: hash_secret_raw(_folded(address), salt, 3, 64 * 1024, 1, 32, Type.ID))


def digest_of(token: str) -> bytes:
    """SHA-256 of a random token: what a database or cache may hold of it."""
    return hashlib.sha256(token.encode()).digest()


async def _slowly(work: Callable[[], T]) -> T:
    global _waiting
    if _waiting >= _WAITING:
        raise Unavailable()
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_pool, work)
    finally:
        _waiting -= 1


def _fits(encoded: str, password: str, hasher: PasswordHasher) -> bool:
    try:
        return hasher.verify(encoded, _same(password))
    except (VerificationError, InvalidHashError):
        return False


_dummies: dict[int, str] = {}


def _dummy(hasher: PasswordHasher) -> str:
    if id(hasher) not in _dummies:
        _dummies[id(hasher)] = hasher.hash("nobody signs in with this")
    return _dummies[id(hasher)]


def _same(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _folded(address: str) -> bytes:
    return unicodedata.normalize("NFKC", address).strip().casefold().encode()

"""Signing in: name, password and second factor together; sessions that end by themselves.

15 minutes idle, 8 hours at most. A code of the second factor is good once, over all its uses.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

import pyotp

from app.kernel import hashing, sql
from app.kernel.clock import Clock
from app.kernel.db import Database, Tx
from app.kernel.ids import new_token
from moderation.vault import ledger, wrapping
from moderation.vault.access import Senior
from moderation.vault.ledger import Verb

Q = sql.beside(__file__, "seniors")
STEP_SECONDS = 30
DRIFT = (0, -1, 1)  # half minutes that a telephone's clock may be off


async def sign_in(tx: Tx, login: str, *, password: str, code: str, vault_secret: str, clock: Clock) -> str | None:
    """A session's token, or None; then nothing says which of the three was wrong, nor how long it took."""
    row = await tx.maybe(Q.find_login, login.lower())
    fits = await hashing.verify_password(row["password_hash"] if row else None, password, hashing.STAFF)
    if row is not None and fits:
        factor = _Factor(senior_id=row["id"], ref=row["ref"], sealed=row["totp_sealed"])
        fits = await _uses_code(tx, factor, code, vault_secret=vault_secret, clock=clock)
    if row is None or not fits:
        await ledger.append(tx, Verb.SIGN_IN_REFUSED, actor=row["ref"] if row else "unknown")
        return None
    token = new_token()
    await tx.run(Q.open_session, hashing.digest_of(token), row["id"])
    await ledger.append(tx, Verb.SIGNED_IN, actor=row["ref"])
    return token


async def step_up(tx: Tx, senior: Senior, code: str, *, subject: str, vault_secret: str, clock: Clock) -> bool:
    """True when the second factor was shown again, with a fresh code; a wrong one is written down."""
    factor = _Factor(senior_id=senior.id, ref=senior.ref, sealed=await tx.value(Q.totp_of, senior.id))
    if await _uses_code(tx, factor, code, vault_secret=vault_secret, clock=clock):
        return True
    await ledger.append(tx, Verb.CODE_REFUSED, actor=senior.ref, subject=subject)
    return False


async def find(tx: Tx, token: str) -> Senior | None:
    """The senior behind a live session, which is kept alive by being asked for."""
    digest = hashing.digest_of(token)
    row = await tx.maybe(Q.find_session, digest)
    if row is None:
        return None
    return Senior(id=row["id"], ref=row["ref"], name=row["name"], lang=row["lang"], session=digest)


async def sign_out(tx: Tx, senior: Senior) -> None:
    """Ends this session."""
    await tx.run(Q.end_session, senior.session)
    await ledger.append(tx, Verb.SIGNED_OUT, actor=senior.ref)


async def sweep(vault: Database) -> None:
    """Sessions that are over leave the table."""
    async with vault.writing() as tx:
        await tx.run(Q.sweep_sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Factor:
    senior_id: int
    ref: str
    sealed: bytes


async def _uses_code(tx: Tx, factor: _Factor, code: str, *, vault_secret: str, clock: Clock) -> bool:
    secret = wrapping.open_totp(vault_secret, factor.ref, factor.sealed)
    step = _step_of(pyotp.TOTP(secret), code.replace(" ", ""), int(clock.now().timestamp()) // STEP_SECONDS)
    return step is not None and await tx.value(Q.use_code, factor.senior_id, step) is not None


def _step_of(totp: pyotp.TOTP, code: str, now: int) -> int | None:
    for drift in DRIFT:
        if hmac.compare_digest(totp.generate_otp(now + drift).encode(), code.encode()):
            return now + drift
    return None

"""A person's own account: name, language, password, passkeys, codes, and where they are signed in."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from app.kernel import hashing, sql
from app.kernel.db import Row, Tx
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from moderation.desk import second_factor
from moderation.desk.access import Staff
from moderation.desk.people import enrolling, journal, passkeys, proving, recovery
from moderation.desk.people.journal import Verb
from moderation.desk.people.passkeys import Owner, Passkey
from moderation.desk.people.proving import Means

Q = sql.beside(__file__, "own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One place where this person is signed in."""

    ref: str
    opened_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Everything a person sees of their own account."""

    login: str
    name: str
    lang: str
    has_totp: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int
    sessions: tuple[Session, ...]


async def look(tx: Tx, who: Staff, token: str) -> Own:
    """The account of whoever asks."""
    row = await tx.one(Q.look, who.id)
    sessions = await tx.all(Q.sessions, who.id, hashing.digest_of(token))
    return Own(
        login=row["login"],
        name=row["name"],
        lang=row["lang"],
        has_totp=row["totp_sealed"] is not None,
        passkeys=await passkeys.listed(tx, who.id),
        codes_left=await recovery.left(tx, who.id),
        sessions=tuple(Session(ref=s["ref"], opened_at=s["opened_at"], is_this=s["is_this"]) for s in sessions),
    )


async def owner(tx: Tx, who: Staff) -> Owner:
    """The same person, as a passkey's owner."""
    row = await tx.one(Q.look, who.id)
    return Owner(id=row["id"], ref=row["ref"], login=row["login"])


async def rename(tx: Tx, who: Staff, *, name: str, lang: str) -> None:
    """Colleagues see this name from now on, and the pages speak this language."""
    await tx.run(Q.rename, who.id, name, lang)
    await journal.note(tx, who.ref, Verb.NAMED)


async def change_password(tx: Tx, who: Staff, token: str, *, old: str, new: str) -> bool:
    """True when the new password counts and every other session has ended. Raises Invalid for a weak one."""
    row: Row = await tx.one(Q.credentials, who.id)
    if not await hashing.verify_password(row["password_hash"], old, hashing.STAFF):
        await journal.note(tx, who.ref, Verb.NOT_PASSWORD)
        return False
    enrolling.refuse_weak(new, row)
    await tx.run(Q.change_password, who.id, await hashing.hash_password(new, hashing.STAFF))
    await tx.run(Q.end_others, who.id, hashing.digest_of(token))
    await journal.note(tx, who.ref, Verb.PASSWORD)
    return True


def next_secret(desk_secret: str, who: Staff, token: str) -> str:
    """The secret of another authenticator: the same while a session lasts, and known to nobody but this desk."""
    digest = hmac.digest(desk_secret.encode(), f"totp-next/v1:{who.ref}:{token}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:20]).decode()


async def change_authenticator(tx: Tx, who: Staff, token: str, *, code: str, means: Means) -> None:
    """Codes of the new authenticator count, and every other session has ended. Raises Invalid for a wrong code."""
    sealed = second_factor.seal(means.desk_secret, who.ref, next_secret(means.desk_secret, who, token))
    step = proving.step_of(sealed, who.ref, code, means)
    if step is None:
        raise Invalid(N_("This code does not fit. Wait for the next one and try again."), field="code")
    await tx.run(Q.change_authenticator, who.id, sealed, step)
    await tx.run(Q.end_others, who.id, hashing.digest_of(token))
    await journal.note(tx, who.ref, Verb.AUTHENTICATOR)


async def remove_passkey(tx: Tx, who: Staff, token: str, *, ref: str) -> None:
    """The passkey opens nothing any more, every other session has ended. Raises Invalid for the only factor."""
    row = await tx.one(Q.credentials, who.id)
    if row["totp_sealed"] is None and len(await passkeys.listed(tx, who.id)) == 1:
        raise Invalid(N_("This is your only second factor. Add another one first."))
    if await tx.value(passkeys.Q.remove_passkey, who.id, ref) is not None:
        await tx.run(Q.end_others, who.id, hashing.digest_of(token))
        await journal.note(tx, who.ref, Verb.NO_PASSKEY, subject=ref)


async def end_session(tx: Tx, who: Staff, ref: str) -> None:
    """This person is signed out there."""
    if await tx.value(Q.end_session, who.id, ref) is not None:
        await journal.note(tx, who.ref, Verb.ENDED, code="1")


async def step_up(tx: Tx, who: Staff, token: str) -> None:
    """Sensitive acts are open for ten minutes in this session."""
    await tx.run(Q.step_up, hashing.digest_of(token))
    await journal.note(tx, who.ref, Verb.STEPPED_UP)


async def is_stepped_up(tx: Tx, token: str) -> bool:
    """True within ten minutes of the last second factor in this session."""
    return bool(await tx.value(Q.is_stepped_up, hashing.digest_of(token)))

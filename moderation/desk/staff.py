"""People of the staff: who they are, how they come in, and how long they stay.

A name, a password and a second factor come in together; 15 minutes without a page, or
8 hours, end a session; whoever is disabled is out at the next request.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel import hashing, i18n, sql
from app.kernel.db import Tx
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref, new_token
from app.members import passwords
from moderation.desk import second_factor
from moderation.desk.access import ROLES, Staff
from moderation.desk.people import proving
from moderation.desk.people.proving import Means, Proof

Q = sql.beside(__file__, "staff")

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A person to be added."""

    login: str
    name: str
    role: str
    languages: Sequence[str]
    lang: str
    password: str
    totp_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A person who was added, and the address that their authenticator reads, shown once."""

    ref: Ref
    uri: str


async def add(tx: Tx, who: Newcomer, *, desk_secret: str) -> Added:
    """The person can sign in afterwards. Raises Invalid, naming the field, when something is not right."""
    _check(who)
    ref = new_ref()
    password_hash = await hashing.hash_password(who.password, hashing.STAFF)
    sealed = second_factor.seal(desk_secret, ref, who.totp_secret)
    login, languages = who.login.lower(), list(who.languages)
    if await tx.value(Q.add, ref, login, who.name, who.role, languages, who.lang, password_hash, sealed) is None:
        raise Invalid(N_("This sign-in name is taken."), field="login")
    await tx.run(Q.log, "operator", "staff_added", ref)
    return Added(ref=ref, uri=second_factor.uri_of(login, who.totp_secret))


async def disable(tx: Tx, login: str) -> bool:
    """True when this person is out from the next request on, for good. Raises Invalid for the last admin."""
    admins = await tx.all(Q.lock_admins)
    if [row["login"] for row in admins] == [login.lower()]:
        raise Invalid(N_("This is the last admin. Somebody must be able to run the accounts."))
    found = await tx.maybe(Q.disable, login.lower())
    if found is not None:
        await tx.run(Q.end_sessions, found["id"])
        await tx.run(Q.log, "operator", "staff_disabled", found["ref"])
    return found is not None


async def sign_in(tx: Tx, login: str, *, password: str, proof: Proof, means: Means) -> str | None:
    """A session's token, or None; then nothing says which of the three was wrong, nor how long it took."""
    row = await tx.maybe(Q.find_login, login.lower())
    fits = await hashing.verify_password(row["password_hash"] if row else None, password, hashing.STAFF)
    if row is not None and fits and await proving.is_proven(tx, row, proof, means, purpose="sign_in"):
        token = new_token()
        await tx.run(Q.sweep_sessions)
        # Whatever an admin changed since the password was read counts: then there is no session.
        if await tx.value(Q.open_session, hashing.digest_of(token), row["id"], new_ref(), row["password_hash"]):
            await tx.run(Q.log, row["ref"], "signed_in", "")
            return token
    await tx.run(Q.log, row["ref"] if row else "unknown", "sign_in_refused", "")
    return None


async def find(tx: Tx, token: str, *, is_activity: bool = True) -> Staff | None:
    """The person behind a live session, which an activity keeps alive."""
    digest = hashing.digest_of(token)
    row = await tx.maybe(Q.find_session, digest)
    if row is None:
        return None
    if is_activity and row["is_stale"]:
        await tx.run(Q.touch_session, digest)
    return Staff(
        id=row["id"],
        ref=row["ref"],
        name=row["name"],
        role=row["role"],
        languages=tuple(row["languages"]),
        lang=row["lang"] if row["lang"] in i18n.LANGUAGES else "en",
        keys="on" if row["has_keys"] else "off",
        own_keys=row["keys"],
        easier_until=row["easier_until"],
        heavy=row["heavy"],
        is_break_due=row["is_break_due"],
    )


async def sign_out(tx: Tx, who: Staff, token: str) -> None:
    """Ends this session."""
    if await tx.value(Q.end_session, hashing.digest_of(token)) is not None:
        await tx.run(Q.log, who.ref, "signed_out", "")


def _check(who: Newcomer) -> None:
    if not _LOGIN.fullmatch(who.login.lower()):
        raise Invalid(
            N_("A sign-in name has 3 to 40 small letters, digits, dots, hyphens or underscores."), field="login"
        )
    if not 1 <= len(who.name) <= 60:
        raise Invalid(N_("A name has 1 to 60 characters."), field="name")
    if who.role not in ROLES:
        raise Invalid(N_("Choose one of the roles."), field="role")
    if not who.languages or who.lang not in i18n.LANGUAGES:
        raise Invalid(N_("Name at least one community, and a language for the pages."), field="languages")
    if why := passwords.complaint(who.password, own=(who.login, who.name)):
        raise Invalid(why, field="password")

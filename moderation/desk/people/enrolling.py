"""Enrolment: a link, good once and for 72 hours, with which a person sets their own password and second factor.

An admin passes the link on and never learns either. Only the token's digest is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel import hashing, i18n, sql
from app.kernel.db import Row, Tx
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import new_token
from app.members import passwords
from moderation.desk import second_factor
from moderation.desk.people import journal, passkeys, proving
from moderation.desk.people.journal import Verb
from moderation.desk.people.passkeys import Owner
from moderation.desk.people.proving import Means, Proof

Q = sql.beside(__file__, "enrolling")
FIRST_NAME = N_("First passkey")
GONE = N_("This link is no longer good. An admin can make a new one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the page behind a link shows: whose it is, and a secret for an authenticator."""

    owner: Owner
    name: str
    lang: str
    secret: str
    uri: str


async def invite(tx: Tx, staff_id: int, ref: str, *, desk_secret: str) -> str:
    """The token of a fresh link; an older one is good no more."""
    token = new_token()
    await tx.run(Q.void, staff_id)
    sealed = second_factor.seal(desk_secret, ref, second_factor.new_secret())
    await tx.run(Q.make, hashing.digest_of(token), staff_id, sealed)
    return token


async def look(tx: Tx, token: str, *, desk_secret: str) -> Offer:
    """The offer of a link. Raises NotFound when it is used, late, unknown, or the person is disabled."""
    row = await _row(tx, token)
    secret = second_factor.open_sealed(desk_secret, row["ref"], row["totp_sealed"])
    return Offer(
        owner=_owner(row),
        name=row["name"],
        lang=row["lang"],
        secret=secret,
        uri=second_factor.uri_of(row["login"], secret),
    )


async def enrol(tx: Tx, token: str, *, password: str, proof: Proof, means: Means) -> None:
    """The person can sign in. Raises NotFound as above, Invalid for a weak password or a factor that does not fit."""
    row = await _row(tx, token)
    refuse_weak(password, row)
    password_hash = await hashing.hash_password(password, hashing.STAFF)
    if proof.passkey:
        await _enrol_passkey(tx, row, password_hash, proof, means)
    else:
        await _enrol_code(tx, row, password_hash, proof, means)
    # Whoever comes second with the same link waited here, and finds it used: nothing of theirs stays.
    if await tx.value(Q.use, row["id"]) is None:
        raise NotFound(GONE)
    await journal.note(tx, row["ref"], Verb.ENROLLED, code="passkey" if proof.passkey else "code")


async def _enrol_passkey(tx: Tx, row: Row, password_hash: str, proof: Proof, means: Means) -> None:
    name, owner = i18n.translate(row["lang"], FIRST_NAME), _owner(row)
    await passkeys.register(tx, means.party, proof.passkey, owner=owner, name=name, purpose="enrol")
    await tx.run(Q.enrol_passkey, row["staff_id"], password_hash)


async def _enrol_code(tx: Tx, row: Row, password_hash: str, proof: Proof, means: Means) -> None:
    step = proving.step_of(row["totp_sealed"], row["ref"], proof.code, means)
    if step is None:
        raise Invalid(N_("This code does not fit. Wait for the next one and try again."), field="code")
    await tx.run(Q.enrol_code, row["staff_id"], password_hash, row["totp_sealed"], step)


def refuse_weak(password: str, row: Row) -> None:
    """Raises Invalid, beside the field, for a password that somebody else would try."""
    if why := passwords.complaint(password, own=(row["login"], row["name"])):
        raise Invalid(why, field="password")


async def _row(tx: Tx, token: str) -> Row:
    row = await tx.maybe(Q.look, hashing.digest_of(token))
    if row is None:
        raise NotFound(GONE)
    return row


def _owner(row: Row) -> Owner:
    return Owner(id=row["staff_id"], ref=row["ref"], login=row["login"])

"""The ceremony: the group's key pair, the first seniors, the recovery envelopes; and who comes later.

The private half leaves this module only wrapped. A new senior gets it from a senior who types
their passphrase, or from any two of the three recovery codes; from nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pyotp

from app.kernel import hashing, sealing, sql
from app.kernel.db import IntegrityError, Tx, broken_rule
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from app.kernel.sealing import CannotOpen
from moderation.vault import ledger, wrapping
from moderation.vault.ledger import Verb
from moderation.vault.wrapping import Wrap

Q = sql.beside(__file__, "keys")
FIRST_EPOCH = 1
CEREMONY = "ceremony"  # the actor while there is no senior yet


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What enrolling needs to know of the vault's house."""

    vault_secret: str
    mail_public_key: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSenior:
    """Somebody about to be enrolled. `totp_secret` empty: one is made."""

    login: str
    name: str
    lang: str
    address: str  # for alarms; kept only inside a mail that is sealed to the courier
    password: str
    passphrase: str
    totp_secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What a new senior takes home."""

    ref: Ref
    login: str
    totp_secret: str

    @property
    def totp_uri(self) -> str:
        """For an authenticator application."""
        return pyotp.TOTP(self.totp_secret).provisioning_uri(name=self.login, issuer_name="Havre vault")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """What the ceremony leaves: the public key for the board, codes for three envelopes."""

    group_public_key: str
    fingerprint: str
    recovery_codes: tuple[str, str, str]
    seniors: tuple[Enrolled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupKey:
    """The public half in use."""

    epoch: int
    public_key: str


async def init(tx: Tx, house: House, people: Sequence[NewSenior]) -> Ceremony:
    """Makes the group's key and enrols the first seniors. Refused: a second time, or with fewer than two."""
    if await current(tx) is not None:
        raise Conflict(N_("The seniors' key exists already."))
    if len(people) < 2:
        raise Invalid(N_("The ceremony needs at least two seniors."))
    private, public = sealing.new_key_pair()
    await tx.run(Q.add_group_key, FIRST_EPOCH, public)
    await ledger.append(
        tx, Verb.KEY_MADE, actor=CEREMONY, subject=f"epoch:{FIRST_EPOCH}", code=wrapping.fingerprint(public)
    )
    seniors = [await _enrol(tx, house, person, private, by=None) for person in people]
    return Ceremony(
        group_public_key=public,
        fingerprint=wrapping.fingerprint(public),
        recovery_codes=await _make_recovery(tx, private),
        seniors=tuple(seniors),
    )


async def enrol(tx: Tx, house: House, person: NewSenior, *, by_login: str, passphrase: str) -> Enrolled:
    """Enrols a senior with the passphrase of another. Raises CannotOpen when it does not fit."""
    key = await _needed(tx)
    row = await tx.maybe(Q.wrap_of_login, by_login, key.epoch)
    if row is None:
        raise CannotOpen(N_("This login or passphrase is not right."))
    private = await _checked(Wrap(salt=row["salt"], wrapped=row["wrapped"]), passphrase, key)
    return await _enrol(tx, house, person, private, by=(row["id"], row["ref"]))


async def enrol_by_recovery(tx: Tx, house: House, person: NewSenior, codes: tuple[str, str]) -> Enrolled:
    """Enrols a senior with any two of the recovery codes, in either order. Raises CannotOpen otherwise."""
    key = await _needed(tx)
    for row in await tx.all(Q.recovery, key.epoch):
        kept = Wrap(salt=row["salt"], wrapped=row["wrapped"])
        try:
            private = await _checked(kept, wrapping.pair(*codes), key)
        except CannotOpen:
            continue
        return await _enrol(tx, house, person, private, by=None)
    raise CannotOpen(N_("These two codes do not open the recovery envelope."))


async def unlock(tx: Tx, senior_id: int, passphrase: str) -> tuple[int, str]:
    """The epoch and the group's private key, for a senior who types the passphrase. Raises CannotOpen."""
    key = await _needed(tx)
    row = await tx.maybe(Q.wrap_of, senior_id, key.epoch)
    if row is None:
        raise CannotOpen(N_("This senior holds no key."))
    return key.epoch, await _checked(Wrap(salt=row["salt"], wrapped=row["wrapped"]), passphrase, key)


async def current(tx: Tx) -> GroupKey | None:
    """The group's public key in use, or None before the ceremony."""
    row = await tx.maybe(Q.current_key)
    return GroupKey(epoch=row["epoch"], public_key=row["public_key"]) if row else None


async def _needed(tx: Tx) -> GroupKey:
    key = await current(tx)
    if key is None:
        raise Conflict(N_("The seniors' key was not made yet."))
    return key


async def _checked(kept: Wrap, words: str, key: GroupKey) -> str:
    # A wrap that was exchanged for another valid one would open, and then fit no public key.
    private = await wrapping.unwrap(kept, words)
    if sealing.public_of(private) != key.public_key:
        raise CannotOpen()
    return private


async def _enrol(tx: Tx, house: House, person: NewSenior, private: str, *, by: tuple[int, Ref] | None) -> Enrolled:
    wrapping.refuse_weak(person.passphrase)
    ref, secret = new_ref(), person.totp_secret or pyotp.random_base32()
    mail = {"to": person.address, "lang": person.lang, "kind": "vault_alarm", "link": house.url}
    try:
        senior_id = await tx.value(
            Q.add_senior,
            ref,
            person.login.lower(),
            person.name,
            person.lang,
            await hashing.hash_password(person.password, hashing.STAFF),
            wrapping.seal_totp(house.vault_secret, ref, secret),
            sealing.seal(house.mail_public_key, json.dumps(mail).encode()),
            by[0] if by else None,
        )
    except IntegrityError as wrong:
        if broken_rule(wrong) != "senior_login":
            raise
        raise Conflict(N_("A senior with this login exists already.")) from None
    kept = await wrapping.wrap(private, person.passphrase)
    await tx.run(Q.add_wrap, senior_id, (await _needed(tx)).epoch, kept.salt, kept.wrapped)
    await ledger.append(tx, Verb.SENIOR_ENROLLED, actor=by[1] if by else CEREMONY, subject=ref)
    return Enrolled(ref=ref, login=person.login.lower(), totp_secret=secret)


async def _make_recovery(tx: Tx, private: str) -> tuple[str, str, str]:
    codes = (wrapping.new_code(), wrapping.new_code(), wrapping.new_code())
    for first, second in combinations((1, 2, 3), 2):
        kept = await wrapping.wrap(private, wrapping.pair(codes[first - 1], codes[second - 1]))
        await tx.run(Q.add_recovery, FIRST_EPOCH, f"{first}+{second}", kept.salt, kept.wrapped)
    await ledger.append(tx, Verb.RECOVERY_MADE, actor=CEREMONY, subject=f"epoch:{FIRST_EPOCH}", code="2 of 3")
    return codes

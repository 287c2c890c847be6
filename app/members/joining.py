"""Joining: from a filled-in form to a member who waits for a link."""

from __future__ import annotations

import asyncio

from app.kernel import hashing
from app.kernel.db import Tx
from app.kernel.errors import Invalid, Unavailable
from app.kernel.i18n import N_
from app.kernel.ids import new_ref, new_token
from app.kernel.settings import BoardSettings
from app.members import envelope, mailing, passwords, pseudonyms, store
from app.members.model import Applicant, Letter, NewMember, Purpose

TAKEN = N_("This name is taken, or looks like one that is. Please choose another one.")


def is_open(settings: BoardSettings) -> bool:
    """False until the seniors have made their key: without it nothing could be sealed."""
    return bool(settings.group_public_key)


async def join(tx: Tx, who: Applicant, settings: BoardSettings) -> None:
    """A pending member, the claim on the address, both envelopes and one mail; or, for an address that is
    known already in either community, only a mail that says so. The caller cannot tell which.

    Raises Invalid (with the field) for a name or password that cannot be taken; nothing is written then.
    """
    if not is_open(settings):
        raise Unavailable(N_("Joining is closed for now. Please come back later."))
    _refuse(who)
    # Both hashes are made before anything is looked up, so a known address costs the same time as a new one.
    password_hash, digest = await asyncio.gather(
        hashing.hash_password(who.password), hashing.email_digest(who.details.email, settings.email_index_key)
    )
    new = NewMember(ref=new_ref(), key=pseudonyms.skeleton(who.pseudonym), password_hash=password_hash)
    await store.hold_name(tx, new.key)
    if await store.taken_names(tx, [new.key]):
        raise Invalid(TAKEN, field="pseudonym")
    if await store.claim_email(tx, digest, new.ref):
        letter = await _add(tx, who, new, settings)
    else:
        letter = await _tell_known(tx, who, digest)
    await mailing.queue(tx, letter, settings)


def _refuse(who: Applicant) -> None:
    if wrong := pseudonyms.complaint(who.pseudonym, email=who.details.email):
        raise Invalid(wrong, field="pseudonym")
    if wrong := passwords.complaint(who.password, own=(who.pseudonym, who.details.email)):
        raise Invalid(wrong, field="password")


async def _add(tx: Tx, who: Applicant, new: NewMember, settings: BoardSettings) -> Letter:
    member_id = await store.add_member(tx, who, new)
    await envelope.seal_registration(tx, new.ref, who, settings)
    await envelope.seal_address(tx, new.ref, who.origin, settings)
    token = new_token()
    await store.renew_token(tx, hashing.digest_of(token), member_id=member_id, purpose=Purpose.ACTIVATE)
    return _letter(who, "activate", f"/{who.community}/activate/{token}")


async def _tell_known(tx: Tx, who: Applicant, digest: bytes) -> Letter:
    """The owner of the address is told where to get back in; in which community it is known stays unsaid."""
    is_here = await store.member_of_email(tx, digest) is not None
    return _letter(who, "already_member", f"/{who.community}/reset" if is_here else "/")


def _letter(who: Applicant, kind: str, path: str) -> Letter:
    # Keyed by the form, not by the member: sending the form twice is one mail, not also "you are known".
    key = f"join:{who.community}:{hashing.digest_of(who.nonce).hex()}"
    return Letter(key=key, to=who.details.email, lang=who.community, kind=kind, path=path)

"""Passkeys: the browser's authenticator signs a challenge that this desk gave out a moment ago.

What is checked stands in WebAuthn level 2, 7.1 and 7.2, and is done by py_webauthn: the challenge, the
origin, the party, the signature, and a count that goes back, which betrays a copied key. Credentials
are discoverable, so the sign-in page asks for "any passkey of this desk" and names nobody's.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref

Q = sql.beside(__file__, "factors")
MOST = 8
BROKEN = (WebAuthnException, ValueError, KeyError, TypeError)  # whatever a stranger may send
Purpose = Literal["sign_in", "step_up", "register", "enrol"]
_NOT_TAKEN = N_("This passkey could not be added. Please try again, or use a code.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who asks, as the browser checks it: the host, and the whole origin."""

    id: str
    origin: str

    @classmethod
    def of(cls, url: str) -> Party:
        """The party of a door's public address."""
        parts = urlsplit(url)
        return cls(id=parts.hostname or "", origin=f"{parts.scheme}://{parts.netloc}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose passkey it is to become."""

    id: int
    ref: str
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One of a person's passkeys."""

    ref: str
    name: str
    added_on: date


async def ask_to_register(tx: Tx, party: Party, owner: Owner, *, purpose: Purpose) -> str:
    """What the browser needs to make a passkey, as JSON. The reference is the user handle: it names nobody."""
    known = await tx.all(Q.passkeys, owner.id)
    options = generate_registration_options(
        rp_id=party.id,
        rp_name="Havre desk",
        user_name=owner.login,
        user_id=owner.ref.encode(),
        challenge=await _challenge(tx, purpose, owner.id),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=row["credential"]) for row in known],
    )
    return options_to_json(options)


async def register(tx: Tx, party: Party, answer: str, *, owner: Owner, name: str, purpose: Purpose) -> Ref:
    """The passkey is this person's. Raises Invalid for any answer to another question, and for one too many."""
    if len(await tx.all(Q.passkeys, owner.id)) >= MOST:
        raise Invalid(N_("There are eight passkeys already. Remove one first."), field="name")
    try:
        sent = parse_registration_credential_json(answer)
        verified = verify_registration_response(
            credential=sent,
            expected_challenge=await _taken(tx, sent, purpose, owner.id),
            expected_rp_id=party.id,
            expected_origin=party.origin,
        )
    except BROKEN:
        raise Invalid(_NOT_TAKEN) from None
    ref, key, count = new_ref(), verified.credential_public_key, verified.sign_count
    if await tx.value(Q.add_passkey, ref, owner.id, verified.credential_id, key, count, name) is None:
        raise Invalid(_NOT_TAKEN)
    return ref


async def ask_to_prove(tx: Tx, party: Party, *, staff_id: int | None) -> str:
    """What the browser needs to sign in (nobody yet: the same for every name) or to step up, as JSON."""
    known = await tx.all(Q.passkeys, staff_id) if staff_id is not None else []
    purpose: Purpose = "sign_in" if staff_id is None else "step_up"
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=await _challenge(tx, purpose, staff_id),
        allow_credentials=[PublicKeyCredentialDescriptor(id=row["credential"]) for row in known],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return options_to_json(options)


async def is_proven(tx: Tx, party: Party, answer: str, *, staff_id: int, purpose: Purpose) -> bool:
    """True when one of this person's passkeys signed a challenge of this desk; its count is kept."""
    try:
        sent = parse_authentication_credential_json(answer)
        challenge = await _taken(tx, sent, purpose, None if purpose == "sign_in" else staff_id)
        row = await tx.maybe(Q.lock_passkey, staff_id, sent.raw_id)
        if row is None:
            return False
        verified = verify_authentication_response(
            credential=sent,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=row["public_key"],
            credential_current_sign_count=row["sign_count"],
        )
    except BROKEN:
        return False
    await tx.run(Q.count_passkey, row["id"], verified.new_sign_count)
    return True


async def listed(tx: Tx, staff_id: int) -> tuple[Passkey, ...]:
    """A person's passkeys, oldest first."""
    rows = await tx.all(Q.passkeys, staff_id)
    return tuple(Passkey(ref=row["ref"], name=row["name"], added_on=row["added_on"]) for row in rows)


async def _challenge(tx: Tx, purpose: Purpose, staff_id: int | None) -> bytes:
    fresh = secrets.token_bytes(32)
    await tx.run(Q.sweep_challenges)
    await tx.run(Q.challenge, fresh, purpose, staff_id)
    return fresh


async def _taken(
    tx: Tx, sent: AuthenticationCredential | RegistrationCredential, purpose: Purpose, staff_id: int | None
) -> bytes:
    """The challenge that was answered, which is out from now on. Raises ValueError for none of ours."""
    answered = parse_client_data_json(sent.response.client_data_json).challenge
    if await tx.value(Q.take_challenge, answered, purpose, staff_id) is None:
        raise ValueError("no challenge of ours")
    return answered

"""One second factor, of whichever kind: a code, a passkey, or a recovery code."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel import sql
from app.kernel.clock import Clock
from app.kernel.db import Row, Tx
from app.kernel.settings import DeskSettings
from moderation.desk import second_factor
from moderation.desk.people import journal, passkeys, recovery
from moderation.desk.people.journal import Verb
from moderation.desk.people.passkeys import Party, Purpose

Q = sql.beside(__file__, "factors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What somebody shows: the digits or letters of a code, or what a passkey signed."""

    code: str = ""
    passkey: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the desk checks it with."""

    desk_secret: str
    party: Party
    clock: Clock

    @classmethod
    def of(cls, settings: DeskSettings, clock: Clock) -> Means:
        """As this process was told."""
        return cls(desk_secret=settings.desk_secret, party=Party.of(settings.url), clock=clock)


async def is_proven(tx: Tx, person: Row, proof: Proof, means: Means, *, purpose: Purpose) -> bool:
    """True when the second factor is this person's and fresh. Needs `id`, `ref`, `totp_sealed` of the row."""
    if proof.passkey:
        return await passkeys.is_proven(tx, means.party, proof.passkey, staff_id=person["id"], purpose=purpose)
    if await _is_code(tx, person, proof.code, means):
        return True
    secret = means.desk_secret
    if await recovery.use(tx, person["id"], person["ref"], code=proof.code, desk_secret=secret):
        await journal.note(tx, person["ref"], Verb.CODE_USED, code=str(await recovery.left(tx, person["id"])))
        return True
    return False


def step_of(sealed: bytes, ref: str, code: str, means: Means) -> int | None:
    """The half minute of a code that fits a sealed secret now."""
    secret = second_factor.open_sealed(means.desk_secret, ref, sealed)
    return second_factor.step_of(secret, code.replace(" ", ""), int(means.clock.now().timestamp()))


async def _is_code(tx: Tx, person: Row, code: str, means: Means) -> bool:
    if person["totp_sealed"] is None:
        return False
    step = step_of(person["totp_sealed"], person["ref"], code, means)
    return step is not None and await tx.value(Q.use_code, person["id"], step) is not None

"""The ledger: one door in, append only, references and codes, never a value or a name.

It is the hash-chained table `log` of the vault's database. Whatever opens something writes here
first; a ledger that cannot be written means that nothing opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel import chain, sql
from app.kernel.db import Tx, build
from app.kernel.i18n import N_

Q = sql.beside(__file__, "ledger")


class Verb(StrEnum):
    """Every code that the ledger knows."""

    KEY_MADE = "key_made"
    RECOVERY_MADE = "recovery_made"
    SENIOR_ENROLLED = "senior_enrolled"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    ESCALATION_READ = "escalation_read"
    ESCALATION_SET_ASIDE = "escalation_set_aside"
    OPENING_ASKED = "opening_asked"
    OPENING_ALONE = "opening_alone"
    OPENING_GRANTED = "opening_granted"
    OPENING_REFUSED = "opening_refused"
    CODE_REFUSED = "code_refused"
    ENVELOPE_UNLOCKED = "envelope_unlocked"
    PASSPHRASE_REFUSED = "passphrase_refused"  # noqa: S105
    FIELD_SHOWN = "field_shown"
    FIELD_UNREADABLE = "field_unreadable"
    OPENING_CLOSED = "opening_closed"
    REVIEW_WRITTEN = "review_written"
    RECORD_DOUBLED = "record_doubled"
    LEDGER_VERIFIED = "ledger_verified"
    LEDGER_BROKEN = "ledger_broken"


SENTENCES: Mapping[str, str] = {
    Verb.KEY_MADE: N_("The seniors' key was made"),
    Verb.RECOVERY_MADE: N_("The recovery envelopes were made"),
    Verb.SENIOR_ENROLLED: N_("A senior was enrolled"),
    Verb.SIGNED_IN: N_("A senior signed in"),
    Verb.SIGN_IN_REFUSED: N_("A sign-in was refused"),
    Verb.SIGNED_OUT: N_("A senior signed out"),
    Verb.ESCALATION_READ: N_("A request from the desk was read"),
    Verb.ESCALATION_SET_ASIDE: N_("A request from the desk was closed without opening"),
    Verb.OPENING_ASKED: N_("An opening was asked for"),
    Verb.OPENING_ALONE: N_("An opening began without a second senior"),
    Verb.OPENING_GRANTED: N_("A second senior agreed"),
    Verb.OPENING_REFUSED: N_("A second senior refused"),
    Verb.CODE_REFUSED: N_("A code was not right"),
    Verb.ENVELOPE_UNLOCKED: N_("A passphrase unlocked an opening"),
    Verb.PASSPHRASE_REFUSED: N_("A passphrase was not right"),
    Verb.FIELD_SHOWN: N_("One detail was shown"),
    Verb.FIELD_UNREADABLE: N_("One detail could not be read"),
    Verb.OPENING_CLOSED: N_("An opening was closed"),
    Verb.REVIEW_WRITTEN: N_("A review was written"),
    Verb.RECORD_DOUBLED: N_("A second registration of one member was left out"),
    Verb.LEDGER_VERIFIED: N_("The ledger was checked and is whole"),
    Verb.LEDGER_BROKEN: N_("The ledger was checked and is broken"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row as it is read."""

    id: int
    at: datetime
    actor: str
    verb: str
    subject: str
    code: str

    @property
    def sentence(self) -> str:
        """The msgid of its verb."""
        return SENTENCES.get(self.verb, self.verb)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How long the ledger is and the hash of its last row: a checkpoint, worth most outside this database."""

    rows: int
    hash: bytes

    @property
    def short(self) -> str:
        """Enough of the hash to compare by eye."""
        return self.hash.hex()[:16]


EMPTY = Head(rows=0, hash=b"")


async def append(tx: Tx, verb: Verb, *, actor: str, subject: str = "", code: str = "") -> int:
    """Adds an entry in the caller's transaction and returns its number. Nothing else writes the ledger."""
    number: int = await tx.value(Q.append, actor, verb.value, subject, code)
    return number


async def once(tx: Tx, verb: Verb, *, actor: str, subject: str) -> None:
    """Adds an entry unless this actor has the same one about this subject."""
    if not await tx.value(Q.has_entry, actor, verb.value, subject):
        await append(tx, verb, actor=actor, subject=subject)


async def head(tx: Tx) -> Head:
    """The ledger's last row."""
    row = await tx.maybe(Q.head)
    return build(Head, row) if row else EMPTY


async def recent(tx: Tx, *, before: int | None = None, most: int = 50) -> list[Entry]:
    """The newest entries, or the ones before a number."""
    return [build(Entry, row) for row in await tx.all(Q.recent, before, most)]


async def last_check(tx: Tx) -> Entry | None:
    """The last time the ledger was checked, whatever was found."""
    rows = [await tx.maybe(Q.last_of, verb.value) for verb in (Verb.LEDGER_VERIFIED, Verb.LEDGER_BROKEN)]
    return max((build(Entry, row) for row in rows if row), key=lambda entry: entry.id, default=None)


async def verify(tx: Tx, checkpoint: Head | None = None) -> int | None:
    """The number of the first row that is not as it was written, or None when all of them are.

    Recomputed here, not by the database that is being checked. With a checkpoint a cut tail and a
    chain that was written anew are found too: the row it names must be there with its hash.
    """
    found = await chain.verify(tx, known=(checkpoint.rows, checkpoint.hash) if checkpoint else None)
    return found.broken


async def check(tx: Tx, *, actor: str, checkpoint: Head | None = None) -> int | None:
    """Verifies and writes down what was found."""
    broken = await verify(tx, checkpoint)
    verb = Verb.LEDGER_VERIFIED if broken is None else Verb.LEDGER_BROKEN
    rows = (await head(tx)).rows
    await append(tx, verb, actor=actor, subject="ledger", code=f"rows={rows}" if broken is None else f"row={broken}")
    return broken

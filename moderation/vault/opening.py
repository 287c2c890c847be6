"""Inside an opening: unlock, one field at a time, outcome, review. The ledger is written before each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.kernel import sql
from app.kernel.db import IntegrityError, RaisedError, Tx
from app.kernel.errors import Conflict
from app.kernel.i18n import N_
from app.kernel.sealing import CannotOpen
from moderation.vault import keys, ledger, store, unsealing
from moderation.vault.access import Senior
from moderation.vault.ledger import Verb
from moderation.vault.model import FIELDS, Opening, Record
from moderation.vault.unsealing import Value

Q = sql.beside(__file__, "openings")
OVER = N_("The time of this opening is over. Nothing more can be shown.")
ONCE = N_("This detail was shown already. Each detail is shown once in an opening.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One field that the ledger says is shown: its sealed rows, and what was shown so far."""

    field: str
    records: tuple[Record, ...]
    shown: Mapping[str, datetime]


async def unlock(tx: Tx, opening: Opening, *, by: Senior, passphrase: str) -> tuple[int, str] | None:
    """The group key for a granted opening, or None when the passphrase is wrong; both are written down."""
    if not opening.is_open:
        raise Conflict(OVER)
    try:
        unlocked = await keys.unlock(tx, by.id, passphrase)
    except CannotOpen:
        await ledger.append(tx, Verb.PASSPHRASE_REFUSED, actor=by.ref, subject=opening.ref)
        return None
    await ledger.append(tx, Verb.ENVELOPE_UNLOCKED, actor=by.ref, subject=opening.ref)
    return unlocked


async def disclose(tx: Tx, opening: Opening, *, by: Senior, field: str) -> Disclosure:
    """Writes down that a field will be shown, and fetches the sealed rows it is read from, still closed.

    Only after the commit may they be opened. Refused: outside the granted time, a field shown before.
    """
    if field not in FIELDS:
        raise Conflict(OVER)
    entry = await ledger.append(tx, Verb.FIELD_SHOWN, actor=by.ref, subject=opening.ref, code=field)
    if field in await store.shown(tx, opening.id):
        raise Conflict(ONCE)
    try:
        await tx.run(Q.disclose, opening.id, field, entry)
    except (RaisedError, IntegrityError):
        raise Conflict(OVER) from None
    records = await unsealing.records_of(tx, opening.community, opening.member_ref, field)
    return Disclosure(field=field, records=tuple(records), shown=await store.shown(tx, opening.id))


def read(written: Disclosure, *, vault_private: str, key: tuple[int, str]) -> tuple[Value, ...]:
    """Opens the rows of one field in memory. Raises CannotOpen when any of them is not what it claims."""
    epoch, private = key
    opened = [
        unsealing.open_record(record, vault_private=vault_private, group_private=private, epoch=epoch)
        for record in written.records
    ]
    return unsealing.values_of(written.field, opened)


async def unreadable(tx: Tx, opening: Opening, *, by: Senior, field: str) -> None:
    """Writes down that a field was to be shown and could not be read."""
    await ledger.append(tx, Verb.FIELD_UNREADABLE, actor=by.ref, subject=opening.ref, code=field)


async def close(tx: Tx, opening: Opening, *, by: Senior, outcome: str, words: str) -> None:
    """Ends an opening with what came of it. "Taken back" is for what was never open."""
    await ledger.append(tx, Verb.OPENING_CLOSED, actor=by.ref, subject=opening.ref, code=outcome)
    now = await store.find_opening(tx, opening.ref)
    is_open = now is not None and now.state in ("open", "ended")
    if now is None or (outcome == "withdrawn") == is_open or now.state in ("closed", "refused"):
        raise Conflict(N_("This opening cannot be closed like that."))
    await tx.run(Q.close, opening.id, by.id, outcome, words)


async def review(tx: Tx, opening: Opening, *, by: Senior, finding: str, words: str) -> None:
    """Another senior writes what they think of an opening without a second one. Once, and with words."""
    await ledger.append(tx, Verb.REVIEW_WRITTEN, actor=by.ref, subject=opening.ref, code=finding)
    try:
        await tx.run(Q.review, opening.id, opening.requester_id, by.id, finding, words)
    except IntegrityError:
        raise Conflict(N_("This opening needs no review, or has one.")) from None

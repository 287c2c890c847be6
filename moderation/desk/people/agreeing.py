"""What takes two admins: one asks, another agrees or says no. The database refuses one person in both places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.kernel import sql
from app.kernel.db import Row, Tx
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_
from app.kernel.ids import new_ref
from moderation.desk.access import Staff
from moderation.desk.people import accounts, journal
from moderation.desk.people.accounts import Invited, Person
from moderation.desk.people.journal import Verb

Q = sql.beside(__file__, "people")


class Kind(StrEnum):
    """What may be asked about an admin, or somebody who is to be one."""

    RIGHTS = "rights"
    RESET = "reset"
    DISABLE = "disable"
    ENABLE = "enable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an admin wants done; role and communities where it is about rights."""

    kind: Kind
    role: str = ""
    languages: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A wish that waits for a second admin."""

    ref: str
    wish: Wish
    staff_ref: str
    name: str
    asker: str
    asked_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a wish: done, or asked; and a link to pass on where one was made."""

    is_done: bool
    invited: Invited | None = None


async def wish(tx: Tx, admin: Staff, ref: str, wanted: Wish, *, desk_secret: str) -> Outcome:
    """The wish is done, or waits for a second admin. Raises Invalid for what cannot be, Conflict for a second wish."""
    person = await accounts.locked(tx, admin, ref)
    if wanted.kind is Kind.RIGHTS:
        accounts.check_rights(wanted.role, wanted.languages)
    if not await accounts.takes_two(tx, person, role=wanted.role):
        return await _do(tx, admin, person, wanted, desk_secret=desk_secret)
    role, languages = (wanted.role, list(wanted.languages)) if wanted.kind is Kind.RIGHTS else (None, None)
    if await tx.value(Q.ask, new_ref(), wanted.kind.value, person.id, role, languages, admin.id) is None:
        raise Conflict(N_("Something about this person is waiting for a second admin already."))
    await journal.note(tx, admin.ref, Verb.ASKED, subject=person.ref, code=wanted.kind.value)
    return Outcome(is_done=False)


async def answer(tx: Tx, admin: Staff, ref: str, *, is_agreed: bool, desk_secret: str) -> Outcome:
    """The wish is done, or put aside. Raises Conflict when it was answered, Invalid for whoever asked it."""
    await accounts.hold_admins(tx)
    row = await tx.maybe(Q.lock_request, ref)
    if row is None:
        raise Conflict()
    asked = _asked(row)
    if is_agreed and asked.asked_by == admin.id:
        raise Invalid(N_("You asked for this yourself. Another admin has to agree."))
    await tx.run(Q.answer_request, ref, admin.id, is_agreed)
    outcome = Outcome(is_done=False)
    if is_agreed:
        person = await accounts.find(tx, asked.staff_ref)
        outcome = await _do(tx, admin, person, asked.wish, desk_secret=desk_secret)
    # Writers of the log queue for each other until they commit: nothing may be locked after it.
    verb = Verb.AGREED if is_agreed else Verb.REFUSED
    await journal.note(tx, admin.ref, verb, subject=asked.staff_ref, code=asked.wish.kind.value)
    return outcome


async def waiting(tx: Tx) -> tuple[Asked, ...]:
    """What waits for a second admin, oldest first."""
    return tuple(_asked(row) for row in await tx.all(Q.requests))


async def _do(tx: Tx, admin: Staff, person: Person, wanted: Wish, *, desk_secret: str) -> Outcome:
    match wanted.kind:
        case Kind.RIGHTS:
            await accounts.change_rights(tx, admin.ref, person, role=wanted.role, languages=wanted.languages)
        case Kind.DISABLE:
            await accounts.disable(tx, admin.ref, person)
        case Kind.ENABLE:
            await accounts.enable(tx, admin.ref, person)
        case Kind.RESET:
            invited = await accounts.reset(tx, admin.ref, person, desk_secret=desk_secret)
            return Outcome(is_done=True, invited=invited)
    return Outcome(is_done=True)


def _asked(row: Row) -> Asked:
    return Asked(
        ref=row["ref"],
        wish=Wish(kind=Kind(row["kind"]), role=row["role"] or "", languages=tuple(row["languages"] or ())),
        staff_ref=row["staff_ref"],
        name=row["name"],
        asker=row["asker"],
        asked_by=row["asked_by"],
    )

"""What holds for an account: a word of warning, a pause with an end, a closing that only a lead may make."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from moderation.care import people
from moderation.care.model import (
    MOST_DAYS,
    MOST_WORDS,
    RULES,
    SANCTION_KINDS,
    Imposed,
    Person,
    Sanction,
    SanctionAsked,
)
from moderation.cases import casebook
from moderation.cases.model import Guide

Q = sql.beside(__file__, "sanctions")

# What the member is told; the board has the sentences.
NOTICES = {"warn": "warned", "pause": "writing_paused", "close": "account_closed"}
LIFTED = {"pause": "pause_lifted", "close": "account_reopened"}
VERBS: dict[str, casebook.MemberVerb] = {
    "warn": "member_warned",
    "pause": "member_paused",
    "close": "member_closed",
}
NEEDS_LEAD = N_("Closing an account takes a lead. Please ask one; you can pause it until then.")


async def impose(tx: Tx, guide: Guide, *, member_id: int, asked: SanctionAsked, decision_ref: str = "") -> Imposed:
    """It holds, the member is told with the reason, the log says so; a closing ends every session.

    A new pause takes the place of the one that runs. Raises Invalid for a request that is not whole and
    for a closing by somebody who is no lead, Conflict for an account that is closed already.
    """
    check(asked)
    if asked.kind == "close" and not await is_lead(tx, guide):
        raise Invalid(NEEDS_LEAD, field="sanction_kind")
    person = await people.lock(tx, member_id)
    if person.status == "closed":
        raise Conflict(N_("This account is closed already."))
    if asked.kind == "pause":
        await tx.run(Q.lift_kind, member_id, "pause", guide.id)
    ref = await _write(tx, guide, person, asked, decision_ref)
    ended = [row[0] for row in await tx.all(Q.close_account, member_id)] if asked.kind == "close" else []
    await casebook.of_member(tx, guide, VERBS[asked.kind], member_ref=person.ref, code=asked.reason)
    return Imposed(ref=ref, ended_sessions=tuple(ended))


async def lift(tx: Tx, guide: Guide, *, member_id: int, ref: str) -> None:
    """It holds no longer, and the member is told. Raises NotFound, Invalid for a closing by somebody who is no lead,
    and Conflict when it held no longer."""
    person = await people.lock(tx, member_id)
    row = await tx.maybe(Q.find, ref, member_id)
    if row is None or row["kind"] == "warn":
        raise NotFound()
    if row["kind"] == "close" and not await is_lead(tx, guide):
        raise Invalid(N_("A closed account is opened again by a lead."))
    if not row["is_running"] or await tx.value(Q.lift, ref, member_id, guide.id) is None:
        raise Conflict(N_("This has ended already."))
    if row["kind"] == "close":
        await tx.value(Q.reopen_account, member_id)
    await tx.run(Q.tell, member_id, LIFTED[row["kind"]], "", "")
    await casebook.of_member(tx, guide, "member_sanction_lifted", member_ref=person.ref, code=row["kind"])


async def of_member(tx: Tx, member_id: int, *, most: int = 20) -> tuple[Sanction, ...]:
    """What was imposed on this account, newest first."""
    return tuple(build(Sanction, row) for row in await tx.all(Q.of_member, member_id, most))


async def is_lead(tx: Tx, guide: Guide) -> bool:
    """Whether this person is a lead right now, by the table rather than by what a page remembers."""
    return bool(await tx.value(Q.role, guide.id) == "lead")


def check(asked: SanctionAsked) -> None:
    """Raises Invalid for what cannot be imposed, naming the field of the form."""
    if asked.kind not in SANCTION_KINDS:
        raise Invalid(N_("Choose what should hold for this account."), field="sanction_kind")
    if asked.reason not in RULES:
        raise Invalid(N_("Choose the house rule it is about."), field="sanction_reason")
    if len(asked.words) > MOST_WORDS:
        raise Invalid(N_("Please use at most 2000 characters."), field="sanction_words")
    if asked.kind == "pause" and not (asked.days and 1 <= asked.days <= MOST_DAYS):
        raise Invalid(N_("A pause has an end: 1 to 90 days from now."), field="sanction_days")


async def _write(tx: Tx, guide: Guide, person: Person, asked: SanctionAsked, decision_ref: str) -> Ref:
    ref, words = new_ref(), asked.words.strip()
    days = asked.days if asked.kind == "pause" else None
    await tx.run(Q.impose, ref, person.id, asked.kind, asked.reason, words, days, guide.id, decision_ref)
    await tx.run(Q.tell, person.id, NOTICES[asked.kind], asked.reason, words)
    return ref

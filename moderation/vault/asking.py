"""Asking for an opening, and answering: two seniors, or one and an alarm.

Each of these writes the ledger first; the caller's transaction commits both or neither.
"""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import IntegrityError, Tx, broken_rule
from app.kernel.errors import Conflict
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from moderation.vault import ledger, store
from moderation.vault.access import Senior
from moderation.vault.ledger import Verb
from moderation.vault.model import Escalation, Opening

Q = sql.beside(__file__, "openings")
TAKEN = N_("Another senior is already looking after this request.")
ANSWERED = N_("This request has been answered, or its time is over.")


async def ask(tx: Tx, escalation: Escalation, *, by: Senior, reason: str, words: str, is_solo: bool = False) -> Ref:
    """Asks for an opening; a solo one is open at once. Refused while another stands, or when it is closed.

    The caller has asked for the second factor again before a solo opening.
    """
    ref = new_ref()
    verb = Verb.OPENING_ALONE if is_solo else Verb.OPENING_ASKED
    await ledger.append(tx, verb, actor=by.ref, subject=ref, code=f"{reason} {escalation.ref}")
    earlier = await store.openings_of(tx, escalation.ref)
    if await _is_closed(tx, escalation) or (earlier and earlier[0].is_standing):
        raise Conflict(TAKEN)
    opening_id = await _add(tx, escalation, ref, number=len(earlier) + 1, by=by, given=(reason, words, is_solo))
    if is_solo:
        await tx.run(Q.answer, opening_id, by.id, True, by.id, True, "")
    return ref


async def answer(tx: Tx, opening: Opening, *, by: Senior, is_granted: bool, words: str = "") -> None:
    """Agrees or refuses. Refused: the requester's own answer, a second answer, an answer too late.

    The caller has asked for the second factor again.
    """
    verb = Verb.OPENING_GRANTED if is_granted else Verb.OPENING_REFUSED
    await ledger.append(tx, verb, actor=by.ref, subject=opening.ref)
    now = await store.find_opening(tx, opening.ref)
    if now is None or now.state != "asked":
        raise Conflict(ANSWERED)
    try:
        await tx.run(Q.answer, opening.id, opening.requester_id, opening.is_solo, by.id, is_granted, words)
    except IntegrityError as wrong:
        if broken_rule(wrong) == "answer_by_another":
            raise Conflict(N_("A second senior has to answer, not the one who asks.")) from None
        raise Conflict(ANSWERED) from None


async def set_aside(tx: Tx, escalation: Escalation, *, by: Senior, words: str) -> None:
    """Closes a request of the desk without opening anything. Refused while an opening stands."""
    await ledger.append(tx, Verb.ESCALATION_SET_ASIDE, actor=by.ref, subject=escalation.ref)
    earlier = await store.openings_of(tx, escalation.ref)
    if await _is_closed(tx, escalation) or (earlier and earlier[0].state in ("asked", "open", "ended")):
        raise Conflict(TAKEN)
    try:
        await tx.run(Q.set_aside, escalation.ref, by.id, words)
    except IntegrityError:
        raise Conflict(TAKEN) from None


async def _is_closed(tx: Tx, escalation: Escalation) -> bool:
    # Asked of the vault's own rows: the desk's copy may be a moment behind.
    return (await store.standings(tx, [escalation.ref]))[0].status == "closed"


async def _add(
    tx: Tx, escalation: Escalation, ref: Ref, *, number: int, by: Senior, given: tuple[str, str, bool]
) -> int:
    place = (escalation.community, escalation.case_ref, escalation.member_ref)
    try:
        row = await tx.one(Q.add, ref, escalation.ref, number, *place, by.id, *given)
    except IntegrityError as wrong:
        if broken_rule(wrong) != "opening_number":
            raise
        raise Conflict(TAKEN) from None
    opening_id: int = row["id"]
    return opening_id

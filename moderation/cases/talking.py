"""What guides say to each other about a case, and leaving one to a colleague. No member ever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_
from moderation.cases import casebook
from moderation.cases.model import Guide

Q = sql.beside(__file__, "talking")

MOST = 1000
ANYBODY = "anybody"  # no colleague in particular


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One guide's words to colleagues."""

    is_question: bool
    is_open: bool  # nobody has answered
    words: str
    made_at: datetime
    staff_name: str
    asked_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who reads cases of this community."""

    id: int
    ref: str
    name: str


async def colleagues(tx: Tx, guide: Guide, community: str) -> tuple[Colleague, ...]:
    """Everybody who may be asked, by name."""
    return tuple(build(Colleague, row) for row in await tx.all(Q.colleagues, guide.id, community))


async def ask(tx: Tx, guide: Guide, case_ref: str, *, community: str, whom: str, words: str) -> None:
    """The case is back in its lane with the question on it, first in the list of whoever is asked.

    `whom` is a colleague's reference, or ANYBODY. Raises Invalid without words or such a colleague,
    Conflict when the case is closed.
    """
    asked = None
    if whom != ANYBODY:
        found = [one.id for one in await colleagues(tx, guide, community) if one.ref == whom]
        if not found:
            raise Invalid(N_("Please choose a colleague, or anybody."), field="ask_whom")
        asked = found[0]
    await _say(tx, guide, case_ref, asked=asked, words=words, is_question=True)


async def tell(tx: Tx, guide: Guide, case_ref: str, *, words: str) -> None:
    """Words for colleagues stand beside the case; a question that was open is answered with them."""
    await _say(tx, guide, case_ref, asked=None, words=words, is_question=False)


async def of_case(tx: Tx, case_id: int) -> tuple[Talk, ...]:
    """What was said about a case, newest first."""
    return tuple(build(Talk, row) for row in await tx.all(Q.talk, case_id))


async def leave(tx: Tx, guide: Guide, case_ref: str) -> bool:
    """The case stands in no list of this guide any more, and nobody is told why. False when it did not before."""
    if await tx.value(Q["pass"], case_ref, guide.id) is None:
        return False
    await casebook.passed(tx, guide, case_ref)
    return True


async def _say(tx: Tx, guide: Guide, case_ref: str, *, asked: int | None, words: str, is_question: bool) -> None:
    kept = words.strip()
    if not kept or len(kept) > MOST:
        raise Invalid(N_("Please write a few words to your colleague."), field="ask_words")
    if await tx.value(Q.say, case_ref, guide.id, is_question, asked, kept) is None:
        raise Conflict(N_("This case is closed."))
    await casebook.talked(tx, guide, case_ref=case_ref, is_question=is_question)

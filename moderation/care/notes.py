"""Support notes: what colleagues should know of a member. Added, never changed."""

from __future__ import annotations

from uuid import UUID

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from moderation.care.model import MOST_WORDS, Note, Person
from moderation.cases import casebook
from moderation.cases.model import Guide

Q = sql.beside(__file__, "notes")


async def add(tx: Tx, guide: Guide, person: Person, *, words: str, nonce: UUID) -> bool:
    """The words stand on the member's page for every guide of the community. False when they stood there already.

    Raises Invalid for no words and for too many.
    """
    if not 1 <= len(words.strip()) <= MOST_WORDS:
        raise Invalid(N_("Write a note of at most 2000 characters."), field="words")
    if await tx.run(Q.add, person.id, guide.id, words.strip(), nonce) == 0:
        return False
    await casebook.of_member(tx, guide, "member_noted", member_ref=person.ref)
    return True


async def newest(tx: Tx, member_id: int, *, most: int) -> tuple[Note, ...]:
    """The latest notes, newest first."""
    return tuple(build(Note, row) for row in await tx.all(Q.newest, member_id, most))


async def count(tx: Tx, member_id: int) -> int:
    """How many there are."""
    return int(await tx.value(Q.how_many, member_id))

"""Sends invented texts as the board does, under the board's own login."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.demo.content import Text, Thread
from app.kernel import sql
from app.kernel.db import Database
from app.kernel.ids import new_ref

Q = sql.beside(__file__, "sending")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The board's login, and who and what has which number there."""

    db: Database
    spaces: Mapping[str, int]
    members: Mapping[str, int]

    @classmethod
    async def ready(cls, db: Database) -> Sender:
        """Knows every space and member that stands in the database now."""
        async with db.reading() as tx:
            spaces = {row["slug"]: row["id"] for row in await tx.all(Q.spaces)}
            members = {row["pseudonym"]: row["id"] for row in await tx.all(Q.members)}
        return cls(db=db, spaces=spaces, members=members)

    async def open(self, thread: Thread) -> tuple[str, str]:
        """The references of the opening post and its thread; sent twice, they are the same."""
        text, space = thread.opening, self.spaces[thread.space]
        async with self.db.writing() as tx:
            row = await tx.one(
                Q.open_thread,
                self.members[text.author],
                space,
                new_ref(),
                new_ref(),
                text.nonce,
                thread.title,
                text.body,
            )
        return row["post_ref"], row["thread_ref"]

    async def reply(self, thread_id: int, text: Text) -> str:
        """The reference of the reply; sent twice, it is the same."""
        async with self.db.writing() as tx:
            ref: str = await tx.value(Q.reply, self.members[text.author], thread_id, new_ref(), text.nonce, text.body)
        return ref

    async def shown(self, refs: Sequence[str]) -> dict[str, int]:
        """The threads among these that members can read, with their numbers."""
        async with self.db.reading() as tx:
            return {row["ref"]: row["id"] for row in await tx.all(Q.shown_threads, list(refs))}

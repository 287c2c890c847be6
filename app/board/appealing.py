"""What an author answers to a decision about an own text: let it stand, or ask another guide to read it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.board.model import OwnPost
from app.kernel import sql
from app.kernel.db import Tx, build

Q = sql.beside(__file__, "appealing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered so far; both empty while nothing was."""

    answer: Literal["", "accepted", "asked"]
    outcome: Literal["", "granted", "upheld"]

    @property
    def may_ask(self) -> bool:
        """Nobody has been asked yet; whoever accepted may still ask."""
        return self.answer != "asked"


async def find(tx: Tx, post: OwnPost) -> Answer | None:
    """What can be answered now; None where nothing was changed, declined or taken down, or it was read twice."""
    row = await tx.maybe(Q.own_appeal, post.author_id, post.ref)
    return None if row is None else build(Answer, row)


async def accept(tx: Tx, post: OwnPost) -> bool:
    """The decision stands, and the page says so. False when it was answered before, or there is none."""
    return bool(await tx.value(Q.accept_decision, post.author_id, post.ref))


async def ask(tx: Tx, post: OwnPost, *, words: str) -> bool:
    """A guide who has not decided this will read it, with these words. False when it was asked before."""
    return bool(await tx.value(Q.appeal, post.author_id, post.ref, words))

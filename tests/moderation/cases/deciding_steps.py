"""Deciding with the means of a real desk, at once or with seconds to think again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from moderation.cases import applying, deciding
from moderation.cases.applying import Settled
from moderation.cases.means import Carry, Means
from moderation.cases.model import Act, Asked, Decided, Extra, Guide
from moderation.desk.means import _placeholders
from tests.moderation.factories import GOODBYE, Board, screened

SECONDS = 60  # nothing is due unless a test says so


def means(board: Board, *, seconds: int = 0, carries: Mapping[str, Carry] | None = None) -> Means:
    return Means(
        undo_seconds=seconds,
        carries=carries or {},
        desk_key=board.world.secrets["desk_private_key"],
        placeholders=_placeholders()["en"],
    )


async def decide(
    board: Board, guide: Guide, case: str, asked: Asked, *, using: Means | None = None, seconds: int = 0
) -> Decided:
    known = replace(using or means(board), undo_seconds=seconds)
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        return await deciding.decide(tx, guide, case, asked, means=known)


def wish(
    act: Act, *, seen: int = 1, reason: str = "safe_to_post", extras: tuple[Extra, ...] = (), **more: object
) -> Asked:
    return Asked(act=act, reason=reason, seen_version=seen, extras=extras, **more)  # type: ignore[arg-type]


async def past_its_seconds(board: Board, *, using: Means | None = None) -> list[Settled]:
    """The clock runs on, and the desk looks."""
    await board.world.execute("UPDATE en.decision SET applies_at = now() - interval '1 second' WHERE state = 'pending'")
    return await looked(board, using=using)


async def looked(board: Board, *, using: Means | None = None) -> list[Settled]:
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        due = await applying.due(tx)
    settled = [await applying.settle(db, ref, using or means(board)) for ref in due]
    return [one for one in settled if one is not None]


async def held(board: Board, body: str = GOODBYE, *, name: str = "slow-tide") -> tuple[str, str, int]:
    """A post that waits: its reference, its case, its author."""
    author = await board.member(name)
    post = await board.open(author, body)
    await screened(board.world)
    (case,) = await board.cases(post)
    return post, str(case["ref"]), author


async def verbs(board: Board) -> list[str]:
    return [str(row["verb"]) for row in await board.world.fetch("SELECT verb FROM en.log ORDER BY id")]

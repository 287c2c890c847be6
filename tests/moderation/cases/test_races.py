"""Authors editing, guides deciding and screeners landing at once: what is visible was always approved."""

from __future__ import annotations

import asyncio
import random

from app.kernel.errors import Conflict
from app.kernel.markup import render
from moderation.cases import deciding
from moderation.cases.model import Act, Asked, Guide
from tests.moderation.factories import GOODBYE, Board, screened

ROUNDS = 200


async def test_edit_against_approve_shows_only_what_the_guide_saw(board: Board) -> None:
    guide, author = await board.guide("Maya"), await board.member("slow-tide")
    posts = [await board.open(author, f"{GOODBYE} first {number}") for number in range(ROUNDS)]
    await screened(board.world)
    outcomes = [outcome for post in posts for outcome in [await _race(board, guide, author, post)]]
    assert {"posted", "refused"} == set(outcomes)
    await screened(board.world)
    for number, (post, outcome) in enumerate(zip(posts, outcomes, strict=True)):
        shown = await board.seen_by_members(post)
        approved = render(f"{GOODBYE} first {number}")
        assert shown == (approved if outcome == "posted" else None)


async def _race(board: Board, guide: Guide, author: int, post: str) -> str:
    (case,) = await board.cases(post)

    async def edit() -> None:
        await asyncio.sleep(random.random() * 0.004)
        await board.revise(author, post, f"{GOODBYE} second, which nobody approved")

    async def approve() -> str:
        await asyncio.sleep(random.random() * 0.004)  # either may be first, however busy the machine is
        asked = Asked(act=Act.POST, reason="safe_to_post", seen_version=1)
        db = await board.world.db("desk_en")
        try:
            async with db.writing() as tx:
                await deciding.decide(tx, guide, str(case["ref"]), asked)
        except Conflict:
            return "refused"
        return "posted"

    outcome, _ = await asyncio.gather(approve(), edit())
    return outcome


async def test_guides_authors_and_a_screener_at_once_never_deadlock(board: Board) -> None:
    guides = [await board.guide(name) for name in ("Maya", "Noor", "Alex")]
    author = await board.member("slow-tide")
    posts = [await board.open(author, f"{GOODBYE} {number}") for number in range(12)]
    await screened(board.world)
    decided = await asyncio.gather(
        *(_try(board, guide, post, act) for post in posts for guide in guides for act in (Act.POST, Act.DECLINE)),
        *(board.revise(author, post, f"{GOODBYE} again") for post in posts),
        *(screened(board.world) for _ in range(2)),
    )
    made = [one for one in decided if one is True]
    rows = await board.world.fetch("SELECT case_id, count(*) AS n FROM en.decision GROUP BY case_id")
    assert sum(int(str(row["n"])) for row in rows) == len(made)
    unread = await board.world.fetch(
        """SELECT p.ref FROM en.post AS p JOIN en.post_version AS v ON v.post_id = p.id AND v.number = p.shown
        WHERE p.status = 'visible' AND v.screened_at IS NULL"""
    )
    assert unread == []


async def _try(board: Board, guide: Guide, post: str, act: Act) -> bool:
    (case,) = await board.cases(post)
    db = await board.world.db("desk_en")
    try:
        async with db.writing() as tx:
            asked = Asked(act=act, reason="other", seen_version=1)
            await deciding.decide(tx, guide, str(case["ref"]), asked)
    except Conflict:
        return False
    return True

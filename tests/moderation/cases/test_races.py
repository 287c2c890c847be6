"""Authors editing, guides deciding and screeners landing at once: what is visible was always approved."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

from app.kernel.errors import Conflict
from app.kernel.markup import render
from moderation.cases import applying, claiming, deciding, undoing
from moderation.cases.means import Means
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


async def test_ten_guides_at_random_with_seconds_to_think_again_lose_and_double_nothing(board: Board) -> None:
    names = ("Maya", "Noor", "Alex", "Robin", "Samira", "Louise", "Kimber", "Joan", "Arielle", "Maxime")
    guides = [await board.guide(name) for name in names]
    author = await board.member("slow-tide")
    posts = [await board.open(author, f"{GOODBYE} {number}") for number in range(16)]
    await screened(board.world)
    cases = [str((await board.cases(post))[0]["ref"]) for post in posts]
    stop = asyncio.Event()
    clock = [asyncio.create_task(_clock(board, stop)) for _ in range(2)]
    made = await asyncio.gather(*(_shift(board, guide, cases) for guide in guides))
    stop.set()
    await asyncio.gather(*clock)
    await board.world.execute("UPDATE en.decision SET applies_at = now() WHERE state = 'pending'")
    await _settle_all(board)
    mine = Counter(ref for refs in made for ref in refs)
    rows = await board.world.fetch("SELECT ref, case_id, seen_version, state, act FROM en.decision")
    assert Counter(row["ref"] for row in rows) == mine, "what a guide was told was made was made, once"
    assert {row["state"] for row in rows} <= {"applied", "undone", "lapsed"}
    assert {"applied", "undone"} <= {row["state"] for row in rows}
    stuck = await board.world.fetch(
        "SELECT ref FROM en.case_file WHERE pending_id IS NOT NULL OR (closed_at IS NULL AND holder_id IS NOT NULL "
        "AND held_until < now())"
    )
    assert stuck == []
    for post in posts:
        (case,) = await board.cases(post)
        closing = [r for r in rows if r["case_id"] == case["id"] and r["state"] == "applied" and r["act"] != "write"]
        assert len(closing) == (case["closed_at"] is not None), "one decision ends a case"
        status = (await board.post(post))["status"]
        assert status == {"post": "visible", "decline": "declined"}.get(closing[0]["act"] if closing else "", "held")
        kinds = [n["kind"] for n in await board.notices(post)]
        assert kinds.count("posted") + kinds.count("declined") == len(closing)


async def _shift(board: Board, guide: Guide, cases: list[str]) -> list[str]:
    """Thirty tries at whatever comes: what this guide was told was made."""
    made = []
    db = await board.world.db("desk_en")
    for _ in range(30):
        case, act = random.choice(cases), random.choice((Act.POST, Act.DECLINE, Act.WRITE))
        seen = (await board.world.fetch("SELECT version FROM en.case_file WHERE ref = $1", case))[0]["version"]
        asked = Asked(act=act, reason="other", words="A word.", seen_version=int(str(seen)))
        try:
            async with db.writing() as tx:
                decided = await deciding.decide(tx, guide, case, asked, means=Means(undo_seconds=1))
            made.append(decided.decision_ref)
            if random.random() < 0.4:
                await asyncio.sleep(random.random() * 0.05)
                async with db.writing() as tx:
                    await undoing.undo(tx, guide, decided.decision_ref)
                async with db.writing() as tx:
                    await claiming.release(tx, guide, case)
        except Conflict:
            continue
    return made


async def _clock(board: Board, stop: asyncio.Event) -> None:
    """Time runs fast, and two desks look."""
    while not stop.is_set():
        await board.world.execute(
            "UPDATE en.decision SET applies_at = now() WHERE state = 'pending' AND made_at < now() - interval '30 ms'"
        )
        await _settle_all(board)


async def _settle_all(board: Board) -> None:
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        waiting = await applying.due(tx)
    for ref in waiting:
        await applying.settle(db, ref, Means())

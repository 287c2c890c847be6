"""For some seconds a decision can be taken back: until then nothing of it has happened."""

from __future__ import annotations

import asyncio
import random

import pytest

from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.ids import new_ref
from moderation.cases import applying, claiming, listing, undoing
from moderation.cases.model import Act, Guide, Lane
from tests.moderation.cases.deciding_steps import (
    SECONDS,
    decide,
    held,
    looked,
    means,
    past_its_seconds,
    verbs,
    wish,
)
from tests.moderation.factories import GOODBYE, Board, screened


async def undo(board: Board, guide: Guide, ref: str) -> None:
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        await undoing.undo(tx, guide, ref)


async def waiting(board: Board, lane: Lane = Lane.NOW) -> list[str]:
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        return [line.ref for line in await listing.waiting(tx, lane)]


async def test_until_its_seconds_are_over_nothing_has_happened_and_the_case_stands_in_no_lane(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    told = len(await board.notices(post))
    made = await decide(board, guide, case, wish(Act.POST), seconds=SECONDS)
    assert made.is_pending
    assert (await board.post(post))["status"] == "held"
    assert len(await board.notices(post)) == told
    (row,) = await board.cases(post)
    assert row["closed_at"] is None
    assert await waiting(board) == []
    assert await looked(board) == [], "nothing is due"
    assert "decided_post" not in await verbs(board)


async def test_when_they_are_over_text_case_notice_and_log_change_together(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    made = await decide(
        board, guide, case, wish(Act.EDIT, body="I said my goodbyes.", title="Tonight"), seconds=SECONDS
    )
    (done,) = await past_its_seconds(board)
    assert done.made is not None and done.made.decision_ref == made.decision_ref
    assert "I said my goodbyes." in str(await board.seen_by_members(post))
    assert (await board.cases(post))[0]["closed_at"] is not None
    assert (await board.notices(post))[-1]["kind"] == "edited"
    assert (await verbs(board))[-2:] == ["decision_waits", "decided_edit_and_post"]
    (row,) = await board.world.fetch("SELECT state, new_body, new_title, mending, body_before FROM en.decision")
    assert (row["state"], row["new_body"], row["new_title"], row["mending"]) == ("applied", None, None, None)
    assert GOODBYE in str(row["body_before"])
    assert await looked(board) == [], "once"


async def test_undone_nothing_ever_happens_and_the_case_is_back_in_the_guides_hand(board: Board) -> None:
    guide, other = await board.guide("Maya"), await board.guide("Noor")
    post, case, _ = await held(board)
    made = await decide(board, guide, case, wish(Act.POST, words="Thank you."), seconds=SECONDS)
    with pytest.raises(NotFound):
        await undo(board, other, made.decision_ref)
    await undo(board, guide, made.decision_ref)
    assert await past_its_seconds(board) == []
    assert (await board.post(post))["status"] == "held"
    (row,) = await board.cases(post)
    assert (row["holder_id"], row["pending_id"], row["version"]) == (guide.id, None, 3)
    assert (await verbs(board))[-2:] == ["decision_waits", "decision_undone"]
    with pytest.raises(Conflict, match="undone already"):
        await undo(board, guide, made.decision_ref)
    with pytest.raises(NotFound):
        await undo(board, guide, new_ref())
    await decide(board, guide, case, wish(Act.DECLINE, seen=3, reason="other"))
    assert (await board.post(post))["status"] == "declined"


async def test_what_took_effect_cannot_be_undone(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)
    made = await decide(board, guide, case, wish(Act.POST), seconds=SECONDS)
    await past_its_seconds(board)
    with pytest.raises(Conflict, match="taken effect"):
        await undo(board, guide, made.decision_ref)
    assert "goodbyes" in str(await board.seen_by_members(post))


async def test_whoever_decides_meanwhile_is_told_who_decided_what(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    _, case, _ = await held(board)
    await decide(board, maya, case, wish(Act.POST), seconds=SECONDS)
    for seen in (1, 2):
        with pytest.raises(Conflict) as lost:
            await decide(board, noor, case, wish(Act.DECLINE, seen=seen, reason="other"), seconds=SECONDS)
        assert (lost.value.sentence, lost.value.params) == ("%(name)s has posted this already.", {"name": "Maya"})
    db = await board.world.db("desk_en")
    with pytest.raises(Conflict, match="posted this already"):
        async with db.writing() as tx:
            await claiming.take_over(tx, noor, case)


@pytest.mark.parametrize("change", ["revised", "withdrawn", "told"])
async def test_something_new_meanwhile_lets_it_lapse_and_the_case_is_back_at_once(board: Board, change: str) -> None:
    guide, other = await board.guide("Maya"), await board.member("reader-1")
    post, case, author = await held(board, GOODBYE)
    if change == "told":
        await decide(board, guide, case, wish(Act.POST))
        await board.world.execute("UPDATE en.case_file SET closed_at = NULL")
    act, seen = (Act.HIDE, 2) if change == "told" else (Act.POST, 1)
    await decide(board, guide, case, wish(act, seen=seen, reason="other"), seconds=SECONDS)
    match change:
        case "revised":
            await board.revise(author, post, GOODBYE + " Truly.")
        case "withdrawn":
            await board.withdraw(author, post)
        case _:
            await board.tell(other, post, "worry")
    await screened(board.world)
    settled = await (past_its_seconds(board) if change == "withdrawn" else looked(board))
    assert [one.made for one in settled] == [None]
    (row,) = await board.cases(post)
    assert (row["closed_at"], row["pending_id"]) == (None, None)
    assert (await board.post(post))["status"] == {"revised": "held", "withdrawn": "withdrawn", "told": "visible"}[
        change
    ]
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        (own,) = await undoing.own(tx, guide)
    assert (own.state, own.case_ref) == ("lapsed", case)
    assert "decision_lapsed" in await verbs(board)
    (left,) = await board.world.fetch("SELECT new_body, mending FROM en.decision WHERE state = 'lapsed'")
    assert (left["new_body"], left["mending"]) == (None, None)


async def test_what_would_be_refused_later_is_refused_now_and_leaves_nothing(board: Board) -> None:
    guide = await board.guide("Maya")
    post, case, _ = await held(board)

    async def refuse(*_: object) -> None:
        raise Invalid("Only a lead closes an account.", field="sanction_kind")

    from moderation.cases.model import Extra

    using = means(board, carries={"sanction": refuse})
    asked = wish(Act.POST, extras=(Extra(kind="sanction", data={}),))
    for seconds in (0, SECONDS):
        db = await board.world.db("desk_en")
        # A handler answers the refusal and commits: nothing of the decision may be in that.
        async with db.writing() as tx:
            from dataclasses import replace

            from moderation.cases import deciding

            with pytest.raises(Invalid):
                await deciding.decide(tx, guide, case, asked, means=replace(using, undo_seconds=seconds))
        assert (await board.post(post))["status"] == "held"
        assert await board.world.fetch("SELECT id FROM en.decision") == []
        assert (await board.cases(post))[0]["version"] == 1


async def test_undo_and_the_clock_at_once_end_in_exactly_one_of_the_two(board: Board) -> None:
    guide, author = await board.guide("Maya"), await board.member("slow-tide")
    posts = [await board.open(author, f"{GOODBYE} {number}") for number in range(30)]
    await screened(board.world)
    db = await board.world.db("desk_en")
    ends = []
    for post in posts:
        (case,) = await board.cases(post)
        made = await decide(board, guide, str(case["ref"]), wish(Act.POST), seconds=SECONDS)
        await board.world.execute("UPDATE en.decision SET applies_at = now() WHERE ref = $1", made.decision_ref)

        async def take_back(ref: str) -> bool:
            await asyncio.sleep(random.random() * 0.006)
            try:
                await undo(board, guide, ref)
            except Conflict:
                return False
            return True

        async def apply(ref: str) -> bool:
            await asyncio.sleep(random.random() * 0.006)
            settled = await applying.settle(db, ref, means(board))
            return settled is not None and settled.made is not None

        ref = made.decision_ref
        undone, *applied = await asyncio.gather(take_back(ref), apply(ref), apply(ref))
        if not undone and not any(applied):  # whoever came in between left it to the next look
            applied.append(await apply(ref))
        assert undone + sum(applied) == 1
        shown = await board.seen_by_members(post)
        assert (shown is None) is undone
        (row,) = await board.cases(post)
        assert (row["closed_at"] is None) is undone
        ends.append(undone)
    assert set(ends) == {True, False}, "both happened, or the race was none"

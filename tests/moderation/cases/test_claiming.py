"""Who is reading: five minutes, renewed, taken over, released, each in the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.kernel.errors import Conflict, NotFound
from moderation.cases import claiming
from moderation.cases.model import Claim, Guide
from tests.moderation.factories import GOODBYE, Board, screened


async def a_case(board: Board) -> str:
    post = await board.open(await board.member("slow-tide"), GOODBYE)
    await screened(board.world)
    return str((await board.cases(post))[0]["ref"])


async def claim(board: Board, guide: Guide, case: str, *, takes_over: bool = False) -> Claim:
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        return await (claiming.take_over if takes_over else claiming.claim)(tx, guide, case)


async def verbs(board: Board) -> list[object]:
    rows = await board.world.fetch("SELECT verb FROM en.log WHERE actor <> 'screener' ORDER BY id")
    return [row["verb"] for row in rows]


async def test_a_claim_lasts_five_minutes_and_is_logged_once_however_often_renewed(board: Board) -> None:
    maya, case = await board.guide("Maya"), await a_case(board)
    first, again = await claim(board, maya, case), await claim(board, maya, case)
    assert timedelta(minutes=4) < again.held_until - datetime.now(UTC) <= timedelta(minutes=5)
    assert again.held_until > first.held_until
    assert await verbs(board) == ["case_read"]


async def test_a_colleague_is_told_who_holds_it_and_may_take_over(board: Board) -> None:
    maya, noor, case = await board.guide("Maya"), await board.guide("Noor"), await a_case(board)
    await claim(board, maya, case)
    with pytest.raises(Conflict) as wrong:
        await claim(board, noor, case)
    assert wrong.value.params == {"name": "Maya"}
    await claim(board, noor, case, takes_over=True)
    assert await verbs(board) == ["case_read", "case_taken_over", "case_read"]
    with pytest.raises(Conflict):
        await claim(board, maya, case)


async def test_a_claim_ends_by_itself_and_a_released_one_at_once(board: Board) -> None:
    maya, noor, case = await board.guide("Maya"), await board.guide("Noor"), await a_case(board)
    await claim(board, maya, case)
    await board.world.execute("UPDATE en.case_file SET held_until = now() - interval '1 second'")
    await claim(board, noor, case)
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        assert not await claiming.release(tx, maya, case)
        assert await claiming.release(tx, noor, case)
    await claim(board, maya, case)
    assert await verbs(board) == ["case_read", "case_read", "case_released", "case_read"]


async def test_a_closed_or_unknown_case_cannot_be_claimed(board: Board) -> None:
    maya, case = await board.guide("Maya"), await a_case(board)
    await board.world.execute("UPDATE en.case_file SET closed_at = now()")
    with pytest.raises(Conflict, match="closed"):
        await claim(board, maya, case)
    with pytest.raises(NotFound):
        await claim(board, maya, "abcdefghjkmnpq")

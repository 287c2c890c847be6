"""What a guide is offered: what colleagues ask first, nothing that is passed on or decided, and easier items for a while."""

from __future__ import annotations

import pytest

from app.kernel.errors import Conflict, Invalid
from moderation.cases import listing, talking
from moderation.cases.model import Act, Guide, Lane
from tests.moderation.cases.deciding_steps import SECONDS, decide, verbs, wish
from tests.moderation.factories import GOODBYE, PHONE, Board, screened


async def cases(board: Board, *bodies: str) -> list[str]:
    author, found = await board.member("slow-tide"), []
    for body in bodies:
        post = await board.open(author, body)
        await screened(board.world)
        found.append(str((await board.cases(post))[0]["ref"]))
    return found


async def offered(board: Board, guide: Guide, lane: Lane = Lane.PRIVACY, **more: bool) -> list[str]:
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        first = (await listing.asked_for(tx, guide.id)).get(lane, ())
        lines = await listing.waiting(tx, lane, staff_id=guide.id, first=first, **more)
    return [line.ref for line in lines]


async def say(board: Board, guide: Guide, case: str, whom: str | None, words: str = "What is this?") -> None:
    db = await board.world.db("desk_en")
    async with db.writing() as tx:
        if whom is None:
            await talking.tell(tx, guide, case, words=words)
        else:
            await talking.ask(tx, guide, case, community="en", whom=whom, words=words)


async def test_what_a_colleague_asks_comes_first_until_somebody_answers_or_decides(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    first, second, third = await cases(board, PHONE, PHONE + " 2", PHONE + " 3")
    await say(board, maya, third, noor.ref)
    assert await offered(board, noor) == [third, first, second]
    assert await offered(board, maya) == [first, second, third]
    await say(board, noor, third, None)
    assert await offered(board, noor) == [first, second, third]
    await say(board, maya, second, noor.ref)
    await decide(board, noor, second, wish(Act.WRITE, reason="other", words="A word."))
    assert await offered(board, noor) == [first, second, third]
    assert (await verbs(board)).count("colleague_asked") == 2


async def test_only_who_works_here_can_be_asked(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    (case,) = await cases(board, PHONE)
    await board.world.execute("UPDATE shared.staff SET languages = '{fr}' WHERE id = $1", noor.id)
    with pytest.raises(Invalid):
        await say(board, maya, case, noor.ref)
    await board.world.execute("UPDATE shared.staff SET languages = '{en}', disabled_at = now() WHERE id = $1", noor.id)
    with pytest.raises(Invalid):
        await say(board, maya, case, noor.ref)
    await say(board, maya, case, talking.ANYBODY)
    await decide(board, maya, case, wish(Act.KEEP))
    with pytest.raises(Conflict, match="closed"):
        await say(board, maya, case, talking.ANYBODY)


async def test_who_passed_a_case_on_is_not_offered_it_again(board: Board) -> None:
    maya, noor = await board.guide("Maya"), await board.guide("Noor")
    (case,) = await cases(board, PHONE)
    db = await board.world.db("desk_en")
    for is_new in (True, False):
        async with db.writing() as tx:
            assert await talking.leave(tx, maya, case) is is_new
    assert await offered(board, maya) == [] and await offered(board, noor) == [case]


async def test_what_is_decided_or_heavy_is_left_out(board: Board) -> None:
    maya = await board.guide("Maya")
    first, second, heavy = await cases(board, PHONE, PHONE + " 2", GOODBYE)
    await decide(board, maya, first, wish(Act.KEEP), seconds=SECONDS)
    assert await offered(board, maya) == [second]
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        counts = {one.lane: one.waiting for one in await listing.lanes(tx)}
    assert (counts[Lane.PRIVACY], counts[Lane.NOW]) == (1, 1)
    assert await offered(board, maya, Lane.NOW) == [heavy]
    assert await offered(board, maya, Lane.NOW, is_easy=True) == []
    assert await offered(board, maya, is_easy=True) == [second]

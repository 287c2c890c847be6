"""A thread that nobody answers: a guide looks once, after the policy's hours, and is spared once somebody replied."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from moderation.cases import casebook, policy, unanswered
from moderation.cases.model import Opened
from tests.moderation.factories import CALM, PHONE, Board, screened

SHOWN_AGO = "UPDATE en.post SET shown_at = now() - make_interval(hours => $1)"


async def look(board: Board, **changes: object) -> Sequence[Opened]:
    """One look of one screener, as `watching.py` does it."""
    db = await board.world.db("screener_en")
    async with db.writing() as tx:
        found = await unanswered.check(tx, replace(policy.default(), **changes))  # type: ignore[arg-type]
        for one in found:
            await casebook.opened(tx, one)
        return found


async def thread(board: Board, hours: int, *, body: str = CALM, author: int | None = None) -> str:
    """A thread that came out so many hours ago."""
    post = await board.open(author or await board.member("slow-tide"), body)
    await screened(board.world)
    await board.world.execute(SHOWN_AGO, hours)
    return post


async def state_of(board: Board, post: str) -> list[tuple[object, object, bool]]:
    return [(c["lane"], c["reasons"], c["closed_at"] is None) for c in await board.cases(post)]


async def test_a_thread_without_a_reply_becomes_a_case_once(board: Board) -> None:
    post = await thread(board, 13)
    assert [(one.lane, one.is_new) for one in await look(board)] == [("unanswered", True)]
    assert await state_of(board, post) == [("unanswered", ["unanswered"], True)]
    assert await look(board) == []
    await board.world.execute("UPDATE en.case_file SET closed_at = now()")
    assert await look(board) == []


async def test_before_its_hours_nobody_is_asked(board: Board) -> None:
    post = await thread(board, 11)
    assert await look(board) == []
    assert await board.cases(post) == []
    await board.world.execute(SHOWN_AGO, 13)
    assert len(await look(board)) == 1


async def test_a_policy_without_hours_opens_nothing(board: Board) -> None:
    await thread(board, 13)
    assert await look(board, unanswered_after=None) == []


async def test_only_the_reply_of_somebody_else_is_an_answer(board: Board) -> None:
    author, reader = await board.member("slow-tide"), await board.member("reader-2")
    alone = await thread(board, 13, author=author)
    await board.reply(author, alone, "Still here.")
    answered = await thread(board, 13, author=author)
    await board.reply(reader, answered, "So am I.")
    await screened(board.world)
    await look(board)
    assert await state_of(board, alone) == [("unanswered", ["unanswered"], True)]
    assert await board.cases(answered) == []


async def test_a_closed_a_hidden_and_a_very_old_thread_are_left_alone(board: Board) -> None:
    author = await board.member("slow-tide")
    closed, hidden = await thread(board, 13, author=author), await thread(board, 13, author=author)
    await board.world.execute(
        "UPDATE en.thread SET is_closed = true WHERE id = (SELECT thread_id FROM en.post WHERE ref = $1)", closed
    )
    await board.world.execute("UPDATE en.post SET status = 'hidden' WHERE ref = $1", hidden)
    assert await look(board) == []
    await thread(board, 13 + 14 * 24, author=author)
    assert await look(board) == []


async def test_it_joins_the_case_that_is_open_and_the_worse_lane_stays(board: Board) -> None:
    post = await thread(board, 13, body=PHONE)
    assert [one.is_new for one in await look(board)] == [False]
    assert await state_of(board, post) == [("unanswered", ["privacy", "unanswered"], True)]
    await board.reply(await board.member("reader-2"), post, "My dog wakes me too, most weeks.")
    await screened(board.world)
    await look(board)
    # Somebody replied, and the detail still waits for a guide.
    assert await state_of(board, post) == [("unanswered", ["privacy", "unanswered"], True)]


async def test_a_reply_closes_the_case_by_itself_and_the_log_says_so(board: Board) -> None:
    reader, post = await board.member("reader-2"), await thread(board, 13)
    await look(board)
    await board.reply(reader, post, "My dog wakes me too, most weeks.")
    await screened(board.world)
    assert await look(board) == []
    assert await state_of(board, post) == [("unanswered", ["unanswered"], False)]
    (case,) = await board.cases(post)
    log = await board.world.fetch("SELECT actor, verb, subject FROM en.log ORDER BY id")
    assert log[-1] == {"actor": "screener", "verb": "case_answered", "subject": case["ref"]}
    assert len(log) == 2
    assert await board.notices(post) == []


async def test_a_case_with_another_reason_or_in_a_guides_hand_stays(board: Board) -> None:
    author, reader, guide = await board.member("slow-tide"), await board.member("reader-2"), await board.guide("Maya")
    told = await thread(board, 13, author=author)
    read = await thread(board, 13, author=author)
    await look(board)
    await board.tell(reader, told, "rule")
    for post in (told, read):
        await board.reply(reader, post, "My dog wakes me too, most weeks.")
    await screened(board.world)
    (case,) = await board.cases(read)
    await board.world.execute(
        "UPDATE en.case_file SET holder_id = $2, held_until = now() + interval '1 minute' WHERE ref = $1",
        case["ref"],
        guide.id,
    )
    await look(board)
    assert [open_ for *_, open_ in await state_of(board, told)] == [True]
    assert [open_ for *_, open_ in await state_of(board, read)] == [True]
    await board.world.execute("UPDATE en.case_file SET held_until = now() WHERE holder_id IS NOT NULL")
    await look(board)
    assert [open_ for *_, open_ in await state_of(board, read)] == [False]


async def test_two_screeners_looking_at_once_make_one_case_each(board: Board) -> None:
    author = await board.member("slow-tide")
    posts = [await board.open(author, f"{CALM} {n}") for n in range(12)]
    await screened(board.world)
    await board.world.execute(SHOWN_AGO, 13)
    found = await asyncio.gather(*(look(board) for _ in range(4)))
    assert sorted(one.is_new for many in found for one in many) == [True] * len(posts)
    for post in posts:
        assert await state_of(board, post) == [("unanswered", ["unanswered"], True)]

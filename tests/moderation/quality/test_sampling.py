"""Each day's lots: how many, which ones, and always the same."""

from __future__ import annotations

import asyncio

from app.kernel.db import IntegrityError, broken_rule
from moderation.quality import sampling
from moderation.screener.watching import CHECKS
from tests.conftest import World
from tests.moderation.quality.arranging import POLICY, Past, noon


async def drawn(world: World) -> None:
    db = await world.db("screener_en")
    async with db.writing() as tx:
        assert await sampling.draw(tx, POLICY) == ()


async def test_at_least_five_texts_are_drawn_and_only_what_others_read(past: Past) -> None:
    author = await past.board.member("slow-tide")
    calm = [await past.post(author, at=noon(1)) for _ in range(8)]
    await past.post(author, at=noon(1), urgency="review")
    await past.post(author, at=noon(1), status="withdrawn")
    await past.post(author, at=noon(0))  # today is not over
    await drawn(past.world)
    found = await past.readings()
    assert len(found) == 5 and {row["post_id"] for row in found} <= set(calm)
    assert {row["kind"] for row in found} == {"nothing_found"}


async def test_two_in_a_hundred_are_drawn_and_never_more_than_forty(past: Past) -> None:
    author = await past.board.member("slow-tide")
    await past.world.execute(
        "WITH t AS (INSERT INTO en.thread (ref, space_id, author_id) VALUES ('abcdefghjkmnpq', $1, $2) RETURNING id), "
        "p AS (INSERT INTO en.post (ref, thread_id, author_id, is_opening, status, shown, html) "
        "SELECT translate(substr(md5(n::text), 1, 14), '01', 'xy'), t.id, $2, false, 'visible', 1, '-' "
        "FROM t, generate_series(1, 2500) AS n RETURNING id), "
        "v AS (INSERT INTO en.post_version (post_id, number, author_id, nonce, body, screened_at, state) "
        "SELECT id, 1, $2, gen_random_uuid(), '-', now(), 'shown' FROM p RETURNING post_id) "
        "INSERT INTO en.verdict (post_id, version, urgency, categories, signals, redactions, lexicon, made_at) "
        "SELECT post_id, 1, 'none', '{}', '[]', '[]', '', "
        "CASE WHEN post_id % 5 < 2 THEN $3::timestamptz ELSE $4::timestamptz END FROM v",
        past.board.space,
        author,
        noon(1),
        noon(2),
    )
    await drawn(past.world)
    days = await past.world.fetch("SELECT drawn_for, count(*) AS n FROM en.second_reading GROUP BY 1 ORDER BY 1")
    assert [row["n"] for row in days] == [30, 20]
    assert sampling.MOST_OF_NOTHING == 40


async def test_one_closed_case_in_ten_is_drawn(past: Past) -> None:
    author, maya = await past.board.member("slow-tide"), await past.board.guide("Maya")
    for _ in range(11):
        post = await past.post(author, at=noon(3), urgency="review")
        await past.case(post, opened=noon(1), minutes=10, by=maya)
    await drawn(past.world)
    found = await past.readings()
    assert len(found) == 2 and all(row["case_id"] is not None for row in found)


async def test_a_case_that_nobody_decided_is_not_drawn(past: Past) -> None:
    author, maya = await past.board.member("slow-tide"), await past.board.guide("Maya")
    post = await past.post(author, at=noon(3), urgency="review")
    await past.case(post, opened=noon(1), minutes=10, by=maya)
    await past.world.execute("UPDATE en.decision SET state = 'lapsed'")
    await drawn(past.world)
    assert await past.readings() == []


async def test_drawing_again_and_at_once_changes_nothing(past: Past) -> None:
    author = await past.board.member("slow-tide")
    for _ in range(9):
        await past.post(author, at=noon(1))
    await drawn(past.world)
    first = await past.readings()
    await past.world.execute("DELETE FROM en.second_draw")  # as if the day had not been marked
    await asyncio.gather(*(_tolerant(past.world) for _ in range(3)))
    assert await past.readings() == first


async def _tolerant(world: World) -> None:
    # Only one of several at once marks the day; the others are refused and leave nothing.
    try:
        await drawn(world)
    except IntegrityError as refused:
        assert broken_rule(refused) == "second_draw_pkey"


async def test_the_watch_draws_and_freezes() -> None:
    assert {f"{check.__module__}.{check.__name__}" for check in CHECKS} >= {
        "moderation.quality.sampling.draw",
        "moderation.quality.freezing.freeze",
    }

"""The usual wait is a true figure, or none; and it is asked now and then only."""

from __future__ import annotations

from datetime import timedelta

from app.board.waits import AGE, UsualWaits
from tests.app.board import house
from tests.conftest import World

STAFF = """
INSERT INTO shared.staff (ref, login, name, role, languages, lang, password_hash, totp_sealed)
VALUES ('aaaaaaaaaaaaaa', 'maya', 'Maya', 'guide', '{en}', 'en', '-', '') RETURNING id
"""
CLOSED = """
WITH closed AS (
    INSERT INTO en.case_file (ref, lane, reasons, post_id, post_version, member_id, opened_at, due_at, closed_at)
    SELECT left(md5(random()::text), 14), 'soon', '{review}', p.id, 1, p.author_id,
        now() - $2::interval - make_interval(secs => $3), now(), now() - $2::interval
    FROM en.post AS p WHERE p.ref = $1
    RETURNING id, post_id
)
INSERT INTO en.decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason)
SELECT left(md5(random()::text), 14), c.id, c.post_id, 1, 1, s.id, 'post', 'safe_to_post'
FROM closed AS c, shared.staff AS s WHERE $4::boolean
"""


async def closes(world: World, *seconds: float, ago: timedelta = timedelta(days=1), is_decided: bool = True) -> None:
    """Cases that were closed after so many seconds each."""
    if not await world.fetch("SELECT id FROM shared.staff"):
        await world.execute(STAFF)
        await house.makes_space(world, "waits", "Waits")
        await house.shown_thread(world, await house.joins(world, "birch-lane"), "waits", "Hours", "Awake.")
    (post,) = await world.fetch("SELECT ref FROM en.post ORDER BY id LIMIT 1")
    for one in seconds:
        await world.execute(CLOSED, post["ref"], ago, one, is_decided)


async def asked(world: World, community: str = "en") -> int | None:
    async with (await world.db(f"board_{community}")).reading() as tx:
        return await UsualWaits().minutes(tx, community)


async def test_without_five_closed_cases_no_figure_is_named(world: World) -> None:
    assert await asked(world) is None
    await closes(world, 60, 60, 60, 60)
    assert await asked(world) is None
    await closes(world, 60)
    assert await asked(world) == 5
    assert await asked(world, "fr") is None


async def test_the_figure_is_the_middle_one_up_to_the_next_five_minutes(world: World) -> None:
    await closes(world, 10, 20, 11 * 60, 10_000, 20_000)
    assert await asked(world) == 15
    await closes(world, 0)
    assert await asked(world) == 10  # between 20 s and 11 min


async def test_cases_that_nobody_decided_or_of_last_month_do_not_count(world: World) -> None:
    await closes(world, *[60] * 4)
    await closes(world, *[60] * 9, is_decided=False)
    await closes(world, *[60] * 9, ago=timedelta(days=8))
    assert await asked(world) is None


async def test_it_is_asked_at_most_once_in_five_minutes(world: World) -> None:
    now = 0.0
    waits = UsualWaits(clock=lambda: now)
    async with (await world.db("board_en")).reading() as tx:
        assert await waits.minutes(tx, "en") is None
        await closes(world, *[7 * 60] * 5)
        now = AGE - 1
        assert await waits.minutes(tx, "en") is None
        now = AGE
        assert await waits.minutes(tx, "en") == 10


async def test_second_looks_and_threads_without_a_reply_say_nothing_of_how_long_a_text_waits(world: World) -> None:
    await closes(world, 60, 60, 60, 60, 60)
    for lane in ("appeals", "unanswered"):
        await world.execute("UPDATE en.case_file SET lane = $1", lane)
        assert await asked(world) is None
    await world.execute("UPDATE en.case_file SET lane = 'routine'")
    assert await asked(world) == 5

"""kill -9 between any two steps, errors, and giving up: nothing lost, nothing doubled, nothing released."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time

import pytest

from app.kernel.bell import Bell
from tests.conftest import World
from tests.moderation.factories import CALM, GOODBYE, PHONE, Board, killed_at, screened, screener

STEPS = ["take", "screened", "before_commit", "after_commit", "before_ring"]
EXPIRE = "UPDATE en.job SET lease = NULL, leased_until = NULL, run_at = now() WHERE buried_at IS NULL"


@pytest.mark.parametrize("step", STEPS)
async def test_a_screener_killed_at_any_step_loses_and_doubles_nothing(board: Board, step: str) -> None:
    author = await board.member("slow-tide")
    posts = [await board.open(author, body) for body in (CALM, PHONE, GOODBYE)]
    await killed_at(board.world, step)
    await board.world.execute(EXPIRE)
    await screened(board.world)
    assert [(await board.post(ref))["status"] for ref in posts] == ["visible", "visible", "held"]
    assert [len(await board.cases(ref)) for ref in posts] == [0, 1, 1]
    assert [len(await board.notices(ref)) for ref in posts] == [0, 1, 1]
    assert len(await board.world.fetch("SELECT id FROM en.verdict")) == 3
    assert len(await board.world.fetch("SELECT ordinal FROM en.cutout")) == 1
    assert len(await board.world.fetch("SELECT id FROM en.log WHERE verb = 'case_opened'")) == 2
    assert await board.world.fetch("SELECT id FROM en.job") == []
    (member,) = await board.world.fetch("SELECT posts_shown FROM en.member WHERE id = $1", author)
    assert member["posts_shown"] == 12 + 2


async def test_a_failpoint_that_nobody_allowed_stops_the_start(world: World) -> None:
    process = await screener(world, "--once", HAVRE_FAILPOINT="take")
    _, told = await process.communicate()
    assert process.returncode == 1
    assert b"only a test may set it" in told


async def test_a_transaction_that_fails_gives_the_job_back_and_releases_nothing(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    await board.world.execute("REVOKE INSERT ON en.verdict FROM screener_en")
    await screened(board.world)
    assert await board.seen_by_members(post) is None
    (job,) = await board.world.fetch("SELECT attempts, error, lease FROM en.job")
    assert job == {"attempts": 1, "error": "InsufficientPrivilegeError", "lease": None}


async def test_after_three_attempts_the_text_is_held_whole_and_a_guide_must_read_it(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, PHONE)
    await board.world.execute("REVOKE INSERT ON en.verdict FROM screener_en")
    for _ in range(3):
        await board.world.execute(EXPIRE)
        await screened(board.world)
    await board.world.execute("GRANT INSERT ON en.verdict TO screener_en")
    await board.world.execute(EXPIRE)
    await screened(board.world)
    assert await board.seen_by_members(post) is None
    (version,) = await board.versions(post)
    assert (version["state"], version["body"], version["raw_body"]) == ("held", PHONE, None)
    (verdict,) = await board.world.fetch("SELECT urgency, failed FROM en.verdict")
    assert verdict == {"urgency": "review", "failed": "worker"}
    (case,) = await board.cases(post)
    assert case["lane"] == "unscreened"
    assert [n["kind"] for n in await board.notices(post)] == ["held_unscreened"]
    (job,) = await board.world.fetch("SELECT buried_at IS NOT NULL AS is_buried, error FROM en.job")
    assert job == {"is_buried": True, "error": "GaveUp"}


async def test_a_word_to_a_guide_that_cannot_be_sorted_still_opens_a_case_and_is_kept(board: Board) -> None:
    author, reader = await board.member("slow-tide"), await board.member("reader-2")
    post = await board.open(author, CALM)
    await screened(board.world)
    await board.world.execute("ALTER TABLE en.report DROP CONSTRAINT report_kind_check")
    await board.tell(reader, post, "unheard_of")
    for attempts in (1, 2, 3):
        await board.world.execute(EXPIRE)
        await screened(board.world)
        assert await board.world.fetch("SELECT attempts FROM en.job") == [{"attempts": attempts}]
        assert await board.cases(post) == []
    await board.world.execute(EXPIRE)
    await screened(board.world)
    (case,) = await board.cases(post)
    assert (case["lane"], case["reasons"]) == ("unscreened", ["unscreened"])
    (job,) = await board.world.fetch("SELECT kind, buried_at IS NOT NULL AS is_buried, error FROM en.job")
    assert job == {"kind": "report", "is_buried": True, "error": "GaveUp"}
    log = await board.world.fetch("SELECT verb, subject FROM en.log ORDER BY id")
    assert log == [{"verb": verb, "subject": case["ref"]} for verb in ("case_opened", "report_gave_up")]
    assert await board.notices(post) == []


async def test_what_a_dead_screener_held_is_screened_within_fifteen_seconds(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    await killed_at(board.world, "before_commit")
    process = await screener(board.world)
    began = time.monotonic()
    try:
        while await board.seen_by_members(post) is None and time.monotonic() - began < 20:  # noqa: ASYNC110 - another process works on it
            await asyncio.sleep(0.1)
    finally:
        process.terminate()
        await process.communicate()
    assert time.monotonic() - began < 15
    assert len(await board.world.fetch("SELECT id FROM en.verdict")) == 1


async def test_a_changed_text_brings_a_buried_job_back(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    await board.world.execute("UPDATE en.job SET attempts = 3")
    await screened(board.world)
    await board.revise(author, post, CALM + " Twice.")
    await screened(board.world)
    assert await board.world.fetch("SELECT id FROM en.job") == []
    assert [v["state"] for v in await board.versions(post)] == ["replaced", "held"]


async def test_the_process_hears_the_bell_rings_back_and_ends_when_told(board: Board, bell: Bell) -> None:
    author = await board.member("slow-tide")
    process = await screener(board.world)
    try:
        async with bell.listening("verdict:en", "desk:en") as ear:
            assert await ear.hear(0.2) is None
            await _until_idle(board, author)
            post = await board.open(author, PHONE)
            began = time.monotonic()
            await bell.ring("screen:en", post)
            heard = [await ear.hear(5), await ear.hear(5), await ear.hear(5)][1:]
            assert time.monotonic() - began < 1.0
        assert heard == [("verdict:en", post), ("desk:en", "privacy")]
    finally:
        process.terminate()
        _, told = await asyncio.wait_for(process.communicate(), 5)
    assert process.returncode == 0
    assert PHONE.encode() not in told


async def test_without_redis_the_sweep_finds_the_text(board: Board) -> None:
    author = await board.member("slow-tide")
    post = await board.open(author, CALM)
    process = await screener(board.world, HAVRE_REDIS_URL="redis://127.0.0.1:1/0")
    try:
        for _ in range(100):
            if await board.seen_by_members(post) is not None:
                break
            await asyncio.sleep(0.1)
        assert await board.seen_by_members(post) is not None
    finally:
        process.terminate()
        await process.communicate()


async def test_two_screeners_share_a_queue_without_doubling(board: Board) -> None:
    author = await board.member("slow-tide")
    posts = [await board.open(author, f"{CALM} {number}") for number in range(60)]
    both = [await screener(board.world, "--once") for _ in range(2)]
    for process in both:
        with contextlib.suppress(ProcessLookupError):
            await process.communicate()
    assert await board.world.fetch("SELECT failed FROM en.verdict WHERE failed IS NOT NULL") == []
    assert [(await board.post(ref))["status"] for ref in posts] == ["visible"] * 60
    assert len(await board.world.fetch("SELECT id FROM en.verdict")) == 60


async def test_nothing_a_member_typed_reaches_the_log_of_the_process(board: Board) -> None:
    author = await board.member("slow-tide")
    await board.open(author, PHONE)
    await board.world.execute("REVOKE INSERT ON en.verdict FROM screener_en")
    process = await screener(board.world, "--once")
    _, told = await process.communicate()
    assert b"InsufficientPrivilegeError" in told
    assert re.search(rb"613|talk about", told) is None


async def _until_idle(board: Board, author: int) -> None:
    """The process is up once it has shown a first post."""
    post = await board.open(author, CALM)
    while await board.seen_by_members(post) is None:  # noqa: ASYNC110 - another process works on it
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.1)

"""The sample communities go through the real pipeline; the synthetic load is fast and whole."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.demo import content
from app.demo.load import seed_load
from app.demo.seed import Seeded, SignIn, seed
from app.kernel.bell import Bell
from app.kernel.hashing import verify_password
from tests.conftest import World

ROOT = Path(__file__).resolve().parents[3]
SIGN_INS = {
    "en": SignIn(pseudonym="moss-and-stone", password="a long invented password"),
    "fr": SignIn(pseudonym="brume-tranquille", password="un long mot de passe"),
}
GUIDE = """
INSERT INTO shared.staff (ref, login, name, role, languages, lang, password_hash, totp_sealed)
VALUES ('abcdefghjkmnpq', 'maya', 'Maya', 'guide', '{en,fr}', 'en', '-', '')
"""


@asynccontextmanager
async def screener(world: World) -> AsyncIterator[None]:
    env = {"PATH": os.environ["PATH"], **world.env("screener")}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "moderation.worker", cwd=ROOT, env=env)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def fill(world: World, bell: Bell) -> dict[str, Seeded]:
    urls = {"admin": world.admin_url(), **{f"board_{c}": world.url(f"board_{c}") for c in SIGN_INS}}
    return await seed(urls, sign_ins=SIGN_INS, bell=bell)


async def test_both_communities_are_filled_by_the_real_pipeline_and_only_once(world: World, bell: Bell) -> None:
    await world.execute(GUIDE)
    async with screener(world):
        began = time.monotonic()
        filled = await fill(world, bell)
        took = time.monotonic() - began
        assert await fill(world, bell) == filled
    assert took < 60  # four seconds on two quiet cores
    for community, found in filled.items():
        assert found.threads >= 40, community
        assert found.visible >= 150, community
        assert found.held >= 3, community
        assert found.masked >= 10, community
        lanes = await world.fetch(f"SELECT DISTINCT lane FROM {community}.case_file WHERE closed_at IS NULL")
        assert {row["lane"] for row in lanes} >= {"now", "soon", "privacy"}, community
    await _is_believable(world)


async def _is_believable(world: World) -> None:
    (late,) = await world.fetch("SELECT count(*) AS n FROM en.case_file WHERE closed_at IS NULL AND due_at < now()")
    assert late["n"] == 0
    (apart,) = await world.fetch("""SELECT count(*) AS n FROM en.case_file AS c JOIN en.post AS p ON p.id = c.post_id
        WHERE c.closed_at IS NULL AND p.status = 'held' AND c.opened_at - p.sent_at > interval '1 minute'""")
    assert apart["n"] == 0
    (wrong,) = await world.fetch("SELECT count(*) AS n FROM en.post WHERE sent_at > now()")
    assert wrong["n"] == 0
    (old,) = await world.fetch("SELECT count(*) AS n FROM en.thread WHERE opened_at < now() - interval '7 days'")
    assert int(str(old["n"])) > 5
    jumps = await world.fetch("""SELECT ref FROM (
        SELECT p.ref, p.sent_at < lag(p.sent_at) OVER (PARTITION BY p.thread_id ORDER BY p.id) AS is_back
        FROM en.post AS p WHERE p.status = 'visible') AS o WHERE is_back""")
    assert jumps == []
    (who,) = await world.fetch("SELECT password_hash FROM en.member WHERE pseudonym = 'moss-and-stone'")
    assert await verify_password(str(who["password_hash"]), SIGN_INS["en"].password)
    (kept,) = await world.fetch("SELECT count(*) AS n FROM en.decision")
    (told,) = await world.fetch("SELECT count(*) AS n FROM en.log WHERE verb = 'decided_keep'")
    assert kept["n"] == told["n"]


async def test_a_filling_that_was_stopped_goes_on_without_doubling(world: World, bell: Bell) -> None:
    async with screener(world):
        filling = asyncio.create_task(fill(world, bell))
        while len(await world.fetch("SELECT id FROM en.post")) < 60:  # noqa: ASYNC110 - another process works on it
            await asyncio.sleep(0.02)
        filling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await filling
        await fill(world, bell)
    (doubled,) = await world.fetch(
        "SELECT count(*) - count(DISTINCT (thread_id, html)) AS n FROM en.post WHERE html IS NOT NULL"
    )
    assert doubled["n"] == 0
    (threads,) = await world.fetch("SELECT count(*) AS n FROM en.thread")
    assert threads["n"] == len(content.read("en").threads)


async def test_the_synthetic_load_is_quick_and_every_count_is_right(world: World) -> None:
    began = time.monotonic()
    board = await seed_load(world.admin_url(), threads=2000, posts=40_000, members=500)
    assert time.monotonic() - began < 60  # ten seconds on two quiet cores
    assert (len(board.tokens), len(set(board.full_threads)), len(board.short_threads)) == (500, 1700, 300)
    (counts,) = await world.fetch("SELECT count(*) AS posts, count(DISTINCT thread_id) AS threads FROM en.post")
    assert counts == {"posts": 40_000, "threads": 2000}
    wrong = await world.fetch("""SELECT t.ref FROM en.thread AS t WHERE t.replies <> (
        SELECT count(*) FROM en.post AS p WHERE p.thread_id = t.id AND NOT p.is_opening)""")
    assert wrong == []
    (unscreened,) = await world.fetch("""SELECT count(*) AS n FROM en.post AS p
        LEFT JOIN en.verdict AS v ON v.post_id = p.id AND v.version = p.shown WHERE v.id IS NULL""")
    assert unscreened["n"] == 0
    db = await world.db("board_en")
    async with db.reading() as tx:
        shown = await (await tx._get()).fetchval(
            "SELECT count(*) FROM shown_post AS p JOIN shown_thread AS t ON t.id = p.thread_id WHERE t.ref = $1",
            board.full_threads[0],
        )
    assert shown >= 20

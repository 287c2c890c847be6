"""Running processes take a new version by themselves, and keep the old one when the new one is broken."""

from __future__ import annotations

import asyncio
import json
import time

from app.board.hints import Hint
from app.main import ScreeningMirror
from moderation.lab.renewing import Phrases
from moderation.screening import Screener
from tests.conftest import World
from tests.moderation.factories import CALM, Board, screened, screener
from tests.moderation.lab.conftest import Lab, row

UMBRELLA = "I found my purple umbrella again, and slept."
WORKABLE = row(urgency="high", category="suicide")
BROKEN = {**WORKABLE.as_data(), "forms": ["[nothing_such] .. umbrella"]}
INSERT = """
INSERT INTO shared.phrase_version (lang, number, content, hash, lowers_recall, published_by, publication_ref)
VALUES ('en', $1, $2::jsonb, sha256($2::bytea), false, 'nobody', 'nothing')
"""


async def insert(world: World, number: int, *rows: dict[str, object]) -> None:
    """A version past every check, as no page could make it."""
    content = json.dumps(list(rows))
    statement = INSERT.replace("$2::bytea", "convert_to($2, 'UTF8')").replace("$2::jsonb", "$2::text::jsonb")
    await world.execute(statement, number, content)


async def verdict(board: Board, post: str, *, within: float = 10.0) -> dict[str, object]:
    """The newest verdict of a post, once the worker has made it."""
    statement = "SELECT v.urgency, v.signals, v.lexicon, v.failed FROM en.verdict AS v JOIN en.post AS p ON p.id = v.post_id WHERE p.ref = $1"
    end = time.monotonic() + within
    while time.monotonic() < end:
        if rows := await board.world.fetch(statement, post):
            return rows[0]
        await asyncio.sleep(0.05)
    raise AssertionError("not screened in time")


async def until_screened_with(board: Board, author: int, version: str, *, within: float) -> float:
    """Texts, one after the other, until one was screened with a version; how long that took."""
    start = time.monotonic()
    while time.monotonic() - start < within:
        post = await board.open(author, CALM)
        if str((await verdict(board, post, within=within))["lexicon"]).endswith(version):
            return time.monotonic() - start
        await asyncio.sleep(0.2)
    raise AssertionError(f"no text was screened with {version}")


async def test_a_live_worker_screens_with_a_new_version_within_ten_seconds(lab: Lab) -> None:
    board, noor = lab.board, await lab.lead("Noor")
    author = await board.member("slow-tide")
    process = await screener(board.world)
    try:
        before = await verdict(board, await board.open(author, UMBRELLA), within=30)
        assert (before["urgency"], before["signals"]) == ("none", "[]")
        await lab.published(noor, WORKABLE)
        assert await until_screened_with(board, author, "+en.1", within=10) < 10
        after = await verdict(board, await board.open(author, UMBRELLA))
        assert after["urgency"] == "high"
        assert [one["phrase_id"] for one in json.loads(str(after["signals"]))] == [WORKABLE.id]
        assert process.returncode is None
    finally:
        process.terminate()
        await process.communicate()


async def test_a_version_that_cannot_be_built_leaves_the_one_before_and_is_named_in_the_log(board: Board) -> None:
    author = await board.member("slow-tide")
    await insert(board.world, 1, WORKABLE.as_data())
    process = await screener(board.world)
    try:
        assert str((await verdict(board, await board.open(author, CALM), within=30))["lexicon"]).endswith("+en.1")
        await insert(board.world, 2, BROKEN)
        await asyncio.sleep(5)
        found = await verdict(board, await board.open(author, UMBRELLA))
        assert (found["urgency"], found["failed"]) == ("high", None)
        assert str(found["lexicon"]).endswith("+en.1")
        # And goes on: what comes after the broken one is taken.
        await insert(board.world, 3, WORKABLE.as_data())
        await until_screened_with(board, author, "+en.3", within=10)
    finally:
        process.terminate()
        _, told = await process.communicate()
    lines = [json.loads(line) for line in told.decode().splitlines() if line.startswith("{")]
    (refused,) = [line for line in lines if line["event"] == "version_not_built"]
    assert (refused["count"], refused["community"], refused["error"]) == (2, "en", "ValueError")
    assert "umbrella" not in told.decode()


async def test_a_process_that_starts_goes_back_to_the_newest_that_can_be_built(board: Board) -> None:
    author = await board.member("slow-tide")
    await insert(board.world, 1, WORKABLE.as_data())
    await insert(board.world, 2, BROKEN)
    post = await board.open(author, UMBRELLA)
    await screened(board.world)
    found = await verdict(board, post)
    assert found["urgency"] == "high"
    assert str(found["lexicon"]).endswith("+en.1")


async def test_with_nothing_published_the_shipped_phrases_screen(board: Board) -> None:
    phrases = Phrases(("en", "fr"), await board.world.db("screener_en"))
    assert not await phrases.look()
    assert phrases.of("en") is Screener.load("en")


async def test_both_communities_screen_with_both_languages_versions(lab: Lab) -> None:
    await insert(lab.world, 1, WORKABLE.as_data())
    phrases = Phrases(("en", "fr"), await lab.world.db("screener_fr"))
    assert await phrases.look()
    assert [s.phrase_id for s in phrases.of("fr").screen("my purple umbrella").signals] == [WORKABLE.id]
    assert not await phrases.look()


async def test_the_board_s_mirror_follows_too(lab: Lab) -> None:
    phrases = Phrases(("en", "fr"), await lab.world.db("board_en"))
    mirror = ScreeningMirror(lang="en", phrases=phrases)
    assert mirror.look(UMBRELLA) == []
    await insert(lab.world, 1, WORKABLE.as_data())
    await phrases.look()
    assert mirror.look(UMBRELLA) == [Hint(kind="DANGER", is_danger=True)]


async def test_a_database_that_is_away_changes_nothing(lab: Lab) -> None:
    await insert(lab.world, 1, WORKABLE.as_data())
    db = await lab.world.db("board_fr")
    phrases = Phrases(("en",), db)
    await phrases.renew()
    built = phrases.of("en")
    await lab.world.execute("REVOKE SELECT ON shared.phrase_live FROM board_fr")
    await insert(lab.world, 2, WORKABLE.as_data())
    await phrases.renew()
    assert phrases.of("en") is built


async def test_a_verdict_s_phrases_are_counted_where_it_lands(board: Board) -> None:
    author = await board.member("slow-tide")
    await insert(board.world, 1, WORKABLE.as_data())
    post = await board.open(author, f"{UMBRELLA} {UMBRELLA}")
    await screened(board.world)
    found = await board.world.fetch(
        "SELECT h.phrase_id, h.made_at = v.made_at AS same FROM en.phrase_hit AS h JOIN en.verdict AS v ON v.id = h.verdict_id"
    )
    assert found == [{"phrase_id": WORKABLE.id, "same": True}]
    assert (await board.post(post))["status"] in ("visible", "held")

"""Publishing: counters equal a recount after any sequence, and nothing unapproved can be read."""

from __future__ import annotations

import random
import uuid

import pytest

from app.board import posting, publishing
from app.kernel.db import IntegrityError, administering
from app.kernel.errors import NotFound
from tests.app.board import house
from tests.app.board.house import Person
from tests.conftest import World

RECOUNT = """
SELECT t.id, t.is_shown, t.replies, t.active_at, t.title IS NOT NULL AS is_titled,
       bool_or(p.is_opening AND p.status = 'visible') AS shown_again,
       count(*) FILTER (WHERE p.status = 'visible' AND NOT p.is_opening) AS replies_again,
       coalesce(max(p.shown_at) FILTER (WHERE p.status = 'visible'), t.opened_at) AS active_again
FROM en.thread AS t JOIN en.post AS p ON p.thread_id = t.id GROUP BY t.id
"""
UNAPPROVED = """
SELECT p.ref FROM en.post AS p JOIN en.post_version AS v ON v.post_id = p.id AND v.number = p.shown
WHERE p.status = 'visible' AND (v.state <> 'shown' OR v.screened_at IS NULL OR v.raw_body IS NOT NULL)
"""


@pytest.fixture
async def here(world: World) -> Person:
    await house.makes_space(world, "nights", "Nights")
    return await house.joins(world, "cedar-smoke")


async def status_of(world: World, ref: str) -> str:
    return str((await world.fetch("SELECT status FROM en.post WHERE ref = $1", ref))[0]["status"])


async def states_of(world: World, ref: str) -> list[object]:
    rows = await world.fetch(
        "SELECT v.state FROM en.post_version AS v JOIN en.post AS p ON p.id = v.post_id "
        "WHERE p.ref = $1 ORDER BY v.number",
        ref,
    )
    return [row["state"] for row in rows]


async def readable(world: World) -> set[str]:
    """Every letter that the board's own login can read of posts and titles."""
    async with (await world.db("board_en")).reading() as tx:
        posts = await tx.all(house.said("SELECT html FROM shown_post"))
        threads = await tx.all(house.said("SELECT title FROM shown_thread"))
    return {row[0] for row in [*posts, *threads]}


async def revised(world: World, author: Person, ref: str, body: str) -> int:
    async with house.acting(world, "board_en") as tx:
        post = (await house.store.own_posts(tx, author.id, ref=ref))[0]
        return (await posting.revise(tx, post, nonce=uuid.uuid4(), title="A title", body=body)).version


async def withdrawn(world: World, author: Person, ref: str) -> bool:
    async with house.acting(world, "board_en") as tx:
        return await posting.withdraw(tx, (await house.store.own_posts(tx, author.id, ref=ref))[0])


async def test_an_opening_post_shows_its_thread_once_it_is_shown(world: World, here: Person) -> None:
    sent = await house.opens(world, here, "nights", "Quiet hours", "Awake again.")
    assert await readable(world) == set()
    assert await house.lands(world, sent.post_ref)
    assert await readable(world) == {"<p>Awake again.</p>", "Quiet hours"}


async def test_showing_twice_counts_once(world: World, here: Person) -> None:
    thread = await house.shown_thread(world, here, "nights", "Quiet hours", "Awake again.")
    reply = await house.shown_reply(world, here, thread.thread_ref, "Me too.")
    assert await house.lands(world, reply.post_ref)
    rows = await world.fetch(
        "SELECT t.replies, m.posts_shown FROM en.thread AS t JOIN en.member AS m ON m.id = t.author_id"
    )
    assert (rows[0]["replies"], rows[0]["posts_shown"]) == (1, 2)


async def test_a_version_that_is_not_the_newest_never_comes_out(world: World, here: Person) -> None:
    sent = await house.opens(world, here, "nights", "Quiet hours", "first words")
    await revised(world, here, sent.post_ref, "second words")
    assert not await house.lands(world, sent.post_ref, number=1)
    assert await readable(world) == set()
    assert await states_of(world, sent.post_ref) == ["replaced", "submitted"]


async def test_a_held_version_is_overtaken_by_a_change(world: World, here: Person) -> None:
    sent = await house.opens(world, here, "nights", "Quiet hours", "first words")
    assert await house.lands(world, sent.post_ref, "hold")
    await revised(world, here, sent.post_ref, "second words")
    assert await states_of(world, sent.post_ref) == ["replaced", "submitted"]


async def test_the_approved_version_stays_while_a_change_waits_or_is_declined(world: World, here: Person) -> None:
    sent = await house.shown_thread(world, here, "nights", "Quiet hours", "first words")
    for act in ("hold", "decline"):
        await revised(world, here, sent.post_ref, "other words")
        assert await house.lands(world, sent.post_ref, act)
        assert "<p>first words</p>" in await readable(world)
        assert await status_of(world, sent.post_ref) == "visible"


async def test_a_withdrawn_post_is_never_shown_again(world: World, here: Person) -> None:
    sent = await house.opens(world, here, "nights", "Quiet hours", "first words")
    assert await withdrawn(world, here, sent.post_ref)
    assert not await withdrawn(world, here, sent.post_ref)
    assert not await house.lands(world, sent.post_ref)
    assert await readable(world) == set()
    assert await states_of(world, sent.post_ref) == ["withdrawn"]


async def test_hiding_an_opening_post_hides_its_thread_and_showing_brings_both_back(world: World, here: Person) -> None:
    sent = await house.shown_thread(world, here, "nights", "Quiet hours", "first words")
    await house.shown_reply(world, here, sent.thread_ref, "a reply")
    assert await house.lands(world, sent.post_ref, "hide")
    assert await readable(world) == set()
    assert await house.lands(world, sent.post_ref, "hide")
    assert await house.lands(world, sent.post_ref, "show")
    assert await readable(world) == {"<p>first words</p>", "<p>a reply</p>", "Quiet hours"}


async def test_a_hidden_reply_is_gone_and_no_longer_counted(world: World, here: Person) -> None:
    sent = await house.shown_thread(world, here, "nights", "Quiet hours", "first words")
    reply = await house.shown_reply(world, here, sent.thread_ref, "a reply")
    assert await house.lands(world, reply.post_ref, "hide")
    assert await readable(world) == {"<p>first words</p>", "Quiet hours"}
    assert (await world.fetch("SELECT replies FROM en.thread"))[0]["replies"] == 0


async def test_a_change_on_its_way_does_not_bring_a_hidden_post_back(world: World, here: Person) -> None:
    sent = await house.shown_thread(world, here, "nights", "Quiet hours", "first words")
    await revised(world, here, sent.post_ref, "second words")
    assert await house.lands(world, sent.post_ref, "hide", number=1)
    assert not await house.lands(world, sent.post_ref)
    assert await status_of(world, sent.post_ref) == "hidden"
    assert await house.lands(world, sent.post_ref), "a guide who approves it brings it back"


async def test_unscreened_text_cannot_be_shown_whatever_is_asked(world: World, here: Person) -> None:
    sent = await house.opens(world, here, "nights", "Quiet hours", "first words")
    post_id = (await world.fetch("SELECT id FROM en.post WHERE ref = $1", sent.post_ref))[0]["id"]
    with pytest.raises(IntegrityError):
        async with house.acting(world, "screener_en") as tx:
            await publishing.show(tx, post_id=int(str(post_id)), number=1, title="x", body="y", changed_by=None)


async def test_the_same_nonce_makes_one_post(world: World, here: Person) -> None:
    nonce = uuid.uuid4()
    first = await house.opens(world, here, "nights", "Quiet hours", "words", nonce=nonce)
    again = await house.opens(world, here, "nights", "Quiet hours", "words", nonce=nonce)
    assert (again.post_ref, again.is_new) == (first.post_ref, False)
    assert len(await world.fetch("SELECT id FROM en.post")) == 1
    assert len(await world.fetch("SELECT id FROM en.job")) == 1


@pytest.mark.parametrize("seed", range(6))
async def test_any_sequence_keeps_the_counts_and_shows_approved_text_only(
    world: World, here: Person, seed: int
) -> None:
    """Random sequences of what authors, the screener and guides do, with every text marked by its fate."""
    dice = random.Random(seed)
    thread = await house.shown_thread(world, here, "nights", "ok title", "ok opening")
    refs = [thread.post_ref]
    async with administering(world.admin_url()) as truth:
        for step in range(40):
            ref = dice.choice(refs)
            act = dice.choice(["reply", "revise", "show", "show", "hold", "decline", "hide", "withdraw"])
            await _step(world, here, thread.thread_ref, refs, act, ref, f"raw {step}", dice)
            for row in await truth.fetch(RECOUNT):
                assert row["is_shown"] == row["shown_again"], (seed, step, act)
                assert row["replies"] == row["replies_again"], (seed, step, act)
                assert row["active_at"] == row["active_again"], (seed, step, act)
            assert not await truth.fetch(UNAPPROVED), (seed, step, act)
            assert all("raw" not in text for text in await readable(world)), (seed, step, act)


async def _step(  # noqa: PLR0917 -- a step is all of these
    world: World, me: Person, thread_ref: str, refs: list[str], act: str, ref: str, raw: str, dice: random.Random
) -> None:
    if ref == refs[0] and act in ("withdraw", "hide") and dice.random() < 0.8:
        return  # a thread that is gone at once teaches little
    try:
        if act == "reply":
            refs.append((await house.replies(world, me, thread_ref, raw)).post_ref)
        elif act == "revise":
            await revised(world, me, ref, raw)
        elif act == "withdraw":
            await withdrawn(world, me, ref)
        else:
            number = dice.choice([None, None, 1])
            await house.lands(world, ref, act, number=number, body=f"ok {raw.split()[1]}")
    except (NotFound, posting.Conflict, AssertionError):
        return

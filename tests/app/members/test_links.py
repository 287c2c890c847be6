"""Links, resets and sessions in the database, as the board's own role."""

from __future__ import annotations

import asyncio

import pytest

from app.kernel import hashing
from app.kernel.errors import Invalid, NotFound
from app.members import activating, resetting, sessions, store
from tests.app.members.applicants import PASSWORD, applicant, count, join, settings_of, tokens_of
from tests.conftest import World


async def test_a_link_activates_once_even_when_pressed_twice_at_once(world: World) -> None:
    await join(world, applicant())
    (token,) = await tokens_of(world)
    db = await world.db("board_en")

    async def press() -> str:
        async with db.writing() as tx:
            return (await activating.activate(tx, token)).status

    results = await asyncio.gather(press(), press(), return_exceptions=True)
    assert sorted(map(str, (type(r).__name__ if isinstance(r, NotFound) else r for r in results))) == [
        "NotFound",
        "active",
    ]


async def test_an_old_link_activates_nothing(world: World) -> None:
    await join(world, applicant())
    await world.execute("UPDATE en.token SET ends_at = now() - interval '1 second'")
    (token,) = await tokens_of(world)
    async with (await world.db("board_en")).writing() as tx:
        assert await activating.name_behind(tx, token) is None
        with pytest.raises(NotFound):
            await activating.activate(tx, token)


async def test_a_link_of_one_community_opens_nothing_in_the_other(world: World) -> None:
    await join(world, applicant())
    (token,) = await tokens_of(world)
    async with (await world.db("board_fr")).writing() as tx:
        with pytest.raises(NotFound):
            await activating.activate(tx, token)


async def test_a_reset_opens_a_waiting_account_and_closes_every_session(world: World) -> None:
    await join(world, applicant())
    db = await world.db("board_en")
    async with db.writing() as tx:
        await resetting.ask(tx, "lou@example.org", lang="en", settings=settings_of(world))
        await resetting.ask(tx, "nobody@example.org", lang="en", settings=settings_of(world))
    (first, token) = await tokens_of(world)
    async with db.writing() as tx:
        member = await activating.activate(tx, first)
        await sessions.open_session(tx, member.id)
    async with db.writing() as tx:
        assert len(await resetting.reset(tx, token, "kettle under seven lanterns")) == 1
    async with db.writing() as tx:
        assert (await sessions.check(tx, "Quiet Cedar", "kettle under seven lanterns")).status == "active"
        with pytest.raises(Invalid):
            await sessions.check(tx, "Quiet Cedar", PASSWORD)


async def test_a_new_reset_link_ends_the_older_one(world: World) -> None:
    await join(world, applicant())
    db = await world.db("board_en")
    for _ in range(2):
        async with db.writing() as tx:
            await resetting.ask(tx, "lou@example.org", lang="en", settings=settings_of(world))
    _, older, newer = await tokens_of(world)
    async with db.reading() as tx:
        assert await resetting.name_behind(tx, older) is None
        assert await resetting.name_behind(tx, newer) == "Quiet Cedar"


ENDED = ["seen_at = now() - interval '31 minutes'", "ends_at = now() - interval '1 second'"]


@pytest.mark.parametrize("change", ENDED)
async def test_a_session_ends_by_silence_and_by_age(world: World, change: str) -> None:
    db = await world.db("board_en")
    await join(world, applicant())
    async with db.writing() as tx:
        member = await activating.activate(tx, (await tokens_of(world))[0])
        token = await sessions.open_session(tx, member.id)
    digest = hashing.digest_of(token)
    async with db.reading() as tx:
        assert await sessions.find(tx, digest, "en") is not None
    await world.execute(f"UPDATE en.session SET {change}")
    async with db.reading() as tx:
        assert await sessions.find(tx, digest, "en") is None
        assert await store.count_sessions(tx, member.id) == 0


@pytest.mark.parametrize(("status", "may_come_in"), [("active", True), ("paused", True), ("closed", False)])
async def test_a_closed_account_has_no_session(world: World, status: str, may_come_in: bool) -> None:
    db = await world.db("board_en")
    await join(world, applicant())
    async with db.writing() as tx:
        member = await activating.activate(tx, (await tokens_of(world))[0])
        token = await sessions.open_session(tx, member.id)
    await world.execute(f"UPDATE en.member SET status = '{status}'")
    async with db.reading() as tx:
        assert (await sessions.find(tx, hashing.digest_of(token), "en") is not None) is may_come_in


async def test_the_last_sight_of_a_session_is_kept_to_the_minute(world: World) -> None:
    db = await world.db("board_en")
    await join(world, applicant())
    async with db.writing() as tx:
        member = await activating.activate(tx, (await tokens_of(world))[0])
        digest = hashing.digest_of(await sessions.open_session(tx, member.id))

    async def age_after(seconds: int) -> float:
        await world.execute(f"UPDATE en.session SET seen_at = now() - interval '{seconds} seconds'")
        async with db.reading() as tx:
            await sessions.find(tx, digest, "en")
        (row,) = await world.fetch("SELECT extract(epoch FROM now() - seen_at)::float AS age FROM en.session")
        return float(str(row["age"]))

    assert await age_after(30) >= 30  # a page read writes nothing
    assert await age_after(90) < 10


async def test_what_nobody_activated_is_forgotten_with_its_claim_and_envelopes(world: World) -> None:
    await join(world, applicant())
    await join(world, applicant("Blue Heron", "ash@example.org"))
    await world.execute("UPDATE en.member SET joined_at = now() - interval '3 days' WHERE pseudonym = 'Quiet Cedar'")
    (row,) = await world.fetch("SELECT en.forget_pending('48 hours') AS gone")
    assert row["gone"] == 1
    assert [await count(world, f) for f in ("en.member", "shared.email_claim", "en.token", "shared.airlock")] == [
        1,
        1,
        1,
        2,
    ]
    await join(world, applicant("Quiet Cedar", "lou@example.org", nonce="another"))
    assert await count(world, "en.member") == 2

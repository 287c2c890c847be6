"""The job table: one worker at a time, and no effect of a worker that lost its lease."""

from __future__ import annotations

import pytest

from app.kernel import jobs
from app.kernel.errors import LostLease
from tests.conftest import World

ADD = "INSERT INTO en.job (kind, subject) VALUES ('screen', 1)"
EXPIRE = "UPDATE en.job SET leased_until = now() - interval '1 second'"


async def test_a_job_under_lease_is_not_given_to_another_worker(world: World) -> None:
    db = await world.db("screener_en")
    await world.execute(ADD)
    assert len(await jobs.take(db, ["screen"], most=5)) == 1
    assert await jobs.take(db, ["screen"], most=5) == []


async def test_a_job_of_a_dead_worker_comes_back_when_its_lease_ends(world: World) -> None:
    db = await world.db("screener_en")
    await world.execute(ADD)
    (first,) = await jobs.take(db, ["screen"])
    await world.execute(EXPIRE)
    (second,) = await jobs.take(db, ["screen"])
    assert second.id == first.id
    assert second.attempts == 2
    assert second.lease != first.lease


async def test_a_lease_lasts_as_long_as_its_taker_asked(world: World) -> None:
    db = await world.db("screener_en")
    await world.execute(ADD)
    await jobs.take(db, ["screen"], lease_seconds=10)
    (row,) = await world.fetch("SELECT leased_until - now() BETWEEN '5 seconds' AND '10 seconds' AS is_ten FROM en.job")
    assert row == {"is_ten": True}


async def test_a_job_that_failed_very_often_rests_two_minutes_and_no_longer(world: World) -> None:
    db = await world.db("screener_en")
    await world.execute(ADD)
    await world.execute("UPDATE en.job SET attempts = 5000")
    (job,) = await jobs.take(db, ["screen"])
    await jobs.fail(db, job, "TimeoutError")
    (row,) = await world.fetch("SELECT run_at - now() BETWEEN '100 seconds' AND '128 seconds' AS is_short FROM en.job")
    assert row == {"is_short": True}


async def test_a_worker_that_lost_its_lease_cannot_finish(world: World) -> None:
    db = await world.db("screener_en")
    await world.execute(ADD)
    (first,) = await jobs.take(db, ["screen"])
    await world.execute(EXPIRE)
    (second,) = await jobs.take(db, ["screen"])
    with pytest.raises(LostLease):
        async with db.writing() as tx:
            await jobs.finish(tx, first)
    async with db.writing() as tx:
        await jobs.finish(tx, second)
    assert await world.fetch("SELECT id FROM en.job") == []


async def test_a_failed_job_waits_before_it_is_tried_again_and_says_why(world: World) -> None:
    db = await world.db("screener_en")
    await world.execute(ADD)
    (job,) = await jobs.take(db, ["screen"])
    await jobs.fail(db, job, "TimeoutError")
    assert await jobs.take(db, ["screen"]) == []
    (row,) = await world.fetch("SELECT error, run_at > now() AS is_later FROM en.job")
    assert row == {"error": "TimeoutError", "is_later": True}


async def test_a_buried_job_is_kept_and_never_taken(world: World) -> None:
    db = await world.db("screener_en")
    await world.execute(ADD)
    (job,) = await jobs.take(db, ["screen"])
    async with db.writing() as tx:
        await jobs.bury(tx, job, "ValueError")
    await world.execute("UPDATE en.job SET run_at = now() - interval '1 day'")
    assert await jobs.take(db, ["screen"]) == []
    (row,) = await world.fetch("SELECT buried_at IS NOT NULL AS is_buried FROM en.job")
    assert row == {"is_buried": True}

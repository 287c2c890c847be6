"""Redis wakes and remembers; without it nothing fails, only slower."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from app.kernel.bell import Bell
from app.kernel.clock import SetClock, SystemClock
from app.kernel.errors import TooMany
from app.kernel.throttle import Limit, Throttle

LIMIT = Limit(name="tried", most=4, seconds=60)


@pytest.fixture(params=["nothing", "", "closed"])
async def lost(request: pytest.FixtureRequest) -> AsyncIterator[Bell]:
    """A bell whose Redis is not configured, or does not answer."""
    made = Bell({"nothing": "", "": "", "closed": "redis://127.0.0.1:1/0"}[request.param])
    yield made
    await made.close()


async def test_a_ring_wakes_who_listens(bell: Bell) -> None:
    async with bell.listening("mail", "verdict:*") as ear:
        assert await ear.hear(0.2) is None
        await bell.ring("verdict:en", "abc")
        assert await ear.hear(5) == ("verdict:en", "abc")
        await bell.ring("mail")
        assert await ear.hear(5) == ("mail", "")


async def test_a_value_is_kept_until_it_is_forgotten(bell: Bell) -> None:
    await bell.keep("tried:a", b"1", 60)
    assert await bell.get("tried:a") == b"1"
    await bell.forget("tried:a")
    assert await bell.get("tried:a") is None


async def test_counting_goes_up_and_ends(bell: Bell) -> None:
    assert [await bell.count("tried:n", 1) for _ in range(3)] == [1, 2, 3]
    await asyncio.sleep(1.2)
    assert await bell.count("tried:n", 1) == 1


async def test_without_redis_nobody_is_woken_and_nothing_fails(lost: Bell) -> None:
    await lost.ring("mail")
    await lost.keep("tried:a", b"1", 60)
    await lost.forget("tried:a")
    assert await lost.get("tried:a") is None
    assert await lost.count("tried:a", 60) is None
    began = time.monotonic()
    async with lost.listening("mail") as ear:
        assert await ear.hear(0.3) is None
    assert 0.25 < time.monotonic() - began < 3


async def test_over_the_limit_is_told_how_long_to_wait(bell: Bell) -> None:
    throttle = Throttle(bell, SystemClock(), "s" * 32)
    who = str(time.time())
    for _ in range(LIMIT.most):
        await throttle.check(LIMIT, who)
    with pytest.raises(TooMany) as refused:
        await throttle.check(LIMIT, who)
    assert 0 < refused.value.seconds <= 60
    await throttle.check(LIMIT, "somebody else" + who)


async def test_without_redis_limits_are_stricter(lost: Bell) -> None:
    throttle = Throttle(lost, SystemClock(), "s" * 32)
    await throttle.check(LIMIT, "who")
    await throttle.check(LIMIT, "who")
    with pytest.raises(TooMany):
        await throttle.check(LIMIT, "who")


async def test_no_counter_holds_an_address_and_every_day_has_another_name_for_it(bell: Bell) -> None:
    from datetime import UTC, datetime, timedelta

    clock = SetClock(datetime(2026, 1, 1, tzinfo=UTC))
    throttle = Throttle(bell, clock, "s" * 32)
    before = throttle._hashed("203.0.113.7")
    clock.move(timedelta(days=1))
    assert "203" not in before
    assert throttle._hashed("203.0.113.7") != before
    assert Throttle(bell, clock, "t" * 32)._hashed("203.0.113.7") != throttle._hashed("203.0.113.7")

"""Redis as a bell, a cache and a counter; never as a truth.

Every function here swallows the loss of Redis: nobody is woken, nothing is cached, and whoever
waits looks into PostgreSQL by itself every few seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from redis.asyncio import Redis
from redis.exceptions import RedisError

LOST = (RedisError, OSError, asyncio.TimeoutError)


class Bell:
    """A connection to Redis that may be gone at any time."""

    def __init__(self, url: str) -> None:
        # Short time-outs: a Redis that hangs must not hold a page.
        self._redis: Redis | None = (
            Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5, legacy_responses=False) if url else None
        )
        # Blocking reads get a client of their own, without the time-out.
        self._ears: Redis | None = (
            Redis.from_url(url, socket_timeout=None, socket_connect_timeout=0.5, legacy_responses=False)
            if url
            else None
        )

    async def ring(self, channel: str, word: str = "") -> None:
        """Wakes whoever listens; silence when Redis is gone."""
        if self._redis is not None:
            with suppress(*LOST):
                await self._redis.publish(channel, word)

    @asynccontextmanager
    async def listening(self, *channels: str) -> AsyncIterator[Ear]:
        """An ear on some channels (a trailing * is a pattern), closed at the end."""
        ear = Ear(self._ears, channels)
        try:
            yield ear
        finally:
            await ear.close()

    async def get(self, key: str) -> bytes | None:
        """A cached value, or None."""
        if self._redis is None:
            return None
        try:
            value = await self._redis.get(key)
        except LOST:
            return None
        return value if isinstance(value, bytes) else None

    async def keep(self, key: str, value: bytes, seconds: int) -> None:
        """Caches a value for some seconds."""
        if self._redis is not None:
            with suppress(*LOST):
                await self._redis.set(key, value, ex=seconds)

    async def forget(self, *keys: str) -> None:
        """Drops cached values."""
        if self._redis is not None and keys:
            with suppress(*LOST):
                await self._redis.delete(*keys)

    async def count(self, key: str, seconds: int) -> int | None:
        """Adds one to a counter that ends after some seconds; None when Redis is gone."""
        if self._redis is None:
            return None
        try:
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.incr(key)
                pipe.expire(key, seconds, nx=False)
                number, _ = await pipe.execute()
            return int(number)
        except LOST:
            return None

    async def close(self) -> None:
        """Closes both clients."""
        for client in (self._redis, self._ears):
            if client is not None:
                with suppress(*LOST):
                    await client.aclose()


class Ear:
    """Hears channels; when Redis is gone it hears nothing and tries again."""

    def __init__(self, redis: Redis | None, channels: tuple[str, ...]) -> None:
        self._redis = redis
        self._channels = channels
        self._pubsub = None if redis is None else redis.pubsub(ignore_subscribe_messages=True)
        self._is_open = False

    async def hear(self, seconds: float) -> tuple[str, str] | None:
        """The next (channel, word), or None after `seconds`."""
        end = asyncio.get_running_loop().time() + seconds
        while (left := end - asyncio.get_running_loop().time()) > 0:
            try:
                message = await self._next(left)
            except LOST:
                self._is_open = False
                await asyncio.sleep(min(left, 1.0))
                continue
            if message is not None:
                return message
        return None

    async def _next(self, seconds: float) -> tuple[str, str] | None:
        if self._pubsub is None:
            await asyncio.sleep(seconds)
            return None
        if not self._is_open:
            plain = [c for c in self._channels if not c.endswith("*")]
            patterns = [c for c in self._channels if c.endswith("*")]
            if plain:
                await self._pubsub.subscribe(*plain)
            if patterns:
                await self._pubsub.psubscribe(*patterns)
            self._is_open = True
        message = await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=seconds)
        if message is None:
            return None
        return message["channel"].decode(), message["data"].decode()

    async def close(self) -> None:
        """Leaves the channels."""
        if self._pubsub is not None:
            with suppress(*LOST):
                await self._pubsub.aclose()  # type: ignore[no-untyped-call]

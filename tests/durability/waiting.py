"""Waiting for what other processes bring about."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable


async def until(
    is_so: Callable[[], Awaitable[object]],
    *,
    within: float = 30.0,
    look: float = 0.05,
    because: Callable[[], str] = lambda: "",
) -> None:
    """Waits for something that other processes bring about."""
    last = time.monotonic() + within
    while not await is_so():
        assert time.monotonic() < last, f"waited in vain: {because()}"
        await asyncio.sleep(look)

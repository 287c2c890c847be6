"""Being told to stop, at any moment, and doing it in order."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from typing import Any


def told_to_stop() -> asyncio.Event:
    """Set by the first Ctrl-C or SIGTERM. The second leaves at once; the system then ends what we started."""
    told = asyncio.Event()

    def stop() -> None:
        if told.is_set():
            os._exit(130)
        told.set()

    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(which, stop)
    return told


async def unless(told: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Does the work; being told to stop cancels it, and it cleans up first."""
    task = asyncio.create_task(work)
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@contextlib.asynccontextmanager
async def all_the_while(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """The work goes on beside the body and is cancelled with it."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

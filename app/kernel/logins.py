"""A process and its login roles."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from app.kernel import logs
from app.kernel.db import GONE, Database
from app.kernel.settings import Settings

AGAIN_SECONDS = 0.5  # between two attempts to reach the database


async def connected(settings: Settings, login: str, stack: AsyncExitStack, *, least: int = 1) -> Database:
    """The pool of one login role, closed with the stack.

    Waits until the database answers: it may still be starting, or recovering.
    """
    while True:
        try:
            database = await Database.connect(
                settings.db[login],
                name=login,
                least=least,
                most=max(settings.db_pool, least + 1),
                statement_cache=settings.db_statement_cache,
            )
        except GONE as gone:
            logs.get(settings.process).warning("no_database", error=type(gone).__name__)
            await asyncio.sleep(AGAIN_SECONDS)
        else:
            stack.push_async_callback(database.close)
            return database

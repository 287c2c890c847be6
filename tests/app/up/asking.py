"""One question to a database."""

from __future__ import annotations

import asyncpg


async def ask(url: str, *statements: str) -> list[object]:
    connection = await asyncpg.connect(url, timeout=5)
    try:
        return [await connection.fetchval(statement) for statement in statements]
    finally:
        await connection.close()

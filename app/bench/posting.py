"""Replies: how many one core accepts, and how soon others read them."""

from __future__ import annotations

import asyncio
import itertools
import re
import time
import uuid
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from app.bench.client import Connection, Result, get, load, post
from app.bench.figures import Figure
from app.bench.stand import Stand
from app.demo.load import Board
from app.kernel import sql
from app.kernel.db import Database

Q = sql.beside(__file__, "waiting")

TEXT = "Thank you for writing this. I read it twice this morning and it stayed with me all day. " * 5
WRITERS = 400
SOON = 150.0  # ms from sending to visible, at the 95th percentile
_CSRF = re.compile(rb'name="csrf" value="([0-9a-f]+)"')

Told = Callable[[str], None]


async def measure_replies(stand: Stand, board: Board, told: Told, seconds: float) -> list[Figure]:
    """How many replies a second one core accepts, each durable on disk, while nobody screens them."""
    told("replies, 64 connections")
    writers = [await writer(stand, board, who) for who in range(min(WRITERS, len(board.tokens)))]
    replies = _replies(board, writers)
    # Nobody screens, so each answer waits out its patience: many connections keep the core busy.
    result = await load(stand.ports["board"], lambda: next(replies), connections=512, seconds=seconds, good=303)
    return [
        Figure(name="replies accepted", value=result.rate, unit="/s", target=300),
        Figure(name="replies refused", value=result.refused, unit="", target=0, is_at_most=True),
    ]


async def until_screened(stand: Stand, told: Told, within: float = 120.0) -> None:
    """Waits until the screener has read what the replies left."""
    told("Waiting until every reply is screened.")
    database = await Database.connect(stand.login("screener_en"), name="bench", most=1)
    until = time.monotonic() + within
    try:
        async with database.reading() as tx:
            while await tx.value(Q.count_jobs) and time.monotonic() < until:
                await asyncio.sleep(0.2)
    finally:
        await database.close()


async def measure_visible(stand: Stand, board: Board, told: Told, *, rate: int = 20, seconds: int = 15) -> list[Figure]:
    """From sending a reply until another member's page shows it, at a fixed rate, everything running."""
    told(f"submit to visible, {rate} posts a second for {seconds} s")
    writers = [await writer(stand, board, who) for who in range(8)]
    reader = f"havre_en={board.tokens[20]}"
    taken: list[float] = []

    async def one(number: int) -> None:
        await asyncio.sleep(number / rate)
        thread = board.short_threads[number % len(board.short_threads)]
        cookie, body = writers[number % 8]
        connection = await Connection.open(stand.ports["board"])
        began = time.perf_counter()
        answer = await connection.ask(post(f"/en/threads/{thread}/replies", body(), cookie))
        ref = answer.location.rpartition("#post-")[2]
        if ref and await _is_seen(connection, get(f"/en/threads/{thread}", reader), ref.encode()):
            taken.append(time.perf_counter() - began)
        connection.close()

    count = rate * seconds
    await asyncio.gather(*(one(number) for number in range(count)))
    result = Result(seconds=seconds, taken=taken)
    return [
        Figure(name="submit to visible, p50", value=result.at(0.50), unit="ms"),
        Figure(name="submit to visible, p95", value=result.at(0.95), unit="ms", target=SOON, is_at_most=True),
        Figure(name="submit to visible, never seen", value=count - len(taken), unit="", target=0, is_at_most=True),
    ]


async def writer(stand: Stand, board: Board, who: int, text: str = TEXT) -> tuple[str, Callable[[], bytes]]:
    """A member's cookie, and the forms that this member sends."""
    cookie = f"havre_en={board.tokens[who]}"
    connection = await Connection.open(stand.ports["board"])
    page = await connection.ask(get(f"/en/threads/{board.full_threads[0]}", cookie))
    connection.close()
    found = _CSRF.search(page.body)
    if found is None:
        raise RuntimeError("a thread page has no form to reply with")
    csrf = found[1].decode()
    return cookie, lambda: urlencode({"csrf": csrf, "nonce": str(uuid.uuid4()), "body": text}).encode()


def _replies(board: Board, writers: list[tuple[str, Callable[[], bytes]]]) -> Iterator[bytes]:
    pairs = zip(itertools.cycle(writers), itertools.cycle(board.full_threads), strict=False)
    return (post(f"/en/threads/{ref}/replies", body(), cookie) for (cookie, body), ref in pairs)


async def _is_seen(connection: Connection, request: bytes, ref: bytes) -> bool:
    for _ in range(300):
        if b'id="post-' + ref in (await connection.ask(request)).body:
            return True
        await asyncio.sleep(0.01)
    return False

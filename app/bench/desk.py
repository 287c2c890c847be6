"""`havre bench desk`: the console with 5,000 open cases while 200 more arrive a minute, everything running."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable

from app.bench import posting, racing
from app.bench.client import Connection, Result, post
from app.bench.console import Console, Listener, cases_on
from app.bench.figures import Figure
from app.bench.stand import Stand, raised
from app.demo.load import Board, seed_load
from app.demo.load_cases import Shift, seed_cases

PROCESSES = ("board", "screener", "desk", "vault", "courier")
A_MINUTE = 200
GUIDES = 10
ARRIVAL = "Thank you for writing this. My number is 613-555-0142 if the group wants to talk about the garden."

Told = Callable[[str], None]


async def run(told: Told, *, cases: int = 5000, seconds: float = 30.0, racing_seconds: float = 300.0) -> list[Figure]:
    """Measures everything of this section; takes about seven minutes."""
    async with raised() as stand:
        told(f"Seeding 12,000 posts and {cases:,} open cases.")
        board = await seed_load(stand.board_url, threads=600, posts=12_000, members=200)
        shift = await seed_cases(stand.board_url, cases=cases, guides=GUIDES)
        for process in PROCESSES:
            await stand.start(process)
        told(f"{A_MINUTE} arrivals a minute for {seconds:g} s, {GUIDES} guides at work")
        figures = await _at_work(stand, board, shift, seconds)
        told(f"{GUIDES} guides on the same 500 cases for {racing_seconds:g} s")
        figures += await racing.measure(stand, shift, racing_seconds)
    return figures


async def _at_work(stand: Stand, board: Board, shift: Shift, seconds: float) -> list[Figure]:
    port, queue, turn = stand.ports["desk"], Result(), Result()
    listener, ready = Listener(), asyncio.Event()
    listening = asyncio.create_task(listener.listen(port, shift.tokens[0], ready=ready))
    await asyncio.wait_for(ready.wait(), 30)
    await asyncio.sleep(2)
    stop = asyncio.Event()
    looking = [asyncio.create_task(_look(port, token, queue, stop)) for token in shift.tokens[1:6]]
    deciding = [asyncio.create_task(_clear(port, token, turn, stop)) for token in shift.tokens[6:]]
    sent = await _arrive(stand, board, seconds)
    await asyncio.sleep(3)
    stop.set()
    await asyncio.gather(*looking, *deciding)
    listening.cancel()
    told_after = _told_after(sent, listener.heard)
    return [
        Figure(name="queue page, p95", value=queue.at(0.95), unit="ms", target=120, is_at_most=True),
        Figure(name="queue pages shown", value=len(queue.taken), unit=""),
        Figure(name="arrival to screen, p95", value=told_after, unit="ms", target=1000, is_at_most=True),
        Figure(name="arrivals never told", value=len(sent) - len(listener.heard), unit="", target=0, is_at_most=True),
        Figure(name="open to decided and next shown, p95", value=turn.at(0.95), unit="ms", target=250, is_at_most=True),
        Figure(name="cases decided meanwhile", value=len(turn.taken), unit=""),
        Figure(name="refused", value=queue.refused + turn.refused, unit="", target=0, is_at_most=True),
    ]  # fmt: skip


async def _look(port: int, token: str, result: Result, stop: asyncio.Event) -> None:
    """A guide who looks at the list once a second."""
    console = await Console.open(port, token)
    while not stop.is_set():
        began = time.perf_counter()
        answer = await console.see("/en/")
        taken = time.perf_counter() - began
        if answer.status == 200:
            result.taken.append(taken)
        else:
            result.refused += 1
        await asyncio.sleep(max(0.0, 1 - taken))
    console.close()


async def _clear(port: int, token: str, result: Result, stop: asyncio.Event) -> None:
    """A quick guide: opens a routine case, leaves it as it is, sees the next; then takes a breath of a second."""
    console = await Console.open(port, token)
    mine = itertools.count()
    while not stop.is_set():
        listed = cases_on(await console.see("/en/?lane=routine"))
        # Each of the four takes another one, as people who see each other's names do.
        path = listed[(hash(token) + next(mine)) % len(listed)]
        began = time.perf_counter()
        opened = await console.see(path)
        decided = await console.decide(opened, path, "keep")
        if decided.status == 303 and (await console.see(decided.location)).status == 200:
            result.taken.append(time.perf_counter() - began)
        elif decided.status not in (409, 422):
            result.refused += 1
        await asyncio.sleep(1)
    console.close()


async def _arrive(stand: Stand, board: Board, seconds: float) -> list[float]:
    """Replies that each make a case, evenly; when each was sent."""
    writers = [await posting.writer(stand, board, who, ARRIVAL) for who in range(20)]
    connection = await Connection.open(stand.ports["board"])
    sent: list[float] = []
    begin = time.perf_counter()
    for number in range(int(A_MINUTE * seconds / 60)):
        await asyncio.sleep(max(0.0, begin + number * 60 / A_MINUTE - time.perf_counter()))
        cookie, body = writers[number % len(writers)]
        thread = board.short_threads[number % len(board.short_threads)]
        sent.append(time.perf_counter())
        answer = await connection.ask(post(f"/en/threads/{thread}/replies", body(), cookie))
        if answer.status != 303:
            raise RuntimeError(f"the board answered {answer.status} to a reply")
    connection.close()
    return sent


def _told_after(sent: list[float], heard: list[float]) -> float:
    """The 95th percentile of the time from sending the n-th to hearing of the n-th, in ms."""
    waits = Result(taken=[heard_at - sent_at for sent_at, heard_at in zip(sent, heard, strict=False)])
    return waits.at(0.95)

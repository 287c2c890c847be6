"""`havre bench pages`: thread page, thread list, reply, submit-to-visible, and memory.

The board runs on one core, the client and the databases on the other, so a rate is a rate per core.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from app.bench import beside, posting
from app.bench.figures import Figure
from app.bench.stand import raised
from app.demo.load import seed_load

PROCESSES = ("board", "screener", "desk", "vault", "courier")
MOST_MEMORY = 900.0  # MB, all five processes

Told = Callable[[str], None]


async def run(
    told: Told, *, threads: int = 2000, posts: int = 40_000, members: int = 500, seconds: float = 4.0
) -> list[Figure]:
    """Measures everything of this section; takes about two minutes."""
    cores = range(os.cpu_count() or 1)
    async with raised() as stand:
        told(f"Seeding {threads:,} threads, {posts:,} posts, {members} members.")
        board = await seed_load(stand.board_url, threads=threads, posts=posts, members=members)
        os.sched_setaffinity(0, {cores[-1]})
        await stand.start("board", core=0)
        await beside.start_floor(stand, board)
        figures = await beside.measure(stand, board, told, seconds)
        figures += await posting.measure_replies(stand, board, told, seconds)
        stand.stop()
        os.sched_setaffinity(0, cores)
        for process in PROCESSES:
            await stand.start(process)
        await posting.until_screened(stand, told)
        figures += await posting.measure_visible(stand, board, told)
        memory = stand.memory(PROCESSES)
    return [
        *figures,
        Figure(name="memory of all five processes", value=memory, unit="MB", target=MOST_MEMORY, is_at_most=True),
    ]

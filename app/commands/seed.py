"""`havre seed`: a synthetic load, for measuring."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated

import typer


def seed(
    threads: Annotated[int, typer.Option(min=1)] = 2000,
    posts: Annotated[int, typer.Option(min=1)] = 40_000,
    members: Annotated[int, typer.Option(min=1)] = 500,
) -> None:
    """Fill the English community with invented threads, straight into the database. Never on a real house."""
    from app.commands import place
    from app.commands.refusal import Refused
    from app.commands.telling import progress, say
    from app.demo.load import seed_load
    from app.kernel import roles

    if not place.is_embedded():
        raise Refused("Synthetic threads are only written into the database that `havre up` brings.")
    house = place.house()
    progress(f"Writing {threads:,} threads and {posts:,} posts of {members:,} members.")
    began = time.monotonic()
    url = roles.with_database(house.board_url, house.board_name)
    asyncio.run(seed_load(url, threads=threads, posts=posts, members=members))
    say(f"Wrote {threads:,} threads and {posts:,} posts in {time.monotonic() - began:.1f} s.")

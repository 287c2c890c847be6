"""The floor: the least a Starlette page of the same bytes can be. One session read from Redis, one
query for the 20 posts, one plain Jinja2 template; the same server, one worker."""

from __future__ import annotations

import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from jinja2 import Environment
from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from app.kernel import sql
from app.kernel.db import Database

Q = sql.beside(__file__, "floor")


async def show(request: Request) -> HTMLResponse:
    """The 20 posts of one thread."""
    state = request.app.state
    token = request.cookies.get("floor", "")
    session = await state.redis.get("floor:" + hashlib.sha256(token.encode()).hexdigest())
    if session is None:
        return HTMLResponse("", status_code=404)
    async with state.db.reading() as tx:
        posts = await tx.all(Q.posts_of_thread, request.path_params["ref"])
    return HTMLResponse(state.page.render(posts=posts))


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Opens the pool, Redis and the template."""
    app.state.db = await Database.connect(os.environ["FLOOR_DATABASE"], name="floor")
    app.state.redis = Redis.from_url(os.environ["FLOOR_REDIS"], legacy_responses=False)
    source = Path(os.environ["FLOOR_TEMPLATE"]).read_text("utf-8")
    app.state.page = Environment(autoescape=True).from_string(source)
    yield
    await app.state.db.close()


app = Starlette(routes=[Route("/{ref}", show)], lifespan=lifespan)

if __name__ == "__main__":
    uvicorn.run(
        app,
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
    )

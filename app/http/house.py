"""Builds the ASGI application of a door, and runs it."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from app.http import problems, static
from app.http.door import Door
from app.http.headers import SecureHeaders
from app.kernel import alive, logs
from app.kernel.errors import HavreError
from app.kernel.settings import WebSettings

MOST_BYTES = 1024 * 1024  # of any request's body; what is longer is cut off, without a page

Opening = Callable[[Starlette], AbstractAsyncContextManager[Door]]


def build(settings: WebSettings, routes: Sequence[BaseRoute], opening: Opening) -> Starlette:
    """The application. `opening` makes the door when the process starts and closes it at the end."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with opening(app) as door:
            app.state.door = door
            _rest_from_collecting()
            heart = asyncio.create_task(alive.beat(settings.run_dir, settings.process))
            yield
            heart.cancel()
            with suppress(asyncio.CancelledError):
                await heart

    app = Starlette(
        # Before the door's own: its first part is any community's name.
        routes=[*static.ROUTES, Route("/health", show_health, methods=["GET"]), *routes],
        lifespan=lifespan,
        max_body_size=MOST_BYTES,
        middleware=[
            Middleware(SecureHeaders, is_https=settings.is_https),
            Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(settings), www_redirect=False),
        ],
        exception_handlers={
            HavreError: problems.answer_havre,
            HTTPException: problems.answer_http,
            Exception: problems.answer_broken,
        },
    )
    app.state.bind = settings.bind
    return app


def _rest_from_collecting() -> None:
    """What was made at start stays; looking through it for cycles on every few hundred objects costs a twentieth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def show_health(_request: Request) -> Response:
    """Says that the process answers; nothing about anybody."""
    return PlainTextResponse("ok")


def serve(app: Starlette, process: str, *, port: int) -> None:
    """Runs the application in this process until it is told to stop. Nobody's address is logged."""
    logs.set_up(process)
    config = uvicorn.Config(
        app,
        host=app.state.bind,
        port=port,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run()


def _hosts(settings: WebSettings) -> list[str]:
    named = [part.strip() for part in settings.hosts.split(",") if part.strip()]
    return [urlsplit(settings.url).hostname or "localhost", *named]

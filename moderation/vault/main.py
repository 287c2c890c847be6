"""The seniors' door: wires the vault process, and runs it with `python -m moderation.vault.main`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.requests import Request

from app.http import house
from app.http.door import Door
from app.http.templating import Templates
from app.kernel.bell import Bell
from app.kernel.clock import Clock, SystemClock
from app.kernel.db import Database
from app.kernel.logins import connected
from app.kernel.settings import VaultSettings
from app.kernel.throttle import Throttle
from moderation.vault import access
from moderation.vault.holding import Holder
from moderation.vault.routes import ROUTES
from moderation.vault.tending import Tender
from moderation.vault.web import identify

PORT = 8002


def make_app(settings: VaultSettings | None = None, *, clock: Clock | None = None) -> Starlette:
    """The vault's application; reads the environment unless settings are given."""
    known = settings or VaultSettings.read()

    @asynccontextmanager
    async def opening(app: Starlette) -> AsyncIterator[Door]:
        async with AsyncExitStack() as stack:
            databases = {name: await connected(known, name, stack) for name in known.logins()}
            bell = Bell(known.redis_url)
            stack.push_async_callback(bell.close)
            app.state.holder = holder = Holder()
            stack.callback(holder.drop_all)
            tender = Tender(databases["vault_door"], databases["vault"], bell, holder)
            stack.push_async_callback(_stop, asyncio.create_task(tender.run()))
            yield _door(known, databases, bell, clock or SystemClock())

    return house.build(known, ROUTES, opening)


def _door(known: VaultSettings, databases: dict[str, Database], bell: Bell, clock: Clock) -> Door:
    return Door(
        name="vault",
        settings=known,
        databases=databases,
        home="vault",
        bell=bell,
        clock=clock,
        throttle=Throttle(bell, clock, known.vault_secret),
        templates=Templates(known.languages, problem_layout="layouts/vault.html"),
        identify=identify,
        policy=access.may,
        secret=known.vault_secret,
        sign_in_path=_sign_in_path,
    )


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _sign_in_path(_request: Request) -> str:
    return "/sign-in"


def main() -> None:
    """Serves until told to stop."""
    house.serve(make_app(), "vault", port=int(os.environ.get("PORT", PORT)))


if __name__ == "__main__":
    main()

"""The guides' door: wires the desk process, and runs it with `python -m moderation.desk.main`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request

from app.http import house
from app.http.door import Door
from app.http.templating import Templates
from app.kernel.bell import Bell
from app.kernel.clock import Clock, SystemClock
from app.kernel.db import Database
from app.kernel.logins import connected
from app.kernel.settings import DeskSettings
from app.kernel.throttle import Throttle
from moderation.desk import access
from moderation.desk.applying import Applier
from moderation.desk.means import means_of
from moderation.desk.oldest import OldestWaits
from moderation.desk.people.stepping_up import StepUpFirst, answer_step_up
from moderation.desk.routes import ROUTES
from moderation.desk.web import identify

PORT = 8001
HOME = "desk"


def make_app(settings: DeskSettings | None = None, *, clock: Clock | None = None) -> Starlette:
    """The desk's application; reads the environment unless settings are given."""
    known = settings or DeskSettings.read()

    @asynccontextmanager
    async def opening(app: Starlette) -> AsyncIterator[Door]:
        async with AsyncExitStack() as stack:
            places = {HOME: "desk"} | {community: f"desk_{community}" for community in known.languages}
            databases = {place: await connected(known, login, stack) for place, login in places.items()}
            bell = Bell(known.redis_url)
            stack.push_async_callback(bell.close)
            app.state.oldest_waits = OldestWaits()
            _start_applying(known, databases, bell, stack)
            yield _door(known, databases, bell, clock or SystemClock())

    app = house.build(known, ROUTES, opening)
    app.add_exception_handler(StepUpFirst, answer_step_up)
    return app


def _start_applying(known: DeskSettings, databases: dict[str, Database], bell: Bell, stack: AsyncExitStack) -> None:
    """Decisions of every community take effect when their seconds are over, as long as this process lives."""
    for community in known.languages:
        means = means_of(known, community)
        task = asyncio.create_task(Applier(community, db=databases[community], bell=bell, means=means).serve())
        stack.callback(task.cancel)


def _door(known: DeskSettings, databases: dict[str, Database], bell: Bell, clock: Clock) -> Door:
    return Door(
        name="desk",
        settings=known,
        databases=databases,
        home=HOME,
        bell=bell,
        clock=clock,
        throttle=Throttle(bell, clock, known.desk_secret),
        templates=Templates(known.languages, problem_layout="pages/desk/layout.html"),
        identify=identify,
        policy=access.may,
        secret=known.desk_secret,
        sign_in_path=_sign_in_path,
    )


def _sign_in_path(_request: Request) -> str:
    return "/sign-in"


def main() -> None:
    """Serves until told to stop."""
    house.serve(make_app(), "desk", port=int(os.environ.get("PORT", PORT)))


if __name__ == "__main__":
    main()

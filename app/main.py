"""The members' door: wires the board process, and runs it with `python -m app.main`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request

from app.access import policy
from app.board.hints import Hint
from app.board.waits import UsualWaits
from app.http import house
from app.http.door import Door, place_of
from app.http.templating import Templates
from app.kernel.bell import Bell
from app.kernel.clock import SystemClock
from app.kernel.i18n import LANGUAGES
from app.kernel.logins import connected
from app.kernel.settings import BoardSettings
from app.kernel.throttle import Throttle
from app.web import identifying
from app.web.mirroring import Looking
from app.web.routes import ROUTES
from app.web.waiting import Verdicts
from moderation.lab.renewing import Phrases
from moderation.screening import Kind, Screener, Urgency

PORT = 8000


def make_app(settings: BoardSettings | None = None) -> Starlette:
    """The board's application; reads the environment unless settings are given."""
    known = settings or BoardSettings.read()

    @asynccontextmanager
    async def opening(app: Starlette) -> AsyncIterator[Door]:
        app.state.name_check = _is_name
        async with AsyncExitStack() as stack:
            databases = {place: await connected(known, f"board_{place}", stack) for place in known.languages}
            bell = Bell(known.redis_url)
            stack.push_async_callback(bell.close)
            app.state.verdicts = verdicts = Verdicts(bell)
            stack.push_async_callback(verdicts.close)
            app.state.usual_waits = UsualWaits()
            # Published phrases are the house's: any of its logins may read them.
            phrases = Phrases(known.languages, databases[known.languages[0]])
            renewing = asyncio.create_task(phrases.serve())
            stack.callback(renewing.cancel)
            mirrors = {place: ScreeningMirror(lang=place, phrases=phrases) for place in known.languages}
            app.state.looking = looking = Looking(mirrors)
            stack.callback(looking.close)
            clock = SystemClock()
            yield Door(
                name="havre",
                settings=known,
                databases=databases,
                home=known.languages[0],
                bell=bell,
                clock=clock,
                throttle=Throttle(bell, clock, known.board_secret),
                templates=Templates(known.languages),
                identify=identifying.identify,
                policy=policy.may,
                secret=known.board_secret,
                sign_in_path=_sign_in_path,
            )

    return house.build(known, ROUTES, opening)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningMirror:
    """The screening of one community, as whoever is still writing may ask it."""

    lang: str
    phrases: Phrases

    def look(self, text: str) -> list[Hint]:
        """Details with the very letters that were typed, then one sign where somebody may be in danger."""
        verdict = self.phrases.of(self.lang).screen(text)
        details = [
            Hint(kind=found.kind.value, letters=text[found.start : found.end], is_sure=found.sure)
            for found in verdict.redactions
        ]
        is_danger = verdict.urgency.rank >= Urgency.HIGH.rank
        return [*details, Hint(kind="DANGER", is_danger=True)] if is_danger else details


def _is_name(text: str) -> bool:
    """True when screening is sure that the text is a person's name, in any language of the house."""
    found = (Screener.load(lang).screen(text).redactions for lang in LANGUAGES)
    return any(part.kind is Kind.PERSON and part.sure for parts in found for part in parts)


def _sign_in_path(request: Request) -> str:
    return f"/{place_of(request)}/sign-in"


def main() -> None:
    """Serves until told to stop."""
    house.serve(make_app(), "board", port=int(os.environ.get("PORT", PORT)))


if __name__ == "__main__":
    main()

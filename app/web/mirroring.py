"""The privacy mirror: hints for somebody who is still writing.

It is an aid. The guard is the screening after sending, so a mirror that is busy, slow or broken says
nothing, and nobody waits for it. Nothing that was typed is stored, logged or counted here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board.hints import Hint, Mirror, details_of, words_of
from app.http.door import lang_of, place_of
from app.http.forms import Form, Text
from app.http.respond import AfterCommit, part
from app.http.routing import route
from app.kernel import logs
from app.kernel.throttle import Limit
from app.web.composing import refuse_floods

MIRRORING = Limit(name="mirror", most=40, seconds=60)
AT_ONCE = 2  # reading costs processor time, which whoever reads the board needs too
WAITING = 6
PATIENCE = 3.0  # seconds; the first look of a process builds the lists
# More than the page shows at a time: some of them its writer may have chosen to keep.
MOST_HINTS = 12

log = logs.get("mirror")


class HintLine(NamedTuple):
    """One hint in its reader's language."""

    kind: str
    letters: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorPart:
    """What the mirror shows: hints, and whether to offer help."""

    hints: list[HintLine]
    is_danger: bool


class MirrorForm(Form):
    """What stands in the page, to the letter: each hint names its letters as they were typed."""

    title = Text("", is_required=False, most=120, is_verbatim=True)
    body = Text("", kind="textarea", is_required=False, most=10_000, is_verbatim=True)

    @property
    def text(self) -> str:
        """Title and body as one text, with the line breaks of the page."""
        return "\n\n".join(filter(str.strip, (self.title, self.body))).replace("\r\n", "\n")


class Looking:
    """The mirrors of a board, asked off the event loop, a few at a time."""

    def __init__(self, mirrors: Mapping[str, Mirror]) -> None:
        self._mirrors = mirrors
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mirror")
        self._asked = 0

    async def look(self, place: str, text: str) -> list[Hint] | None:
        """What a community's mirror finds; None where it could not look: too busy, too slow, or broken."""
        if self._asked >= AT_ONCE + WAITING:
            return None
        self._asked += 1
        found = asyncio.get_running_loop().run_in_executor(self._pool, self._mirrors[place].look, text)
        found.add_done_callback(self._ended)
        await asyncio.wait({found}, timeout=PATIENCE)
        return found.result() if found.done() and _is_sound(found) else None

    def close(self) -> None:
        """Takes no more texts."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _ended(self, found: asyncio.Future[list[Hint]]) -> None:
        self._asked -= 1
        if not found.cancelled() and (error := found.exception()) is not None:
            # Its class and place: an error's message may quote the text.
            log.warning("no hints", error=type(error).__name__, at=logs.place_of(error))


def _is_sound(found: asyncio.Future[list[Hint]]) -> bool:
    return not found.cancelled() and found.exception() is None


async def show_hints(request: Request) -> AfterCommit:
    """Hints for a text that nobody has sent; 204 where there was no looking, so what is shown stays.

    The look begins once the transaction is over: no connection waits for it.
    """
    form = await MirrorForm.read(request)
    await refuse_floods(request, MIRRORING)

    async def then() -> Response:
        looking, lang = cast(Looking, request.app.state.looking), lang_of(request)
        found = None if form.has_errors else await looking.look(place_of(request), form.text)
        if found is None:
            return Response(status_code=204)
        lines = [HintLine(hint.kind, hint.letters, words_of(hint, lang)) for hint in details_of(found, most=MOST_HINTS)]
        needs = MirrorPart(hints=lines, is_danger=any(hint.is_danger for hint in found))
        return part(request, "parts/board/mirror.html", needs)

    return AfterCommit(then)


ROUTES: list[BaseRoute] = [route("POST", "/mirror", show_hints, needs=Permission.WRITE)]

"""What members read: a thread, and the threads of a space."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import spaces
from app.board.model import Space
from app.board.threads import Reading
from app.http.door import door_of, tx_of
from app.http.respond import page
from app.http.routing import route
from app.web import cursors, writing
from app.web.composing import reader_of
from app.web.lines import ThreadLine, now_of, thread_lines
from app.web.reading import reading_of, view_of
from app.web.writing import space_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacePage:
    """Twenty threads of a space."""

    space: Space
    threads: list[ThreadLine]
    next: str
    is_first: bool


async def show_space(request: Request, space: Space) -> Response:
    """The threads of a space, last active first."""
    cursor, secret = request.query_params.get("after", ""), door_of(request).secret
    found = await spaces.threads_of(tx_of(request), space, after=cursors.read(cursor, secret))
    reader = reader_of(request)
    needs = SpacePage(
        space=space,
        threads=thread_lines(found.threads, reader.lang, now_of(request)),
        next=cursors.written(found.next, secret) if found.next else "",
        is_first=not cursor,
    )
    return page(request, "pages/board/space.html", needs)


async def show_thread(request: Request, reading: Reading) -> Response:
    """A page of a thread, oldest post first."""
    return page(request, "pages/board/thread.html", await view_of(request, reading))


ROUTES: list[BaseRoute] = [
    route("GET", "/threads/{ref}", show_thread, needs=Permission.READ_BOARD, on=reading_of),
    route("GET", "/spaces/{slug}", show_space, needs=Permission.READ_BOARD, on=space_of),
    *writing.ROUTES,
]

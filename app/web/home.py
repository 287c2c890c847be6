"""The first page of a member, and the list of topics."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.access.policy import may
from app.board import notices, store
from app.board.model import Space
from app.http.door import place_of, tx_of
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.errors import NotFound
from app.web import public
from app.web.composing import id_of, reader_of
from app.web.lines import ThreadLine, now_of, thread_lines
from app.web.standings import wait_of

RECENT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Where a member arrives."""

    spaces: list[Space]
    threads: list[ThreadLine]
    unread: int
    wait: int | None  # minutes that a text usually waits for a guide


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage:
    """Every space."""

    spaces: list[Space]


async def show_front(request: Request) -> Response:
    """The welcome page for strangers, home for members."""
    if not reader_of(request).is_signed_in:
        return await public.show_welcome(request)
    return await show_home(request)


async def show_home(request: Request) -> Response:
    """Home; whoever has not seen the short questions is shown them first."""
    reader, tx = reader_of(request), tx_of(request)
    if not reader.is_welcomed:
        return see(request, f"/{place_of(request)}/questions")
    if not may(reader, Permission.READ_BOARD):
        raise NotFound()
    needs = HomePage(
        spaces=await store.spaces(tx),
        threads=thread_lines(await store.recent_threads(tx, most=RECENT), reader.lang, now_of(request)),
        unread=await notices.count_unread(tx, member_id=id_of(request)),
        wait=await wait_of(request, tx),
    )
    return page(request, "pages/board/home.html", needs)


async def show_topics(request: Request) -> Response:
    """Every space, with what belongs there."""
    needs = TopicsPage(spaces=await store.spaces(tx_of(request)))
    return page(request, "pages/board/topics.html", needs)


ROUTES: list[BaseRoute] = [
    route("GET", "/", show_front, needs=Permission.READ_PUBLIC),
    route("GET", "/home", show_home, needs=Permission.SEE_OWN),
    route("GET", "/topics", show_topics, needs=Permission.READ_BOARD),
]

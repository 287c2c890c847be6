"""Opening a thread and replying in one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import drafts, posting, spaces, store, threads
from app.board.mine import Story
from app.board.model import Space, Thread
from app.board.threads import Reading
from app.http.door import door_of, place_of, tx_of
from app.http.respond import AfterCommit, form_again, page, part
from app.http.routing import route
from app.web.composing import ReplyForm, ThreadForm, answer_sent, id_of, reader_of, refuse_floods
from app.web.lines import Line, lines_of, now_of
from app.web.reading import thread_of, view_of
from app.web.standings import StandingPart, banner_of, wait_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """A thread that is being written."""

    space: Space
    form: ThreadForm
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPart:
    """What became of a reply, its post when others can read it, and a fresh form."""

    thread: Thread
    banner: StandingPart | None
    lines: list[Line]
    form: ReplyForm
    place: str


async def space_of(request: Request) -> Space:
    """The space named in the path."""
    return await spaces.find(tx_of(request), request.path_params["slug"])


async def write_thread(request: Request, space: Space) -> Response:
    """The form for a new thread, with what was kept of it."""
    place = drafts.to_open(space.slug)
    kept = await drafts.find(tx_of(request), member_id=id_of(request), place=place)
    values = {"title": kept.title, "body": kept.body} if kept else {}
    form = ThreadForm.fresh(request, **values)
    needs = WritePage(space=space, form=form, place=place)
    return page(request, "pages/board/write.html", needs)


async def create_thread(request: Request, space: Space) -> Response | AfterCommit:
    """Opens a thread; it waits for its verdict."""
    form, tx, place = await ThreadForm.read(request), tx_of(request), drafts.to_open(space.slug)
    if form.has_errors:
        needs = WritePage(space=space, form=form, place=place)
        return page(request, "pages/board/write.html", needs, status=422)
    await refuse_floods(request)
    sent = await posting.open_thread(
        tx, space, author_id=id_of(request), nonce=UUID(form.nonce), title=form.title, body=form.body
    )
    await drafts.forget(tx, member_id=id_of(request), place=place)
    return answer_sent(request, sent)


async def create_reply(request: Request, thread: Thread) -> Response | AfterCommit:
    """Replies in a thread; the reply waits for its verdict."""
    form, tx, place = await ReplyForm.read(request), tx_of(request), drafts.to_reply(thread.ref)
    if form.has_errors:
        reading = Reading(thread=thread, waiting=[], page=await threads.first_page(tx, thread))
        needs = await view_of(request, reading, form=form)
        return form_again(
            request, page_name="pages/board/thread.html", part_name="parts/board/composer.html", needs=needs
        )
    await refuse_floods(request)
    sent = await posting.reply(tx, thread, author_id=id_of(request), nonce=UUID(form.nonce), body=form.body)
    await drafts.forget(tx, member_id=id_of(request), place=place)

    async def shown(request: Request, story: Story) -> Response:
        return part(request, "parts/board/replied.html", await _replied(request, thread, story))

    return answer_sent(request, sent, shown=shown)


async def _replied(request: Request, thread: Thread, story: Story) -> ReplyPart:
    async with door_of(request).databases[place_of(request)].reading() as tx:
        post = await store.post_by_ref(tx, story.post.ref)
        wait = await wait_of(request, tx)
    reader = reader_of(request)
    return ReplyPart(
        thread=thread,
        banner=banner_of(story, reader.lang, community=place_of(request), wait=wait),
        lines=lines_of([post], reader, now_of(request)) if post else [],
        form=ReplyForm.fresh(request),
        place=drafts.to_reply(thread.ref),
    )


ROUTES: list[BaseRoute] = [
    route("GET", "/spaces/{slug}/new", write_thread, needs=Permission.WRITE, on=space_of),
    route("POST", "/spaces/{slug}/threads", create_thread, needs=Permission.WRITE, on=space_of),
    route("POST", "/threads/{ref}/replies", create_reply, needs=Permission.REPLY, on=thread_of),
]

"""A thread as its page shows it: twenty posts, the reader's own waiting ones, the form."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from app.board import drafts, mine, threads
from app.board.model import Thread
from app.board.threads import PostPage, Reading
from app.http.door import place_of, tx_of
from app.web.composing import ReplyForm, id_of, reader_of
from app.web.lines import Line, lines_of, now_of
from app.web.standings import OwnLine, StandingPart, banner_of, own_line, wait_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """Twenty posts of a thread, and what only this reader sees of it."""

    thread: Thread
    lines: list[Line]
    earlier: str
    later: str
    waiting: list[OwnLine]
    banner: StandingPart | None
    form: ReplyForm
    place: str


async def thread_of(request: Request) -> Thread:
    """The thread named in the path."""
    return await threads.find(tx_of(request), request.path_params["ref"])


async def reading_of(request: Request) -> Reading:
    """The thread named in the path, as this reader sees it."""
    ref, after = request.path_params["ref"], request.query_params.get("after", "")
    return await threads.find_to_read(tx_of(request), ref, reader_id=id_of(request), after=after)


async def view_of(request: Request, reading: Reading, *, form: ReplyForm | None = None) -> ThreadView:
    """Everything that the page lays out; `form` is one that needs another look."""
    posts = await _page_of(request, reading)
    reader, base = reader_of(request), f"/{place_of(request)}/threads/{reading.thread.ref}"
    lines = lines_of(posts.posts, reader, now_of(request))
    wait = await wait_of(request, tx_of(request)) if reading.waiting else None
    return ThreadView(
        thread=reading.thread,
        lines=lines,
        earlier=f"{base}?before={lines[0].ref}" if posts.has_earlier else "",
        later=f"{base}?after={lines[-1].ref}" if posts.has_later else "",
        waiting=[own_line(waiting, reader.lang, wait=wait) for waiting in reading.waiting],
        banner=await _banner_of(request, lines),
        form=form or ReplyForm.fresh(request, body=reading.thread.draft),
        place=drafts.to_reply(reading.thread.ref),
    )


async def _page_of(request: Request, reading: Reading) -> PostPage:
    """The posts that the address asks for; one that makes no sense is the first page."""
    asked, tx = request.query_params, tx_of(request)
    if until := asked.get("sent") or asked.get("to"):
        return await threads.page_until(tx, reading.thread, anchor=until, and_itself=True)
    if before := asked.get("before"):
        return await threads.page_until(tx, reading.thread, anchor=before, and_itself=False)
    return reading.page


async def _banner_of(request: Request, lines: list[Line]) -> StandingPart | None:
    """Only right after sending: what became of the text, when it did not simply come up as it was."""
    sent = request.query_params.get("sent", "")
    if not any(line.ref == sent and line.is_own for line in lines):
        return None
    post = await mine.find(tx_of(request), author_id=id_of(request), ref=sent)
    story, wait = await mine.tell_story(tx_of(request), post), await wait_of(request, tx_of(request))
    return banner_of(story, reader_of(request).lang, community=place_of(request), wait=wait)

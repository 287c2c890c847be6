"""An own post as its author sees it: where it stands, what was changed and why, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from app.board import words
from app.board.mine import Story
from app.board.model import Notice, OwnPost, Standing, Waiting
from app.board.waits import UsualWaits
from app.http.door import place_of
from app.kernel.db import Tx
from app.web.lines import when

TONES = {
    Standing.CHECKING: "info",
    Standing.WAITING: "info",
    Standing.POSTED: "ok",
    Standing.CHANGED: "info",
    Standing.DECLINED: "warn",
    Standing.HIDDEN: "warn",
    Standing.WITHDRAWN: "",
}

# Where what was said about the text matters more than the state alone.
_TOLD = frozenset(Standing) - {Standing.CHECKING, Standing.WITHDRAWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPart:
    """A banner that says where one own post stands."""

    ref: str
    name: str
    tone: str
    sentences: list[words.Said]
    is_checking: bool
    is_danger: bool
    link: str  # to where others read it; empty while they cannot


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """An own post in a list, or beneath its thread while others cannot read it."""

    ref: str
    name: str
    tone: str
    explained: str
    title: str
    text: str
    iso: str
    when: str
    is_checking: bool
    is_older_shown: bool  # others still read the version before


async def wait_of(request: Request, tx: Tx) -> int | None:
    """Minutes that a text usually waits for a guide, where that is known; rarely a query."""
    waits: UsualWaits = request.app.state.usual_waits
    return await waits.minutes(tx, place_of(request))


def banner_of(story: Story, lang: str, *, community: str, wait: int | None) -> StandingPart:
    """What happened to the newest version, in the words that were said about it."""
    post = story.post
    said = [words.said(notice, lang, wait=wait) for notice in _still_true(story)]
    if not said:
        what = words.explained(post.standing, lang, wait=wait)
        said = [words.Said(what=what, why="", words="", is_danger=False, is_question=False)]
    return StandingPart(
        ref=post.ref,
        name=words.standing(post.standing, lang),
        tone=TONES[post.standing] or "info",
        sentences=said,
        is_checking=not post.standing.is_settled,
        is_danger=post.standing in _TOLD and any(notice.kind in words.DANGER for notice in story.notices[:3]),
        link=f"/{community}/threads/{post.thread_ref}?to={post.ref}#post-{post.ref}" if _is_read(post) else "",
    )


def _still_true(story: Story) -> list[Notice]:
    """The newest three notices without what a later one overtook."""
    if story.post.standing not in _TOLD:
        return []
    told: list[Notice] = []
    for notice in story.notices[:3]:
        is_overtaken = words.is_of_waiting(notice) and any(words.is_of_waiting(newer) for newer in told)
        if not is_overtaken and (story.post.standing is Standing.WAITING or not words.is_of_waiting(notice)):
            told.append(notice)
    return told


def own_line(post: OwnPost | Waiting, lang: str, *, wait: int | None) -> OwnLine:
    """One own post for a list."""
    iso, moment = when(post.sent_at, lang)
    is_pending = post.standing in (Standing.CHECKING, Standing.WAITING, Standing.DECLINED)
    return OwnLine(
        ref=post.ref,
        name=words.standing(post.standing, lang),
        tone=TONES[post.standing],
        explained=words.explained(post.standing, lang, wait=wait),
        title=(post.title or post.thread_title or "") if isinstance(post, OwnPost) else "",
        text=post.body,
        iso=iso,
        when=moment,
        is_checking=not post.standing.is_settled,
        is_older_shown=is_pending and post.is_shown,
    )


def where_to_see(post: OwnPost, *, community: str) -> str:
    """Where its author is sent after sending: into the thread, or to the page that says why not yet."""
    if post.standing in (Standing.POSTED, Standing.CHANGED) and _is_read(post):
        return f"/{community}/threads/{post.thread_ref}?sent={post.ref}#post-{post.ref}"
    return f"/{community}/posts/{post.ref}"


def _is_read(post: OwnPost) -> bool:
    return post.is_shown and post.is_thread_shown

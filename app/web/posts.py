"""A member's own posts (their state, changing, taking down)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import appealing, drafts, mine, posting
from app.board.appealing import Answer
from app.board.model import OwnPost
from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, is_fragment_wanted, page, part, see
from app.http.routing import route
from app.kernel.errors import Conflict
from app.kernel.markup import render
from app.web import telling
from app.web.composing import ChangeForm, SendingForm, ThreadForm, answer_sent, id_of, reader_of, refuse_floods
from app.web.lines import when
from app.web.standings import OwnLine, StandingPart, banner_of, own_line, wait_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """An unsent text and where it can be finished."""

    title: str
    body: str
    iso: str
    when: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinePage:
    """Twenty own posts, newest first, and every unsent text."""

    lines: list[OwnLine]
    drafts: list[DraftLine]
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """One own post: its words, where it stands, what can be done."""

    post: OwnPost
    line: OwnLine
    banner: StandingPart
    html: str
    before: str  # as its author wrote it, where a guide changed it
    answer: Answer | None  # what its author answered, or can answer, to a decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """An own post that is being changed."""

    post: OwnPost
    form: SendingForm
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePart:
    """Where one own post stands, once that is known."""

    banner: StandingPart


async def own_post_of(request: Request) -> OwnPost:
    """The own post named in the path; everybody else's does not exist here."""
    return await mine.find(tx_of(request), author_id=id_of(request), ref=request.path_params["ref"])


async def show_my_posts(request: Request) -> Response:
    """Own posts, newest first, each with where it stands."""
    reader, tx = reader_of(request), tx_of(request)
    posts, has_older = await mine.page(tx, author_id=id_of(request), after=request.query_params.get("after", ""))
    wait = await wait_of(request, tx)
    needs = MinePage(
        lines=[own_line(post, reader.lang, wait=wait) for post in posts],
        drafts=await _drafts_of(request),
        older=f"{request.scope['path']}?after={posts[-1].ref}" if has_older else "",
    )
    return page(request, "pages/board/mine.html", needs)


async def show_own_post(request: Request, post: OwnPost) -> Response:
    """What became of one own post."""
    reader, wait = reader_of(request), await wait_of(request, tx_of(request))
    story = await mine.tell_story(tx_of(request), post)
    answer = await appealing.find(tx_of(request), post)
    needs = OwnPage(
        post=post,
        line=own_line(post, reader.lang, wait=wait),
        banner=banner_of(story, reader.lang, community=place_of(request), wait=wait),
        html=render(post.body),
        before=render(story.before or ""),
        answer=None if answer is None or answer.outcome else answer,
    )
    return page(request, "pages/board/own.html", needs)


async def show_state(request: Request, post: OwnPost) -> Response:
    """For a page that waits: nothing while the post is checked, then where it stands."""
    if not is_fragment_wanted(request):
        return see(request, f"/{place_of(request)}/posts/{post.ref}")
    if not post.standing.is_settled:
        return Response(status_code=204)
    story, wait = await mine.tell_story(tx_of(request), post), await wait_of(request, tx_of(request))
    banner = banner_of(story, reader_of(request).lang, community=place_of(request), wait=wait)
    return part(request, "parts/board/standing.html", StatePart(banner=banner))


async def change_post(request: Request, post: OwnPost) -> Response:
    """The form to change an own post, with what was kept of an earlier try."""
    if not post.may_change:
        return see(request, f"/{place_of(request)}/posts/{post.ref}")
    kept = await drafts.find(tx_of(request), member_id=id_of(request), place=drafts.to_edit(post.ref))
    values = {"body": kept.body if kept else post.body}
    if post.is_opening:
        values["title"] = kept.title if kept else post.title or ""
    form = _form_for(post).fresh(request, **values)
    return page(request, "pages/board/change.html", _change_page(request, post, form))


async def create_version(request: Request, post: OwnPost) -> Response | AfterCommit:
    """Sends a changed text; what others read stays until it was checked."""
    if not post.may_change:
        raise Conflict(posting.REFUSALS["post_gone"])
    form = await _form_for(post).read(request)
    if form.has_errors:
        return page(request, "pages/board/change.html", _change_page(request, post, form), status=422)
    await refuse_floods(request)
    title = form["title"].value if post.is_opening else None
    tx = tx_of(request)
    sent = await posting.revise(tx, post, nonce=UUID(form.nonce), title=title, body=form["body"].value)
    await drafts.forget(tx, member_id=id_of(request), place=drafts.to_edit(post.ref))
    return answer_sent(request, sent)


async def create_withdrawal(request: Request, post: OwnPost) -> Response:
    """Takes an own post down; doing it twice changes nothing."""
    await posting.withdraw(tx_of(request), post)
    return see(request, f"/{place_of(request)}/posts/{post.ref}")


def _form_for(post: OwnPost) -> type[ThreadForm] | type[ChangeForm]:
    return ThreadForm if post.is_opening else ChangeForm


def _change_page(request: Request, post: OwnPost, form: SendingForm) -> ChangePage:
    return ChangePage(post=post, form=form, place=drafts.to_edit(post.ref))


async def _drafts_of(request: Request) -> list[DraftLine]:
    if request.query_params.get("after"):
        return []
    found = await drafts.every(tx_of(request), member_id=id_of(request))
    base, lang = f"/{place_of(request)}", reader_of(request).lang
    links = {
        "new": "{base}/spaces/{name}/new",
        "reply": "{base}/threads/{name}#compose",
        "edit": "{base}/posts/{name}/edit",
    }
    return [
        DraftLine(
            title=draft.title,
            body=draft.body,
            link=links[draft.place.partition(":")[0]].format(base=base, name=draft.place.partition(":")[2]),
            **dict(zip(("iso", "when"), when(draft.saved_at, lang), strict=True)),
        )
        for draft in found
    ]


ROUTES: list[BaseRoute] = [
    route("GET", "/posts/{ref}/state", show_state, needs=Permission.CHANGE_OWN, on=own_post_of),
    route("GET", "/my-posts", show_my_posts, needs=Permission.SEE_OWN),
    route("GET", "/posts/{ref}", show_own_post, needs=Permission.CHANGE_OWN, on=own_post_of),
    route("GET", "/posts/{ref}/edit", change_post, needs=Permission.CHANGE_OWN, on=own_post_of),
    route("POST", "/posts/{ref}/edit", create_version, needs=Permission.CHANGE_OWN, on=own_post_of),
    route("POST", "/posts/{ref}/withdrawal", create_withdrawal, needs=Permission.CHANGE_OWN, on=own_post_of),
    *telling.ROUTES,
]

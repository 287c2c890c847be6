"""What a member is told about their own posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import notices, words
from app.board.model import Notice
from app.http.door import place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import AfterCommit, page, see
from app.http.routing import route
from app.web import identifying
from app.web.composing import id_of, reader_of
from app.web.lines import when
from app.web.standings import wait_of

REF = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice, ready to be laid out."""

    said: words.Said
    title: str
    iso: str
    when: str
    is_read: bool
    post_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesPage:
    """Twenty notices, newest first."""

    lines: list[NoticeLine]
    older: str
    newest: str  # the last one on the page that counts as seen
    has_unread: bool


class SeenForm(Form):
    """The newest notice that was on the page."""

    newest = Text("", kind="hidden", pattern=REF)


async def show_notices(request: Request) -> Response:
    """Notices, newest first."""
    reader = reader_of(request)
    asked = request.query_params.get("before", "")
    before = UUID(asked) if re.fullmatch(REF, asked) else None
    found, has_older = await notices.page(tx_of(request), member_id=id_of(request), before=before)
    wait = await wait_of(request, tx_of(request))
    needs = NoticesPage(
        lines=[_line(notice, reader.lang, wait) for notice in found],
        older=f"/{place_of(request)}/notices?before={found[-1].ref}" if has_older else "",
        newest=str(found[0].ref) if found else "",
        has_unread=any(not notice.is_read for notice in found),
    )
    return page(request, "pages/board/notices.html", needs)


async def mark_notices_read(request: Request) -> AfterCommit:
    """The notices that were on the page count as seen."""
    form = await SeenForm.read(request)
    if not form.has_errors:
        await notices.mark_read(tx_of(request), member_id=id_of(request), newest=UUID(form.newest))

    async def then() -> Response:
        await identifying.forget_own(request)
        return see(request, f"/{place_of(request)}/notices")

    return AfterCommit(then)


def _line(notice: Notice, lang: str, wait: int | None) -> NoticeLine:
    iso, moment = when(notice.made_at, lang)
    return NoticeLine(
        said=words.said(notice, lang, wait=wait),
        title=notice.title or "",
        iso=iso,
        when=moment,
        is_read=notice.is_read,
        post_ref=notice.post_ref or "",
    )


ROUTES: list[BaseRoute] = [
    route("GET", "/notices", show_notices, needs=Permission.SEE_OWN),
    route("POST", "/notices/read", mark_notices_read, needs=Permission.SEE_OWN),
]

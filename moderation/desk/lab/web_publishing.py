"""From a draft to a version: checks with their outcome, the yes of one lead or of a second, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, page, part, see
from app.http.routing import Answer, route
from app.kernel.errors import Conflict, NotFound
from app.kernel.ids import is_ref
from moderation.desk.access import Permission
from moderation.desk.lab import running, views
from moderation.desk.lab.views import FindingLine
from moderation.desk.lab.web_drafts import draft_of
from moderation.desk.people.stepping_up import require_step_up
from moderation.desk.web import community_of, staff_of
from moderation.lab import catalogue, publishing
from moderation.lab.model import Publication, VersionLine, Waiting

PAGE = "pages/desk/lab_publication.html"
MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPage:
    """What is checked, what came of it, and whether this person may say yes."""

    publication: Publication
    problems: tuple[FindingLine, ...]
    losses: tuple[FindingLine, ...]
    needs_another: bool
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """What was published, and what waits for a yes."""

    versions: tuple[VersionLine, ...]
    newest: int
    older: str
    waiting: tuple[Waiting, ...]


async def create_publication(request: Request) -> Answer:
    """The draft is checked, beside this request; with it its twin's draft, for who works in both languages."""
    draft, who = await draft_of(request), staff_of(request)
    ref = await publishing.ask(tx_of(request), who.guide, draft, languages=who.languages)
    return AfterCommit(lambda: _begun(request, ref))


async def create_return(request: Request) -> Answer:
    """An earlier version is checked, to come back; 0 is what was shipped."""
    number = cast(str, request.path_params["number"])
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise NotFound()
    ref = await publishing.ask_return(tx_of(request), staff_of(request).guide, place_of(request), int(number))
    return AfterCommit(lambda: _begun(request, ref))


async def _begun(request: Request, ref: str) -> Response:
    running.begin(running.check(community_of(request), ref))
    return see(request, f"/{place_of(request)}/lab/publications/{ref}")


async def show_publication(request: Request) -> Response:
    """How far the check is, or what it found."""
    return page(request, PAGE, await _page(request))


async def show_progress(request: Request) -> Response:
    """The same without its frame, for a page that waits."""
    return part(request, "parts/desk/lab_publication.html", await _page(request))


async def create_approval(request: Request) -> Answer:
    """A new version for every worker. Where recall falls, only a second lead's yes makes it."""
    ref = _ref(request)
    await publishing.find(tx_of(request), ref)
    await require_step_up(request, back=f"/{place_of(request)}/lab/publications/{ref}")
    try:
        await publishing.publish(tx_of(request), staff_of(request).guide, ref)
    except Conflict as lost:
        return page(request, PAGE, await _page(request, refusal=lost.sentence), status=409)
    return AfterCommit(lambda: _published(request, ref))


async def _published(request: Request, ref: str) -> Response:
    return see(request, f"/{place_of(request)}/lab/publications/{ref}")


async def show_versions(request: Request) -> Response:
    """The newest first; each may come back."""
    tx, here = tx_of(request), place_of(request)
    before = request.query_params.get("before", "")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 7 else None
    found = await catalogue.versions(tx, here, before=start, most=MOST)
    shown = VersionsPage(
        versions=found,
        newest=(await catalogue.live(tx, here)).number,
        older=f"?before={found[-1].number}" if len(found) == MOST else "",
        waiting=await publishing.waiting(tx, here),
    )
    return page(request, "pages/desk/lab_versions.html", shown)


async def _page(request: Request, *, refusal: str = "") -> PublicationPage:
    found = await publishing.find(tx_of(request), _ref(request))
    return PublicationPage(
        publication=found,
        problems=views.findings(found.problems),
        losses=views.findings(found.losses),
        needs_another=found.needs_another(staff_of(request).ref),
        refusal=refusal,
    )


def _ref(request: Request) -> str:
    ref = cast(str, request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return ref


ROUTES: list[BaseRoute] = [
    route("POST", "/{community}/lab/drafts/{ref}/publications", create_publication, needs=Permission.USE_LAB),
    route("GET", "/{community}/lab/publications/{ref}", show_publication, needs=Permission.USE_LAB),
    route("GET", "/{community}/lab/publications/{ref}/progress", show_progress, needs=Permission.USE_LAB),
    route("POST", "/{community}/lab/publications/{ref}/approvals", create_approval, needs=Permission.USE_LAB),
    route("GET", "/{community}/lab/versions", show_versions, needs=Permission.USE_LAB),
    route("POST", "/{community}/lab/versions/{number}/publications", create_return, needs=Permission.USE_LAB),
]

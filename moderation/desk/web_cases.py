"""A case is opened, kept, taken over, put back; and one of its details is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, is_fragment_wanted, page, part, see
from app.http.routing import Answer, route
from app.kernel.errors import NotFound
from moderation.cases import claiming, restoring
from moderation.desk.access import Permission
from moderation.desk.case_page import page_of, take_up
from moderation.desk.forms import ClaimForm
from moderation.desk.web import case_ref, case_url, community_of, ring, settings_of, staff_of

_PLACE = re.compile(r"(title|body)-(\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOutPart:
    """One detail, shown because a guide asked; it is in the log."""

    key: str
    letters: str
    back: str


async def show_case(request: Request) -> Response:
    """The case, in this guide's hand when it was free."""
    await take_up(community_of(request), staff_of(request).guide, case_ref(request))
    await ring(request, "claimed")
    return page(request, "pages/desk/case.html", await page_of(request))


async def create_claim(request: Request) -> Answer:
    """Five minutes more, or out of a colleague's hand when that was asked for."""
    form = await ClaimForm.read(request)
    take = claiming.take_over if form.takes_over == "yes" else claiming.claim
    await take(tx_of(request), staff_of(request).guide, case_ref(request))
    is_script = request.headers.get("accept") == "text/plain"
    return AfterCommit(lambda: _told(request, None if is_script else case_url(request)))


async def end_claim(request: Request) -> Answer:
    """Back in the list for everybody."""
    await claiming.release(tx_of(request), staff_of(request).guide, case_ref(request))
    return AfterCommit(lambda: _told(request, f"/{place_of(request)}/"))


async def _told(request: Request, url: str | None) -> Response:
    await ring(request, "claimed")
    return Response(status_code=204) if url is None else see(request, url)


async def show_cut_out(request: Request) -> Answer:
    """The letters behind one placeholder; the log row is committed before they leave."""
    match = _PLACE.fullmatch(request.path_params["place"])
    if match is None:
        raise NotFound()
    letters = await restoring.open_cutout(
        tx_of(request),
        staff_of(request).guide,
        case_ref(request),
        place=match[1],
        ordinal=int(match[2]),
        desk_key=settings_of(request).desk_private_key,
    )
    shown = CutOutPart(key=match[0], letters=letters, back=case_url(request))
    return AfterCommit(lambda: _shown(request, shown))


async def _shown(request: Request, shown: CutOutPart) -> Response:
    if is_fragment_wanted(request):
        return part(request, "parts/desk/cut_out.html", shown)
    # Without script there is no redirect: the letters stand in this one answer and nowhere else.
    return page(request, "pages/desk/cut_out.html", shown)


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/cases/{ref}", show_case, needs=Permission.READ_CASES),
    route("POST", "/{community}/cases/{ref}/claim", create_claim, needs=Permission.DECIDE),
    route("POST", "/{community}/cases/{ref}/release", end_claim, needs=Permission.DECIDE),
    route("POST", "/{community}/cases/{ref}/cut-outs/{place}", show_cut_out, needs=Permission.OPEN_DETAIL),
]

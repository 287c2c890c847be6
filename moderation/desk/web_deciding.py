"""Deciding, taking it back, and seeing beforehand what the author will read."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, form_again, is_fragment_wanted, page, part, see
from app.http.routing import Answer, route
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_, translate
from app.kernel.ids import Ref, is_ref
from moderation.cases import deciding, undoing
from moderation.cases.model import Decided
from moderation.desk.access import Permission
from moderation.desk.care import extras
from moderation.desk.case_page import CasePage, page_of, part_of, take_next
from moderation.desk.deciding_form import DecisionForm
from moderation.desk.listing import lane_of
from moderation.desk.means import means_of
from moderation.desk.web import case_ref, case_url, community_of, ring, settings_of, staff_of, view_of

PAGE, PART = "pages/desk/case.html", "parts/desk/decide.html"


async def create_decision(request: Request) -> Answer:
    """Decided, told and logged; or the form again with what is missing; or who was quicker (409)."""
    form = await DecisionForm.read(request)
    await _complain(request, form)
    if form.has_errors:
        return _again(request, await page_of(request, form=form), status=422)
    try:
        made = await _decide(request, form)
    except Invalid as wrong:
        form.complain(wrong.field if wrong.field in form.fields else None, wrong.sentence, **wrong.params)
        return _again(request, await page_of(request, form=form), status=422)
    except Conflict as lost:
        said = translate(staff_of(request).lang, lost.sentence, **lost.params)
        return _again(request, await page_of(request, form=form, conflict=said), status=409)
    return AfterCommit(lambda: _decided(request, made, form.lane))


async def _complain(request: Request, form: DecisionForm) -> None:
    if form.chosen and not form.why:
        form.complain("reason", N_("Please choose a reason."))
    await extras.complain(tx_of(request), form, staff_of(request))


async def _decide(request: Request, form: DecisionForm) -> Decided:
    means = means_of(settings_of(request), place_of(request))
    return await deciding.decide(tx_of(request), staff_of(request).guide, case_ref(request), form.wish, means=means)


def _again(request: Request, whole: CasePage, *, status: int) -> Response:
    needs = part_of(whole) if is_fragment_wanted(request) else whole
    return form_again(request, page_name=PAGE, part_name=PART, needs=needs, status=status)


async def _decided(request: Request, made: Decided, lane: str) -> Response:
    await ring(request, "decided", post_ref="" if made.is_pending else made.post_ref)
    # What waits its seconds says so itself, with the way back beside it.
    done = {} if made.is_pending else {"done": made.act.value}
    if not made.is_closed:
        return see(request, _url(case_url(request), lane, done))
    following = await _next(request, lane)
    base = f"/{place_of(request)}/"
    return see(request, _url(f"{base}cases/{following}" if following else base, lane, done))


async def _next(request: Request, lane: str) -> str | None:
    """The case that this guide sees now, in hand already: nobody goes back to the list to choose."""
    db = community_of(request)
    async with db.reading() as tx:
        request.state.tx = tx
        view = await view_of(request, at=case_ref(request), lane=lane_of(lane))
    return await take_next(db, staff_of(request).guide, view)


def _url(path: str, lane: str, more: dict[str, str]) -> str:
    query = urlencode(({"lane": lane} if lane else {}) | more)
    return f"{path}?{query}" if query else path


async def create_undo(request: Request) -> Answer:
    """Nothing of it happens; the case is in this guide's hand. Too late is 409, with the sentence that says why."""
    ref = request.path_params["decision"]
    if not is_ref(ref):
        raise NotFound()
    case = await undoing.undo(tx_of(request), staff_of(request).guide, ref)
    return AfterCommit(lambda: _undone(request, case.ref))


async def _undone(request: Request, ref: Ref) -> Response:
    await ring(request, "undone")
    return see(request, f"/{place_of(request)}/cases/{ref}?done=undone")


async def show_preview(request: Request) -> Response:
    """What the author would read; nothing is kept."""
    form = await DecisionForm.read(request)
    for bound in form.fields.values():
        bound.errors.clear()
    whole = await page_of(request, form=form)
    if is_fragment_wanted(request):
        return part(request, "parts/desk/preview.html", part_of(whole))
    return page(request, PAGE, whole)


ROUTES: list[BaseRoute] = [
    route("POST", "/{community}/cases/{ref}/decisions", create_decision, needs=Permission.DECIDE),
    route("POST", "/{community}/decisions/{decision}/undo", create_undo, needs=Permission.DECIDE),
    route("POST", "/{community}/cases/{ref}/preview", show_preview, needs=Permission.DECIDE),
]

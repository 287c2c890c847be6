"""Asking a colleague, leaving words beside a case, and leaving a case to colleagues."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer, route
from app.kernel.errors import Conflict, Invalid
from moderation.cases import locking, talking
from moderation.desk.access import Permission
from moderation.desk.case_page import page_of
from moderation.desk.forms import TalkForm
from moderation.desk.web import case_ref, case_url, ring, staff_of


async def create_talk(request: Request) -> Answer:
    """A question puts the case back into the list; other words only stand beside it."""
    form = await TalkForm.read(request)
    if not form.has_errors:
        try:
            await _say(request, form)
        except (Invalid, Conflict) as wrong:
            form.complain(None, wrong.sentence, **wrong.params)
    if form.has_errors:
        return page(request, "pages/desk/case.html", await page_of(request, talk=form), status=422)
    url = f"/{place_of(request)}/?done=asked" if form.whom else f"{case_url(request)}?done=told"
    return AfterCommit(lambda: _gone(request, "claimed", url))


async def _say(request: Request, form: TalkForm) -> None:
    tx, guide, ref = tx_of(request), staff_of(request).guide, case_ref(request)
    await locking.lock(tx, ref)
    if form.whom:
        await talking.ask(tx, guide, ref, community=place_of(request), whom=form.whom, words=form.said)
    else:
        await talking.tell(tx, guide, ref, words=form.said)


async def create_pass(request: Request) -> Answer:
    """The case stands in this guide's list no more; nobody is asked or told why."""
    await locking.lock(tx_of(request), case_ref(request))
    await talking.leave(tx_of(request), staff_of(request).guide, case_ref(request))
    return AfterCommit(lambda: _gone(request, "claimed", f"/{place_of(request)}/?done=passed"))


async def _gone(request: Request, word: str, url: str) -> Response:
    await ring(request, word)
    return see(request, url)


ROUTES: list[BaseRoute] = [
    route("POST", "/{community}/cases/{ref}/talk", create_talk, needs=Permission.DECIDE),
    route("POST", "/{community}/cases/{ref}/pass", create_pass, needs=Permission.DECIDE),
]

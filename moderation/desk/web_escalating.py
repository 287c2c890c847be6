"""A guide asks the seniors about a case."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer, route
from app.kernel.errors import Conflict
from moderation.cases.detail import case_detail
from moderation.desk.access import Permission
from moderation.desk.case_page import take_up
from moderation.desk.forms import EscalationForm
from moderation.desk.seeing import case_view
from moderation.desk.views import CaseView
from moderation.desk.web import case_ref, case_url, community_of, ring, staff_of, view_of
from moderation.escalation import raising
from moderation.escalation.model import Asking

PAGE = "pages/desk/escalation.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPage:
    """The form, beside the text it is about."""

    form: EscalationForm
    view: CaseView


async def show_escalation(request: Request) -> Response:
    """The form, and how earlier requests about this case stand."""
    await take_up(community_of(request), staff_of(request).guide, case_ref(request))
    return page(request, PAGE, await _page(request, EscalationForm.empty(request)))


async def create_escalation(request: Request) -> Answer:
    """The seniors have the request at once; the case stays where it is."""
    form = await EscalationForm.read(request)
    if form.has_errors:
        return page(request, PAGE, await _page(request, form), status=422)
    asking = Asking(reason=form.reason, facts=form.facts, tried=form.tried)
    try:
        await raising.raise_it(tx_of(request), case_ref(request), staff_of(request).guide, asking)
    except Conflict as lost:
        form.complain(None, lost.sentence, **lost.params)
        return page(request, PAGE, await _page(request, form), status=409)
    return AfterCommit(lambda: _raised(request))


async def _raised(request: Request) -> Response:
    await door_of(request).bell.ring(raising.BELL)
    await ring(request, "raised")
    return see(request, f"{case_url(request)}?done=raised")


async def _page(request: Request, form: EscalationForm) -> EscalationPage:
    tx, ref = tx_of(request), case_ref(request)
    case = await case_detail(tx, ref)
    view = await view_of(request, at=ref)
    return EscalationPage(form=form, view=case_view(case, staff_of(request), view, await raising.of_case(tx, ref)))


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/cases/{ref}/escalation", show_escalation, needs=Permission.RAISE),
    route("POST", "/{community}/cases/{ref}/escalation", create_escalation, needs=Permission.RAISE),
]

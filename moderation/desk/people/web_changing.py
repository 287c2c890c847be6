"""What an admin changes of somebody: rights, standing, everything that signs them in; and a second admin's word."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.respond import AfterCommit, see
from app.http.routing import Answer, route
from app.kernel.errors import Conflict, Invalid
from moderation.desk.access import Permission
from moderation.desk.people import agreeing
from moderation.desk.people.agreeing import Kind, Outcome, Wish
from moderation.desk.people.forms import AnswerForm, RightsForm, StandingForm
from moderation.desk.people.stepping_up import require_step_up
from moderation.desk.people.telling import end_streams, link
from moderation.desk.people.web_staff import person_page, ref_of, refuse_unknown_places
from moderation.desk.web import settings_of, staff_of


async def change_rights(request: Request) -> Answer:
    """Another role or other communities; for an admin, once a second one agreed."""
    await require_step_up(request)
    form = await RightsForm.read(request)
    refuse_unknown_places(request, form)
    if form.has_errors:
        return await person_page(request, form, status=422)
    return await _wish(request, Wish(kind=Kind.RIGHTS, role=form.role, languages=form.chosen), form)


async def change_standing(request: Request) -> Answer:
    """Out at once, or in again."""
    await require_step_up(request)
    form = await StandingForm.read(request)
    return await _wish(request, Wish(kind=Kind(form.standing))) if not form.has_errors else await person_page(request)


async def reset_factors(request: Request) -> Answer:
    """Everything that signs this person in is forgotten; their new link is shown once."""
    await require_step_up(request)
    return await _wish(request, Wish(kind=Kind.RESET))


async def answer_request(request: Request) -> Answer:
    """A second admin agrees, or says no."""
    await require_step_up(request, back="/staff")
    form = await AnswerForm.read(request)
    tx, who, ref = tx_of(request), staff_of(request), ref_of(request)
    if form.has_errors:
        return see(request, "/staff")
    agreed, secret = form.answer == "agree", settings_of(request).desk_secret
    outcome = await agreeing.answer(tx, who, ref, is_agreed=agreed, desk_secret=secret)
    return _after(request, outcome, "/staff")


async def _wish(request: Request, wanted: Wish, form: RightsForm | None = None) -> Answer:
    tx, who, ref = tx_of(request), staff_of(request), ref_of(request)
    try:
        outcome = await agreeing.wish(tx, who, ref, wanted, desk_secret=settings_of(request).desk_secret)
    except Conflict as known:
        return await person_page(request, form, problem=known.sentence, status=409)
    except Invalid as wrong:
        return await person_page(request, form, problem=wrong.sentence, status=422)
    return _after(request, outcome, f"/staff/{ref}")


def _after(request: Request, outcome: Outcome, then: str) -> Answer:
    if outcome.invited is not None:
        return link(request, outcome.invited)

    async def told() -> Response:
        await end_streams(request)
        return see(request, then)

    return AfterCommit(told)


ROUTES: list[BaseRoute] = [
    route("POST", "/staff/requests/{ref}/answers", answer_request, needs=Permission.RUN_STAFF),
    route("POST", "/staff/{ref}/rights", change_rights, needs=Permission.RUN_STAFF),
    route("POST", "/staff/{ref}/standing", change_standing, needs=Permission.RUN_STAFF),
    route("POST", "/staff/{ref}/enrolments", reset_factors, needs=Permission.RUN_STAFF),
]

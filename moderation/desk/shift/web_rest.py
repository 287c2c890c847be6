"""How somebody works: breaks, easier items, a wish to talk. Nothing here asks for a reason."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.respond import see
from app.http.routing import Answer, route
from app.kernel.errors import NotFound
from app.kernel.hashing import digest_of
from app.kernel.ids import is_ref
from moderation.desk.access import Permission
from moderation.desk.shift.forms import RestForm, SwitchForm, WhereForm
from moderation.desk.web import staff_of, token_of
from moderation.shift import resting


def _back(request: Request, asked: str) -> str:
    """The page that a small form stood on; only pages of this door, whatever was sent."""
    known = {f"/{one}/" for one in door_of(request).databases}
    return asked if asked in known else "/shift"


async def note_rest(request: Request) -> Answer:
    """A break was taken, or is put off."""
    form = await RestForm.read(request)
    if not form.has_errors:
        await resting.rest(tx_of(request), digest_of(token_of(request) or ""), has_rested=form.rest == "taken")
    return see(request, _back(request, form.back))


async def switch_easier(request: Request) -> Answer:
    """Heavy texts stay out of the list for half an hour, or are back."""
    form = await SwitchForm.read(request)
    if not form.has_errors:
        await resting.make_easier(tx_of(request), staff_of(request).guide, is_on=form.switch == "on")
    return see(request, _back(request, form.back))


async def ask_debrief(request: Request) -> Answer:
    """The leads of a community learn that this guide would like to talk."""
    form, who = await WhereForm.read(request), staff_of(request)
    if form.has_errors or form.where not in who.languages:
        raise NotFound()
    await resting.ask_debrief(tx_of(request), who.guide, form.where)
    return see(request, "/shift?done=asked")


async def meet_debrief(request: Request) -> Answer:
    """A lead talked with whoever asked."""
    who, ref = staff_of(request), str(request.path_params["ref"])
    if who.role != "lead" or not is_ref(ref):
        raise NotFound()
    await resting.meet(tx_of(request), who.guide, who.languages, ref)
    return see(request, "/shift?done=met")


ROUTES: list[BaseRoute] = [
    route("POST", "/shift/rests", note_rest, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/easier", switch_easier, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/debriefs", ask_debrief, needs=Permission.WORK_SHIFT),
    route("POST", "/shift/debriefs/{ref}/meeting", meet_debrief, needs=Permission.WORK_SHIFT),
]

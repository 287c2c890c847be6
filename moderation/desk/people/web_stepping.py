"""`/step-up`: confirm that it is you, before a sensitive act."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from moderation.desk.access import Permission
from moderation.desk.people import journal, own, passkeys, proving
from moderation.desk.people.forms import StepUpForm
from moderation.desk.people.journal import Verb
from moderation.desk.people.passkeys import Party
from moderation.desk.people.proving import Means
from moderation.desk.people.stepping_up import local
from moderation.desk.web import settings_of, staff_of, token_of

PER_PERSON = Limit(name="desk_step_up", most=8, seconds=600)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUpPage:
    """One form, and whether a passkey could answer it."""

    form: StepUpForm
    has_passkeys: bool


async def show_step_up(request: Request) -> Response:
    """The form."""
    return await _shown(request, StepUpForm.empty(request, next=local(request.query_params.get("next", ""))))


async def create_step_up(request: Request) -> Response:
    """Sensitive acts are open for ten minutes; on to where they stand."""
    form = await StepUpForm.read(request)
    form.fields["next"].value = local(form.next)
    who = staff_of(request)
    await door_of(request).throttle.check(PER_PERSON, who.ref)
    if form.has_errors:
        return await _shown(request, form, status=422)
    tx, means = tx_of(request), Means.of(settings_of(request), door_of(request).clock)
    person = await tx.one(own.Q.credentials, who.id)
    if await proving.is_proven(tx, person, form.proof, means, purpose="step_up"):
        await own.step_up(tx, who, token_of(request) or "")
        return see(request, form.next)
    await journal.note(tx, who.ref, Verb.NOT_STEPPED_UP)
    form.complain("code", N_("This does not fit. Each code works once; wait for the next one."))
    return await _shown(request, form, status=422)


async def ask_for_proof(request: Request) -> Response:
    """What the browser needs to confirm with a passkey."""
    party = Party.of(settings_of(request).url)
    options = await passkeys.ask_to_prove(tx_of(request), party, staff_id=staff_of(request).id)
    return Response(options, media_type="application/json")


async def _shown(request: Request, form: StepUpForm, *, status: int = 200) -> Response:
    form.fields["passkey"].value = ""
    known = await passkeys.listed(tx_of(request), staff_of(request).id)
    shown = StepUpPage(form=form, has_passkeys=bool(known))
    return page(request, "pages/desk/account_step_up.html", shown, status=status)


ROUTES: list[BaseRoute] = [
    route("GET", "/step-up", show_step_up, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/step-up", create_step_up, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/step-up/challenges", ask_for_proof, needs=Permission.CHANGE_OWN_ACCOUNT),
]

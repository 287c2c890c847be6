"""Passkeys of one's own: made, named, removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.errors import Invalid
from moderation.desk.access import Permission
from moderation.desk.people import journal, own, passkeys
from moderation.desk.people.forms import PasskeyForm
from moderation.desk.people.journal import Verb
from moderation.desk.people.passkeys import Party
from moderation.desk.people.stepping_up import require_step_up
from moderation.desk.people.web_account import shown
from moderation.desk.web import settings_of, staff_of, token_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyPage:
    """One form."""

    form: PasskeyForm


async def show_add(request: Request) -> Response:
    """The form for one more passkey."""
    await require_step_up(request)
    return page(request, "pages/desk/account_passkey.html", PasskeyPage(form=PasskeyForm.empty(request)))


async def ask_for_passkey(request: Request) -> Response:
    """What the browser needs to make one."""
    await require_step_up(request, back="/me/passkeys/new")
    tx, party = tx_of(request), Party.of(settings_of(request).url)
    options = await passkeys.ask_to_register(tx, party, await own.owner(tx, staff_of(request)), purpose="register")
    return Response(options, media_type="application/json")


async def create_passkey(request: Request) -> Response:
    """The passkey signs this person in from now on."""
    await require_step_up(request, back="/me/passkeys/new")
    form = await PasskeyForm.read(request)
    if not form.has_errors:
        tx, who, party = tx_of(request), staff_of(request), Party.of(settings_of(request).url)
        owner = await own.owner(tx, who)
        try:
            ref = await passkeys.register(tx, party, form.passkey, owner=owner, name=form.name, purpose="register")
            await journal.note(tx, who.ref, Verb.PASSKEY, subject=ref)
            return see(request, "/me?done=passkey")
        except Invalid as wrong:
            form.complain(wrong.field, wrong.sentence, **wrong.params)
    form.fields["passkey"].value = ""
    return page(request, "pages/desk/account_passkey.html", PasskeyPage(form=form), status=422)


async def remove_passkey(request: Request) -> Response:
    """It opens nothing any more."""
    await require_step_up(request, back="/me")
    try:
        ref, token = cast(str, request.path_params["ref"]), token_of(request) or ""
        await own.remove_passkey(tx_of(request), staff_of(request), token, ref=ref)
    except Invalid as wrong:
        return await shown(request, problem=wrong.sentence, status=422)
    return see(request, "/me?done=removed")


ROUTES: list[BaseRoute] = [
    route("GET", "/me/passkeys/new", show_add, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/passkeys/challenges", ask_for_passkey, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/passkeys", create_passkey, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/passkeys/{ref}/removals", remove_passkey, needs=Permission.CHANGE_OWN_ACCOUNT),
]

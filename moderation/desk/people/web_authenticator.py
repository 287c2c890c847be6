"""`/me/authenticator`: another telephone for one's codes."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.errors import Invalid
from moderation.desk import second_factor
from moderation.desk.access import Permission
from moderation.desk.people import own
from moderation.desk.people.forms import CodeForm
from moderation.desk.people.proving import Means
from moderation.desk.people.stepping_up import require_step_up
from moderation.desk.people.web_enrolling import Square
from moderation.desk.web import settings_of, staff_of, token_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatorPage:
    """The secret for an authenticator, as letters and as a drawing, and the form."""

    form: CodeForm
    secret: str
    square: Square


async def show_authenticator(request: Request) -> Response:
    """The secret that would count."""
    await require_step_up(request)
    return await _shown(request, CodeForm.empty(request))


async def change_authenticator(request: Request) -> Response:
    """Codes of this secret count from now on, those of the one before no longer."""
    await require_step_up(request, back="/me/authenticator")
    form = await CodeForm.read(request)
    if form.has_errors:
        return await _shown(request, form, status=422)
    tx, who, means = tx_of(request), staff_of(request), Means.of(settings_of(request), door_of(request).clock)
    try:
        await own.change_authenticator(tx, who, token_of(request) or "", code=form.code, means=means)
    except Invalid as wrong:
        form.complain(wrong.field, wrong.sentence)
        return await _shown(request, form, status=422)
    return see(request, "/me?done=authenticator")


async def _shown(request: Request, form: CodeForm, *, status: int = 200) -> Response:
    who = staff_of(request)
    account = await own.owner(tx_of(request), who)
    secret = own.next_secret(settings_of(request).desk_secret, who, token_of(request) or "")
    square = Square.of(second_factor.uri_of(account.login, secret))
    shown = AuthenticatorPage(form=form, secret=secret, square=square)
    return page(request, "pages/desk/account_authenticator.html", shown, status=status)


ROUTES: list[BaseRoute] = [
    route("GET", "/me/authenticator", show_authenticator, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/authenticator", change_authenticator, needs=Permission.CHANGE_OWN_ACCOUNT),
]

"""Signing in and out, and the one setting of a person."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.cookies import drop_cookie, set_cookie
from app.http.door import door_of, tx_of
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer, route
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from moderation.desk import staff
from moderation.desk.access import Permission
from moderation.desk.forms import KeysForm, SignInForm
from moderation.desk.web import KEYS, settings_of, staff_of, token_of

# A clinic may sit behind one address, so the limit per login is the narrow one.
PER_CLIENT = Limit(name="desk_sign_in", most=30, seconds=600)
PER_LOGIN = Limit(name="desk_login", most=8, seconds=600)
CLEARED = '"cache", "cookies", "storage"'


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """One form."""

    form: SignInForm


async def show_sign_in(request: Request) -> Response:
    """The form; who is signed in already is taken to the first page."""
    if staff_of(request).is_signed_in:
        return see(request, "/")
    return page(request, "pages/desk/sign_in.html", SignInPage(form=SignInForm.empty(request)))


async def create_session(request: Request) -> Answer:
    """Signs in, or says that something was not right and not what."""
    form = await SignInForm.read(request)
    if form.has_errors:
        return page(request, "pages/desk/sign_in.html", SignInPage(form=form), status=422)
    door = door_of(request)
    await door.throttle.check(PER_LOGIN, form.login.lower())
    secret = settings_of(request).desk_secret
    token = await staff.sign_in(
        tx_of(request), form.login, password=form.password, code=form.code, desk_secret=secret, clock=door.clock
    )
    if token is None:
        form.complain(None, N_("The name, the password or the code is not right."))
        return page(request, "pages/desk/sign_in.html", SignInPage(form=form), status=422)
    return AfterCommit(lambda: _signed_in(request, token))


async def _signed_in(request: Request, token: str) -> Response:
    answer = see(request, "/")
    # The same session in every community: forms are bound to the cookie of the place they stand in.
    for place in door_of(request).databases:
        set_cookie(request, answer, place, token)
    return answer


async def end_session(request: Request) -> Response:
    """Signs out on this device."""
    token = token_of(request)
    if token is not None:
        await staff.sign_out(tx_of(request), staff_of(request), token)
    answer = see(request, "/sign-in")
    for place in door_of(request).databases:
        drop_cookie(request, answer, place)
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer


async def change_keys(request: Request) -> Response:
    """Single-key shortcuts are on or off in this browser from now on."""
    form = await KeysForm.read(request)
    answer = see(request, "/")
    if not form.has_errors:
        set_cookie(request, answer, KEYS, form.keys)
    return answer


ROUTES: list[BaseRoute] = [
    route("GET", "/sign-in", show_sign_in, needs=Permission.SIGN_IN),
    route("POST", "/sign-in", create_session, needs=Permission.SIGN_IN, limit=PER_CLIENT),
    route("POST", "/sign-out", end_session, needs=Permission.ENTER),
    route("POST", "/keys", change_keys, needs=Permission.ENTER),
]

"""Signing in and out."""

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
from moderation.desk.people import passkeys
from moderation.desk.people.forms import SignInForm
from moderation.desk.people.passkeys import Party
from moderation.desk.people.proving import Means
from moderation.desk.web import settings_of, staff_of, token_of

# A clinic may sit behind one address, so the limit per login is the narrow one.
PER_CLIENT = Limit(name="desk_sign_in", most=30, seconds=600)
PER_LOGIN = Limit(name="desk_login", most=8, seconds=600)
CLEARED = '"cache", "cookies", "storage"'


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """One form; `is_enrolled` right after somebody enrolled."""

    form: SignInForm
    is_enrolled: bool = False


async def show_sign_in(request: Request) -> Response:
    """The form; who is signed in already is taken to the first page."""
    if staff_of(request).is_signed_in:
        return see(request, "/")
    shown = SignInPage(form=SignInForm.empty(request), is_enrolled="enrolled" in request.query_params)
    return page(request, "pages/desk/sign_in.html", shown)


async def create_session(request: Request) -> Answer:
    """Signs in, or says that something was not right and not what."""
    form = await SignInForm.read(request)
    if form.has_errors:
        return _again(request, form)
    door = door_of(request)
    await door.throttle.check(PER_LOGIN, form.login.lower())
    means = Means.of(settings_of(request), door.clock)
    token = await staff.sign_in(tx_of(request), form.login, password=form.password, proof=form.proof, means=means)
    if token is None:
        form.complain(None, N_("The name, the password or the code is not right."))
        return _again(request, form)
    return AfterCommit(lambda: _signed_in(request, token))


async def ask_for_passkey(request: Request) -> Response:
    """What the browser needs to sign in with a passkey: the same for every name, and for none."""
    options = await passkeys.ask_to_prove(tx_of(request), Party.of(settings_of(request).url), staff_id=None)
    return Response(options, media_type="application/json")


def _again(request: Request, form: SignInForm) -> Response:
    form.fields["passkey"].value = ""  # what was signed is good once
    return page(request, "pages/desk/sign_in.html", SignInPage(form=form), status=422)


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


ROUTES: list[BaseRoute] = [
    route("GET", "/sign-in", show_sign_in, needs=Permission.SIGN_IN),
    route("POST", "/sign-in", create_session, needs=Permission.SIGN_IN, limit=PER_CLIENT),
    route("POST", "/sign-in/challenges", ask_for_passkey, needs=Permission.SIGN_IN, limit=PER_CLIENT),
    route("POST", "/sign-out", end_session, needs=Permission.ENTER),
]

"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.http.cookies import drop_cookie, set_cookie
from app.http.door import door_of, place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer, route
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from app.members import pseudonyms, sessions
from app.members.pausing import AccountClosed, Standing
from app.web import identifying
from app.web.identifying import member_of, origin_of, session_digest, settings_of

# A base or a barracks may sit behind one address, so the limit per name is the narrow one.
SIGN_IN = Limit(name="sign-in", most=60, seconds=600)
PER_NAME = Limit(name="sign-in-name", most=15, seconds=900)
CLEARED = '"cache", "cookies", "storage"'


class SignInForm(Form):
    """A chosen name and its password."""

    pseudonym = Text(N_("Chosen name"), most=60, missing=N_("Enter your chosen name."), autocomplete="username")
    password = Text(
        N_("Password"),
        kind="password",
        missing=N_("Enter your password."),
        autocomplete="current-password",
        is_verbatim=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """The form."""

    form: SignInForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPage:
    """Why an account is closed, for whoever proved that it is theirs."""

    standing: Standing


async def show_sign_in(request: Request) -> Response:
    """The form; who is signed in already is taken home."""
    if member_of(request).is_signed_in:
        return see(request, f"/{place_of(request)}/")
    return page(request, "pages/members/sign_in.html", SignInPage(form=SignInForm.empty(request)))


async def create_session(request: Request) -> Response:
    """Signed in; or one answer for every pair that does not fit."""
    form = await SignInForm.read(request)
    if form.has_errors:
        return page(request, "pages/members/sign_in.html", SignInPage(form=form), status=422)
    await door_of(request).throttle.check(PER_NAME, f"{place_of(request)}:{pseudonyms.skeleton(form.pseudonym)}")
    try:
        member = await sessions.check(tx_of(request), form.pseudonym, form.password)
    except AccountClosed as closed:
        return page(request, "pages/members/closed.html", ClosedPage(standing=closed.standing), status=403)
    except Invalid as wrong:
        form.complain(None, wrong.sentence)
        return page(request, "pages/members/sign_in.html", SignInPage(form=form), status=422)
    token = await sessions.sign_in(tx_of(request), member, origin_of(request), settings_of(request))
    response = see(request, f"/{place_of(request)}/")
    set_cookie(request, response, place_of(request), token)
    return response


async def end_session(request: Request) -> Answer:
    """Signed out on this device."""
    digest = session_digest(request)
    if digest is not None:
        await sessions.close_session(tx_of(request), digest)
    return AfterCommit(lambda: signed_out(request, [digest] if digest else []))


async def end_sessions(request: Request) -> Answer:
    """Signed out on every device."""
    ended = await sessions.close_all(tx_of(request), member_of(request).member_id or 0)
    return AfterCommit(lambda: signed_out(request, ended))


async def signed_out(request: Request, ended: list[bytes]) -> Response:
    """Caches forget the ended sessions, the browser forgets everything of this site."""
    await identifying.forget(request, *ended)
    response = see(request, f"/{place_of(request)}/")
    drop_cookie(request, response, place_of(request))
    response.headers["Clear-Site-Data"] = CLEARED
    return response


ROUTES: list[BaseRoute] = [
    route("GET", "/sign-in", show_sign_in, needs=Permission.READ_PUBLIC),
    route("POST", "/sign-in", create_session, needs=Permission.JOIN, limit=SIGN_IN),
    route("POST", "/sign-out", end_session, needs=Permission.SEE_OWN),
    route("POST", "/sign-out/everywhere", end_sessions, needs=Permission.SEE_OWN),
]

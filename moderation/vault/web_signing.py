"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.cookies import drop_cookie, set_cookie
from app.http.door import door_of, place_of, tx_of
from app.http.respond import AfterCommit, page, see
from app.http.routing import route
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from moderation.vault import signing
from moderation.vault.access import Permission
from moderation.vault.forms import SignInForm
from moderation.vault.web import holder_of, senior_of, settings_of

PER_CLIENT = Limit(name="vault_sign_in", most=20, seconds=300)
PER_LOGIN = Limit(name="vault_login", most=8, seconds=600)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """One form."""

    form: SignInForm


async def show_sign_in(request: Request) -> Response:
    """The form."""
    return page(request, "pages/vault/sign_in.html", SignInPage(form=SignInForm.empty(request)))


async def create_session(request: Request) -> Response | AfterCommit:
    """Signs in, or says that something was not right and not what."""
    form = await SignInForm.read(request)
    token = None
    if not form.has_errors:
        await door_of(request).throttle.check(PER_LOGIN, form.login.lower())
        token = await signing.sign_in(
            tx_of(request),
            form.login,
            password=form.password,
            code=form.code,
            vault_secret=settings_of(request).vault_secret,
            clock=door_of(request).clock,
        )
    if token is None:
        if not form.has_errors:
            form.complain(None, N_("The name, the password or the code is not right."))
        return page(request, "pages/vault/sign_in.html", SignInPage(form=form), status=422)
    answer = see(request, "/")
    set_cookie(request, answer, place_of(request), token)
    return answer


async def end_session(request: Request) -> Response | AfterCommit:
    """Signs out; whatever was unlocked is locked again."""
    senior = senior_of(request)
    holder_of(request).drop_session(senior.session)
    await signing.sign_out(tx_of(request), senior)
    answer = see(request, "/sign-in")
    drop_cookie(request, answer, place_of(request))
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


ROUTES: list[BaseRoute] = [
    route("GET", "/sign-in", show_sign_in, needs=Permission.SIGN_IN),
    route("POST", "/sign-in", create_session, needs=Permission.SIGN_IN, limit=PER_CLIENT),
    route("POST", "/sign-out", end_session, needs=Permission.SIGN_OUT),
]

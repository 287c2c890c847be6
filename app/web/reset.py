"""A new password by mail."""

from __future__ import annotations

import time
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.http.door import door_of, place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer, route
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from app.members import contacts, resetting
from app.web import identifying
from app.web.choosing import new_password
from app.web.identifying import settings_of
from app.web.joining import ADDRESS, LINKS, answer_evenly

ASK = Limit(name="reset", most=30, seconds=3600)


class AskForm(Form):
    """The address that a link is sent to."""

    email = Text(
        N_("E-mail address"),
        kind="email",
        hint=N_("The one you joined with. We do not keep it, so please type it again."),
        most=254,
        missing=N_("Enter your e-mail address, like name@example.org."),
        autocomplete="email",
        inputmode="email",
    )

    def check(self) -> None:
        """Refuses what cannot be an address."""
        if self.email and not self["email"].errors and not contacts.read_email(self.email):
            self.complain("email", N_("Enter your e-mail address, like name@example.org."))


class ResetForm(Form):
    """A new password."""

    password = new_password(N_("New password"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """The form."""

    form: AskForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPage:
    """The form, and whose it is; without a name the link no longer works."""

    form: ResetForm
    pseudonym: str | None
    token: str


async def show_ask(request: Request) -> Response:
    """The form for a forgotten password or name."""
    return page(request, "pages/members/reset_ask.html", AskPage(form=AskForm.empty(request)))


async def create_reset(request: Request) -> Answer:
    """The same answer after the same time, whether or not somebody joined with this address."""
    since = time.monotonic()
    form = await AskForm.read(request)
    if form.has_errors:
        return page(request, "pages/members/reset_ask.html", AskPage(form=form), status=422)
    await door_of(request).throttle.check(ADDRESS, form.email.casefold())
    await resetting.ask(tx_of(request), form.email, lang=place_of(request), settings=settings_of(request))
    return AfterCommit(lambda: answer_evenly(request, since=since, then=f"/{place_of(request)}/reset/sent"))


async def show_asked(request: Request) -> Response:
    """What happens next."""
    return page(request, "pages/members/reset_sent.html")


async def show_reset(request: Request) -> Response:
    """The form for the new password; looking at it uses nothing up."""
    return await _form(request, ResetForm.empty(request))


async def create_password(request: Request) -> Answer:
    """The new password holds, every session is over, nobody is signed in by it."""
    form = await ResetForm.read(request)
    if form.has_errors:
        return await _form(request, form, status=422)
    try:
        ended = await resetting.reset(tx_of(request), request.path_params["token"], form.password)
    except Invalid as wrong:
        form.complain(wrong.field, wrong.sentence, **wrong.params)
        return await _form(request, form, status=422)
    return AfterCommit(lambda: _changed(request, ended))


async def show_changed(request: Request) -> Response:
    """The password is changed; the way to sign in."""
    return page(request, "pages/members/reset_done.html")


async def _form(request: Request, form: ResetForm, *, status: int = 200) -> Response:
    token = request.path_params["token"]
    name = await resetting.name_behind(tx_of(request), token)
    needs = ResetPage(form=form, pseudonym=name, token=token)
    return page(request, "pages/members/reset.html", needs, status=status if name else 404)


async def _changed(request: Request, ended: list[bytes]) -> Response:
    await identifying.forget(request, *ended)
    return see(request, f"/{place_of(request)}/reset/done")


ROUTES: list[BaseRoute] = [
    route("GET", "/reset", show_ask, needs=Permission.READ_PUBLIC),
    route("POST", "/reset", create_reset, needs=Permission.READ_PUBLIC, limit=ASK),
    route("GET", "/reset/sent", show_asked, needs=Permission.READ_PUBLIC),
    route("GET", "/reset/done", show_changed, needs=Permission.READ_PUBLIC),
    route("GET", "/reset/{token}", show_reset, needs=Permission.READ_PUBLIC, limit=LINKS),
    route("POST", "/reset/{token}", create_password, needs=Permission.READ_PUBLIC, limit=LINKS),
]

"""`/enrol/…`: somebody new, or with a lost second factor, sets their own password and factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import segno
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.errors import Invalid
from app.kernel.throttle import Limit
from moderation.desk.access import Permission
from moderation.desk.people import enrolling, passkeys
from moderation.desk.people.forms import EnrolForm
from moderation.desk.people.passkeys import Party
from moderation.desk.people.proving import Means
from moderation.desk.web import settings_of

PER_CLIENT = Limit(name="desk_enrol", most=30, seconds=600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A QR code as a drawing's path, so that no picture leaves the page and no HTML is made here."""

    side: int
    path: str

    @classmethod
    def of(cls, text: str) -> Square:
        """The code of a text, with the four modules of quiet around it."""
        rows = list(segno.make(text, error="m").matrix_iter(border=4))
        dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        return cls(side=len(rows), path="".join(dark))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolPage:
    """Whose account it is, the secret for an authenticator, and the form."""

    form: EnrolForm
    login: str
    name: str
    secret: str
    square: Square
    here: str


async def show_enrolment(request: Request) -> Response:
    """The form behind a link that is still good."""
    return await _shown(request, EnrolForm.empty(request))


async def create_enrolment(request: Request) -> Response:
    """The person can sign in; the link is used up."""
    form = await EnrolForm.read(request)
    if form.has_errors:
        return await _shown(request, form, status=422)
    means = Means.of(settings_of(request), door_of(request).clock)
    try:
        await enrolling.enrol(tx_of(request), _token(request), password=form.password, proof=form.proof, means=means)
    except Invalid as wrong:
        form.complain(wrong.field if wrong.field in form.fields else None, wrong.sentence, **wrong.params)
        return await _shown(request, form, status=422)
    return see(request, "/sign-in?enrolled=1")


async def ask_for_passkey(request: Request) -> Response:
    """What the browser needs to make this person's first passkey."""
    settings = settings_of(request)
    offer = await enrolling.look(tx_of(request), _token(request), desk_secret=settings.desk_secret)
    options = await passkeys.ask_to_register(tx_of(request), Party.of(settings.url), offer.owner, purpose="enrol")
    return Response(options, media_type="application/json")


async def _shown(request: Request, form: EnrolForm, *, status: int = 200) -> Response:
    offer = await enrolling.look(tx_of(request), _token(request), desk_secret=settings_of(request).desk_secret)
    form.fields["passkey"].value = ""  # what was signed is good once
    shown = EnrolPage(
        form=form,
        login=offer.owner.login,
        name=offer.name,
        secret=offer.secret,
        square=Square.of(offer.uri),
        here=f"/enrol/{_token(request)}",
    )
    return page(request, "pages/desk/account_enrol.html", shown, status=status)


def _token(request: Request) -> str:
    return cast(str, request.path_params["token"])


ROUTES: list[BaseRoute] = [
    route("GET", "/enrol/{token}", show_enrolment, needs=Permission.SIGN_IN, limit=PER_CLIENT),
    route("POST", "/enrol/{token}", create_enrolment, needs=Permission.SIGN_IN, limit=PER_CLIENT),
    route("POST", "/enrol/{token}/challenges", ask_for_passkey, needs=Permission.SIGN_IN, limit=PER_CLIENT),
]

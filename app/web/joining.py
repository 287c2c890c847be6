"""Joining, and the link of the first mail."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import date
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.http.cookies import set_cookie
from app.http.door import door_of, place_of, tx_of
from app.http.respond import AfterCommit, is_fragment_wanted, page, part, see
from app.http.routing import Answer, route
from app.kernel.errors import Invalid
from app.kernel.ids import new_token
from app.kernel.markup import clean_line
from app.kernel.throttle import Limit
from app.members import activating, contacts, joining, pseudonyms, sessions
from app.web.applying import JoinForm
from app.web.identifying import member_of, origin_of, settings_of

JOIN = Limit(name="join", most=40, seconds=3600)
NAMES = Limit(name="names", most=120, seconds=3600)
LINKS = Limit(name="links", most=60, seconds=600)
# However many forms: nobody's mailbox is filled by strangers.
ADDRESS = Limit(name="address", most=5, seconds=3600)
# A new member costs some statements more than a known address: nobody shall read that off the clock.
EVEN_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage:
    """The form, and names to pick from."""

    form: JoinForm
    names: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgePage:
    """For who is younger than the house allows."""

    age_floor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivatePage:
    """The name that a link activates; None when the link no longer works."""

    pseudonym: str | None
    token: str


async def show_join(request: Request) -> Response:
    """The form; a closed door while nothing could be sealed."""
    if member_of(request).is_signed_in:
        return see(request, f"/{place_of(request)}/")
    if not joining.is_open(settings_of(request)):
        return page(request, "pages/members/join_closed.html")
    form = JoinForm.empty(request, nonce=new_token())
    return page(request, "pages/members/join.html", await _with_names(request, form))


async def create_member(request: Request) -> Answer:
    """A member who waits for the link; the same answer whether or not the address is known."""
    since = time.monotonic()
    form = await JoinForm.read(request)
    born = form.look_at_birth(_today(request))
    if born and contacts.age_on(_today(request), born) < settings_of(request).age_floor:
        return page(request, "pages/members/too_young.html", AgePage(age_floor=settings_of(request).age_floor))
    await _look_at_name(request, form)
    if form.has_errors or born is None:
        return await _again(request, form)
    await door_of(request).throttle.check(ADDRESS, form.email.casefold())
    who = form.applicant(place_of(request), born=born, origin=origin_of(request))
    try:
        await joining.join(tx_of(request), who, settings_of(request))
    except Invalid as wrong:
        form.complain(wrong.field, wrong.sentence, **wrong.params)
        return await _again(request, form)
    return AfterCommit(lambda: answer_evenly(request, since=since, then=f"/{place_of(request)}/join/sent"))


async def suggest_names(request: Request) -> Response:
    """Other names to pick from, or one of them filled in; everything typed is kept, nothing is checked."""
    form = await JoinForm.read(request)
    for field in form.fields.values():
        field.errors.clear()
    taken = request.state.form.get("take", "")
    if isinstance(taken, str) and taken:
        form.fields["pseudonym"].value = clean_line(taken)[: pseudonyms.MOST]
    needs = await _with_names(request, form)
    if is_fragment_wanted(request):
        return part(request, "parts/members/names.html", needs)
    return page(request, "pages/members/join.html", needs)


async def show_sent(request: Request) -> Response:
    """What happens next."""
    return page(request, "pages/members/join_sent.html")


async def show_activation(request: Request) -> Response:
    """A button. Looking at the link, as mail filters do, uses nothing up."""
    token = request.path_params["token"]
    name = await activating.name_behind(tx_of(request), token)
    needs = ActivatePage(pseudonym=name, token=token)
    return page(request, "pages/members/activate.html", needs, status=200 if name else 404)


async def create_activation(request: Request) -> Response:
    """The member is active and signed in."""
    member = await activating.activate(tx_of(request), request.path_params["token"])
    token = await sessions.sign_in(tx_of(request), member, origin_of(request), settings_of(request))
    response = see(request, f"/{place_of(request)}/questions")
    set_cookie(request, response, place_of(request), token)
    return response


async def answer_evenly(request: Request, *, since: float, then: str) -> Response:
    """Wakes the courier once its work is committed, and answers no sooner than for anybody else."""
    await door_of(request).bell.ring("mail")
    await asyncio.sleep(since + EVEN_SECONDS - time.monotonic())
    return see(request, then)


async def _again(request: Request, form: JoinForm) -> Response:
    form.ask_password_again()
    return page(request, "pages/members/join.html", await _with_names(request, form), status=422)


async def _with_names(request: Request, form: JoinForm) -> JoinPage:
    return JoinPage(form=form, names=await pseudonyms.suggest(tx_of(request), place_of(request), form.email))


async def _look_at_name(request: Request, form: JoinForm) -> None:
    if not form.pseudonym or form.errors.get("pseudonym"):
        return
    names = cast(pseudonyms.NameCheck, getattr(request.app.state, "name_check", pseudonyms.no_names))
    wrong = pseudonyms.complaint(form.pseudonym, email=form.email, names=names)
    if wrong is None and await pseudonyms.is_taken(tx_of(request), form.pseudonym):
        wrong = joining.TAKEN
    if wrong:
        form.complain("pseudonym", wrong)


def _today(request: Request) -> date:
    return door_of(request).clock.now().date()


ROUTES: list[BaseRoute] = [
    route("GET", "/join", show_join, needs=Permission.READ_PUBLIC),
    route("POST", "/join", create_member, needs=Permission.JOIN, limit=JOIN),
    route("POST", "/join/names", suggest_names, needs=Permission.JOIN, limit=NAMES),
    route("GET", "/join/sent", show_sent, needs=Permission.READ_PUBLIC),
    route("GET", "/activate/{token}", show_activation, needs=Permission.READ_PUBLIC, limit=LINKS),
    route("POST", "/activate/{token}", create_activation, needs=Permission.READ_PUBLIC, limit=LINKS),
]

"""Telling a guide about somebody else's post: two pages, because they are two different needs."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import reporting
from app.board.model import Told
from app.board.reporting import Why
from app.http.door import place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from app.web.composing import id_of, refuse_floods

PAGES: dict[Why, str] = {"rule": "pages/board/tell_rule.html", "worry": "pages/board/tell_worry.html"}
TELLING = Limit(name="telling", most=40, seconds=3600)


class TellForm(Form):
    """What a member wants a guide to know; the post itself says the rest."""

    words = Text(
        N_("What should the guide know"),
        kind="textarea",
        most=1000,
        is_required=False,
        hint=N_("A few words are enough. Only guides read this."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPage:
    """A post that a member is telling a guide about, or has just told."""

    post: Told
    form: TellForm
    is_told: bool


async def told_post_of(request: Request) -> Told:
    """The visible post named in the path."""
    return await reporting.find(tx_of(request), request.path_params["ref"])


async def show_rule(request: Request, post: Told) -> Response:
    """Telling a guide about a house rule."""
    return _shown(request, post, "rule")


async def show_worry(request: Request, post: Told) -> Response:
    """Telling a guide that one is worried about a person."""
    return _shown(request, post, "worry")


async def tell_rule(request: Request, post: Told) -> Response:
    """A guide will look at the post and the rule."""
    return await _tell(request, post, "rule")


async def tell_worry(request: Request, post: Told) -> Response:
    """A guide will look after the person."""
    return await _tell(request, post, "worry")


def _shown(request: Request, post: Told, why: Why, form: TellForm | None = None) -> Response:
    needs = TellPage(
        post=post,
        form=form or TellForm.empty(request),
        is_told=form is None and "told" in request.query_params,
    )
    return page(request, PAGES[why], needs, status=422 if form else 200)


async def _tell(request: Request, post: Told, why: Why) -> Response:
    form = await TellForm.read(request)
    if form.has_errors:
        return _shown(request, post, why, form)
    await refuse_floods(request, TELLING)
    await reporting.tell(tx_of(request), post, member_id=id_of(request), why=why, words=form.words)
    return see(request, f"/{place_of(request)}/posts/{post.ref}/{why}?told=1")


ROUTES: list[BaseRoute] = [
    route("GET", "/posts/{ref}/rule", show_rule, needs=Permission.TELL, on=told_post_of),
    route("POST", "/posts/{ref}/rule", tell_rule, needs=Permission.TELL, on=told_post_of),
    route("GET", "/posts/{ref}/worry", show_worry, needs=Permission.TELL, on=told_post_of),
    route("POST", "/posts/{ref}/worry", tell_worry, needs=Permission.TELL, on=told_post_of),
]

"""What an author answers to a decision: accept it, or ask another guide to look again."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import appealing, mine
from app.board.model import OwnPost
from app.http.door import place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.errors import NotFound
from app.kernel.i18n import N_
from app.kernel.markup import render
from app.kernel.throttle import Limit
from app.web.composing import id_of, refuse_floods

ASKING = Limit(name="asking_again", most=40, seconds=3600)


class SecondLookForm(Form):
    """What the second guide should know; the text and the first decision say the rest."""

    words = Text(
        N_("What should the second guide know"),
        kind="textarea",
        most=1000,
        is_required=False,
        hint=N_("A few words are enough. Only guides read this."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLookPage:
    """An own text that another guide is about to be asked about."""

    post: OwnPost
    form: SecondLookForm
    html: str


async def answered_post_of(request: Request) -> OwnPost:
    """The own post named in the path; everybody else's does not exist here."""
    return await mine.find(tx_of(request), author_id=id_of(request), ref=request.path_params["ref"])


async def show_second_look(request: Request, post: OwnPost) -> Response:
    """The form; back to the post where nobody can be asked (any more)."""
    answer = await appealing.find(tx_of(request), post)
    if answer is None or not answer.may_ask:
        return see(request, _back(request, post))
    return _shown(request, post, SecondLookForm.empty(request), status=200)


async def create_second_look(request: Request, post: OwnPost) -> Response:
    """Another guide will read it; asking twice is asking once."""
    form = await SecondLookForm.read(request)
    if form.has_errors:
        return _shown(request, post, form, status=422)
    await refuse_floods(request, ASKING)
    if await appealing.find(tx_of(request), post) is None:
        raise NotFound()
    await appealing.ask(tx_of(request), post, words=form.words)
    return see(request, _back(request, post))


async def create_acceptance(request: Request, post: OwnPost) -> Response:
    """The decision stands; doing it twice changes nothing."""
    await appealing.accept(tx_of(request), post)
    return see(request, _back(request, post))


def _shown(request: Request, post: OwnPost, form: SecondLookForm, *, status: int) -> Response:
    needs = SecondLookPage(post=post, form=form, html=render(post.body))
    return page(request, "pages/board/second_look.html", needs, status=status)


def _back(request: Request, post: OwnPost) -> str:
    return f"/{place_of(request)}/posts/{post.ref}#answer"


ROUTES: list[BaseRoute] = [
    route("GET", "/posts/{ref}/second-look", show_second_look, needs=Permission.ASK_AGAIN, on=answered_post_of),
    route("POST", "/posts/{ref}/second-look", create_second_look, needs=Permission.ASK_AGAIN, on=answered_post_of),
    route("POST", "/posts/{ref}/acceptance", create_acceptance, needs=Permission.ASK_AGAIN, on=answered_post_of),
]

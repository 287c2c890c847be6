"""A member's own pause: until when and why, what still works, and asking another guide to look again."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.http.door import place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.errors import NotFound
from app.kernel.i18n import N_
from app.members import pausing
from app.members.pausing import Standing
from app.web.composing import id_of

PAGE = "pages/members/paused.html"


class AgainForm(Form):
    """What the second guide should know."""

    words = Text(
        N_("What should the other guide know"),
        kind="textarea",
        most=1000,
        is_required=False,
        hint=N_("A few words are enough. Only guides read this."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PausedPage:
    """The pause that holds, and the form."""

    standing: Standing
    form: AgainForm


async def pause_of(request: Request) -> Standing:
    """The pause that holds for whoever asks; without one there is no such page."""
    found = await pausing.pause_of(tx_of(request), id_of(request))
    if found is None:
        raise NotFound()
    return found


async def show_pause(request: Request, standing: Standing) -> Response:
    """Until when and why."""
    return page(request, PAGE, PausedPage(standing=standing, form=AgainForm.empty(request)))


async def create_second_look(request: Request, standing: Standing) -> Response:
    """Another guide will look at it; asking twice is asking once."""
    form = await AgainForm.read(request)
    if form.has_errors:
        return page(request, PAGE, PausedPage(standing=standing, form=form), status=422)
    await pausing.ask_again(tx_of(request), id_of(request), form.words)
    return see(request, f"/{place_of(request)}/pause")


ROUTES: list[BaseRoute] = [
    route("GET", "/pause", show_pause, needs=Permission.SEE_OWN, on=pause_of),
    route("POST", "/pause/second-look", create_second_look, needs=Permission.SEE_OWN, on=pause_of),
]

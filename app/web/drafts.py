"""Unsent texts, kept on the server while they are written."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import drafts
from app.http.door import place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import see
from app.http.routing import route
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from app.web.composing import id_of, refuse_floods

SAVING = Limit(name="drafts", most=600, seconds=600)  # one each second, for as long as somebody writes


class DraftForm(Form):
    """What is being written, and where it belongs."""

    place = Text("", kind="hidden", most=60, pattern=r"(new|reply|edit):[a-z0-9-]{2,40}")
    title = Text("", is_required=False, most=120)
    body = Text("", kind="textarea", is_required=False, most=10_000)
    keep = Text("", kind="hidden", is_required=False, most=3)  # sent by the button that works without script


async def save_draft(request: Request) -> Response:
    """Keeps an unsent text for its place; an empty one is forgotten."""
    form = await DraftForm.read(request)
    if form.has_errors:
        raise Invalid(N_("This text is too long to keep. Please shorten it."))
    await refuse_floods(request, SAVING)
    await drafts.keep(tx_of(request), member_id=id_of(request), place=form.place, title=form.title, body=form.body)
    if form.keep:
        return see(request, f"/{place_of(request)}/my-posts")
    return Response(status_code=204)


ROUTES: list[BaseRoute] = [route("POST", "/drafts", save_draft, needs=Permission.WRITE)]

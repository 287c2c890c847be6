"""The log of a community, for its leads and auditors: who did what to which case, never what was in it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.routing import route
from moderation.cases import casebook
from moderation.desk.access import Permission
from moderation.desk.people import log_page
from moderation.desk.people.forms import KnownForm
from moderation.desk.people.web_audit import VERIFYING
from moderation.desk.web import staff_of


async def show_log(request: Request) -> Response:
    """Fifty rows, newest first."""
    return await log_page.show(request, _base(request), community=place_of(request))


async def verify_log(request: Request) -> Response:
    """The chain, recomputed now; the answer names the first row that is not as it was written."""
    form = await KnownForm.read(request)
    answer = await log_page.show(request, _base(request), community=place_of(request), form=form)
    await casebook.verified(tx_of(request), staff_of(request).guide)
    return answer


async def show_checkpoint(request: Request) -> Response:
    """A line for an outside copy."""
    return await log_page.download(request, place_of(request))


def _base(request: Request) -> str:
    return f"/{place_of(request)}/log"


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/log", show_log, needs=Permission.READ_LOG),
    route("POST", "/{community}/log/verifications", verify_log, needs=Permission.READ_LOG, limit=VERIFYING),
    route("GET", "/{community}/log/checkpoint", show_checkpoint, needs=Permission.READ_LOG),
]

"""Sensitive acts want a second factor of the last ten minutes: a desk that somebody left open does not do them.

A handler calls `await require_step_up(request)` first, on the page with the form and again where it is
sent. Who has not confirmed is taken to `/step-up` and from there back.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from app.http.door import door_of
from app.http.respond import see
from app.kernel.errors import HavreError
from moderation.desk.people import own
from moderation.desk.web import token_of


class StepUpFirst(HavreError):
    """Please confirm first that it is you."""

    def __init__(self, back: str) -> None:
        super().__init__()
        self.back = back


async def require_step_up(request: Request, *, back: str = "") -> None:
    """Nothing, within ten minutes of a second factor; else raises StepUpFirst, and nothing was done.

    `back` is the local page to come back to; without it the page asked for, or, for a form, its page's
    address as far as the noun of the act.
    """
    door = door_of(request)
    async with door.databases[door.home].reading() as tx:
        if await own.is_stepped_up(tx, token_of(request) or ""):
            return
    raise StepUpFirst(local(back) if back else _page_of(request))


async def answer_step_up(request: Request, error: Exception) -> Response:
    """To the page that asks, and back afterwards."""
    back = error.back if isinstance(error, StepUpFirst) else "/"
    return see(request, f"/step-up?next={quote(back, safe='/')}")


def local(path: str) -> str:
    """A path of this desk, or the first page for anything that could lead elsewhere."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith("//") and not (parts.scheme or parts.netloc)
    return path if is_ours and "\\" not in path and path.isprintable() else "/"


def _page_of(request: Request) -> str:
    path: str = request.scope["path"]
    return path if request.method in ("GET", "HEAD") else path.rpartition("/")[0] or "/"

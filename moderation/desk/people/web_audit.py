"""`/audit`: the staff's own log, for admins and auditors. It holds references only."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.routing import route
from app.kernel.throttle import Limit
from moderation.desk.access import Permission
from moderation.desk.people import journal, log_page
from moderation.desk.people.forms import KnownForm
from moderation.desk.people.journal import Verb
from moderation.desk.web import staff_of

BASE = "/audit"
VERIFYING = Limit(name="desk_verify", most=10, seconds=60)  # reads the whole log


async def show_audit(request: Request) -> Response:
    """Who signed in, who was added, changed, let go."""
    return await log_page.show(request, BASE)


async def verify_audit(request: Request) -> Response:
    """The chain, recomputed now; the answer names the first row that is not as it was written."""
    answer = await log_page.show(request, BASE, form=await KnownForm.read(request))
    await journal.note(tx_of(request), staff_of(request).ref, Verb.VERIFIED)
    return answer


async def show_checkpoint(request: Request) -> Response:
    """A line for an outside copy."""
    return await log_page.download(request, "shared")


ROUTES: list[BaseRoute] = [
    route("GET", BASE, show_audit, needs=Permission.READ_AUDIT),
    route("POST", f"{BASE}/verifications", verify_audit, needs=Permission.READ_AUDIT, limit=VERIFYING),
    route("GET", f"{BASE}/checkpoint", show_checkpoint, needs=Permission.READ_AUDIT),
]

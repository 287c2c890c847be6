"""What waits, what is under way, what must be reviewed; and the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.respond import page, see
from app.http.routing import route
from app.kernel.throttle import Limit
from moderation.vault import ledger, store
from moderation.vault.access import Permission
from moderation.vault.ledger import Entry, Head
from moderation.vault.model import Escalation, Opening
from moderation.vault.web import outside_of, senior_of

CHECKS = Limit(name="vault_check", most=6, seconds=60)
A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The senior's first page."""

    escalations: list[Escalation]
    openings: list[Opening]
    reviews: list[Opening]
    head: Head
    checked: Entry | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationsPage:
    """The desk's newest requests, closed ones included."""

    escalations: list[Escalation]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """A page of the ledger, newest first."""

    entries: list[Entry]
    head: Head
    checked: Entry | None
    older: str


async def show_home(request: Request) -> Response:
    """What needs somebody."""
    tx = tx_of(request)
    async with outside_of(request).reading() as door:
        escalations = await store.waiting(door)
    needs = HomePage(
        escalations=escalations,
        openings=await store.unfinished(tx),
        reviews=await store.unreviewed(tx),
        head=await ledger.head(tx),
        checked=await ledger.last_check(tx),
        now=door_of(request).clock.now(),
    )
    return page(request, "pages/vault/home.html", needs)


async def show_escalations(request: Request) -> Response:
    """All requests of the desk, newest first."""
    async with outside_of(request).reading() as door:
        needs = EscalationsPage(escalations=await store.latest(door))
    return page(request, "pages/vault/escalations.html", needs)


async def show_ledger(request: Request) -> Response:
    """The entries, fifty at a time."""
    tx, asked = tx_of(request), request.query_params.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    entries = await ledger.recent(tx, before=before, most=A_PAGE)
    older = f"/ledger?before={entries[-1].id}" if entries and entries[-1].id > 1 else ""
    needs = LedgerPage(entries=entries, head=await ledger.head(tx), checked=await ledger.last_check(tx), older=older)
    return page(request, "pages/vault/ledger.html", needs)


async def create_check(request: Request) -> Response:
    """Recomputes the chain and writes down what was found."""
    await ledger.check(tx_of(request), actor=senior_of(request).ref)
    return see(request, "/ledger")


ROUTES: list[BaseRoute] = [
    route("GET", "/", show_home, needs=Permission.READ),
    route("GET", "/escalations", show_escalations, needs=Permission.READ),
    route("GET", "/ledger", show_ledger, needs=Permission.READ),
    route("POST", "/ledger/checks", create_check, needs=Permission.CHECK, limit=CHECKS),
]

"""The first page, and each community's list of waiting cases."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, place_of, tx_of
from app.http.respond import is_fragment_wanted, page, part, see
from app.http.routing import route
from app.kernel import i18n
from app.kernel.ids import is_ref
from moderation.cases import listing as cases
from moderation.desk import tools, words
from moderation.desk.access import Permission, may
from moderation.desk.listing import View, queue, tabs
from moderation.desk.tools import Tool
from moderation.desk.views import LaneTab, Queue
from moderation.desk.ways import Way, ways
from moderation.desk.web import staff_of, view_of
from moderation.shift import working
from moderation.shift.model import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One community on the first page: its code, its own name for its language, and its lanes."""

    community: str
    name: str
    waiting: int
    tabs: tuple[LaneTab, ...]
    tools: tuple[tuple[str, str], ...]  # address and words of each
    duty: Duty  # who is on, and who is called


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Everything at a glance."""

    overviews: tuple[Overview, ...]
    tools: tuple[Tool, ...]
    is_clinical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolePage:
    """The list, and room for a case. `done` says what was just done, as a message id."""

    queue: Queue
    ways: tuple[Way, ...]
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePart:
    """The list alone."""

    queue: Queue


async def show_home(request: Request) -> Response:
    """What waits in each community that this person works in; for other roles a calm sentence."""
    is_clinical = may(staff_of(request), Permission.SEE_LANES)
    known = [one for one in staff_of(request).languages if one in door_of(request).databases]
    duties = await working.duties(tx_of(request), known) if is_clinical else ()
    found = tuple([await _overview(request, duty) for duty in duties])
    shown = HomePage(overviews=found, tools=tools.of_house(staff_of(request)), is_clinical=is_clinical)
    return page(request, "pages/desk/home.html", shown)


async def _overview(request: Request, duty: Duty) -> Overview:
    community, now = duty.community, (await view_of(request)).now
    async with door_of(request).databases[community].reading() as tx:
        counts = await cases.lanes(tx)
    view = View(community=community, lang=staff_of(request).lang, now=now)
    every, *lanes = tabs(counts, view)
    name = i18n.NAMES.get(community, community)
    return Overview(
        community=community,
        name=name,
        waiting=every.waiting,
        tabs=tuple(lanes),
        tools=tools.of_community(staff_of(request), community),
        duty=duty,
    )


async def show_console(request: Request) -> Response:
    """The waiting cases of one community."""
    shown = await queue(tx_of(request), await view_of(request))
    done = words.DONE.get(request.query_params.get("done", ""), "")
    back = await ways(tx_of(request), staff_of(request).guide, place_of(request))
    return page(request, "pages/desk/console.html", ConsolePage(queue=shown, ways=back, done=done))


async def show_queue(request: Request) -> Response:
    """The list alone, made anew; without script, its page."""
    at = request.query_params.get("at", "")
    view = await view_of(request, at=at if is_ref(at) else "")
    if not is_fragment_wanted(request):
        return see(request, view.url(view.base))
    return part(request, "parts/desk/queue.html", QueuePart(queue=await queue(tx_of(request), view)))


ROUTES: list[BaseRoute] = [
    route("GET", "/", show_home, needs=Permission.ENTER),
    route("GET", "/{community}/", show_console, needs=Permission.READ_CASES),
    route("GET", "/{community}/queue", show_queue, needs=Permission.READ_CASES),
]

"""What every page of the desk needs of its request."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from starlette.requests import Request

from app.http.cookies import cookie_name
from app.http.door import door_of, place_of, tx_of
from app.kernel.db import Database, Tx
from app.kernel.errors import NotFound
from app.kernel.ids import is_ref
from app.kernel.settings import DeskSettings
from moderation.cases.model import Lane
from moderation.desk import listing, staff
from moderation.desk.access import Permission, Staff, may
from moderation.desk.listing import Q, View
from moderation.desk.oldest import OldestWait, OldestWaits


async def identify(request: Request, _tx: Tx) -> Staff:
    """The person behind the cookie, else a stranger in the language that the browser asks for.

    The session stands in the staff's own schema, which a community's login cannot read.
    """
    door, place = door_of(request), place_of(request)
    here = "" if place == door.home else place
    token = token_of(request)
    if token is None:
        return Staff(lang=asked_lang(request), place=here)
    async with door.databases[door.home].reading() as tx:
        # A page that only listens does not keep a session alive: nobody may be there any more.
        found = await staff.find(tx, token, is_activity=not request.scope["path"].endswith("/live"))
    if found is None:
        return Staff(lang=asked_lang(request), place=here)
    return replace(found.at(here, keys=found.keys), waits=await _waits(request, found))


async def _waits(request: Request, who: Staff) -> tuple[OldestWait, ...]:
    """What the header of a page names; nothing for other roles, for what is sent, or for a stream."""
    if request.method != "GET" or request.scope["path"].endswith("/live") or not may(who, Permission.SEE_LANES):
        return ()
    door, known = door_of(request), cast(OldestWaits, request.app.state.oldest_waits)
    places = [one for one in who.languages if one in door.databases]
    found = [await known.of(door.databases[place], place, who.lang) for place in places]
    return tuple(one for one in found if one is not None)


def token_of(request: Request) -> str | None:
    """The session's token of this browser."""
    return request.cookies.get(cookie_name(request, door_of(request).home))


def asked_lang(request: Request) -> str:
    """`?lang=`, else the browser's first language that this house speaks."""
    languages = door_of(request).templates.languages
    wanted = [request.query_params.get("lang", ""), *request.headers.get("accept-language", "").split(",")]
    known = [part.strip()[:2].lower() for part in wanted if part.strip()[:2].lower() in languages]
    return known[0] if known else languages[0]


def staff_of(request: Request) -> Staff:
    """Who asks."""
    return cast(Staff, request.state.visitor)


def settings_of(request: Request) -> DeskSettings:
    """The desk's settings."""
    return cast(DeskSettings, door_of(request).settings)


def community_of(request: Request) -> Database:
    """The database of the community in the path, for a transaction beside the request's."""
    return door_of(request).databases[place_of(request)]


def case_ref(request: Request) -> str:
    """The case that the path names. Raises NotFound for what cannot be one."""
    ref = cast(str, request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return ref


def case_url(request: Request, path: str = "") -> str:
    """An address beneath this case's page."""
    return f"/{place_of(request)}/cases/{case_ref(request)}{path}"


async def view_of(request: Request, at: str = "", lane: Lane | None = None) -> View:
    """The list as this person looks at it now, by the database's clock, which also wrote the waits."""
    params = request.query_params
    return View(
        community=place_of(request),
        lang=staff_of(request).lang,
        lane=lane or listing.lane_of(params.get("lane", "")),
        at=at,
        after=params.get("after", "") if is_ref(params.get("after", "")) else "",
        now=await tx_of(request).value(Q.moment),
        staff_id=staff_of(request).id,
        is_easy=staff_of(request).easier_until is not None,
    )


async def ring(request: Request, word: str, *, post_ref: str = "") -> None:
    """Wakes the desk's other pages, and the author's page when it is about a post. After the commit only."""
    bell, place = door_of(request).bell, place_of(request)
    await bell.ring(f"desk:{place}", word)
    if post_ref:
        await bell.ring(f"verdict:{place}", post_ref)

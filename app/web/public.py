"""Pages for everybody, the way in and the way out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.http.cookies import cookie_name, drop_cookie
from app.http.door import door_of, place_of
from app.http.respond import page
from app.http.routing import route
from app.http.templating import asset
from app.kernel.errors import Unavailable
from app.members import sessions
from app.web import identifying

CACHEABLE = {"Cache-Control": "public, max-age=3600", "Vary": "HX-Request"}


async def show_welcome(request: Request) -> Response:
    """The first page, for who is not signed in."""
    return page(request, "pages/public/welcome.html")


async def show_help(request: Request) -> Response:
    """Help lines: the same for everybody, kept by browsers, without any database."""
    response = page(request, "pages/public/help_now.html")
    response.headers.update(CACHEABLE)
    return response


async def show_privacy(request: Request) -> Response:
    """What is captured, and who can open it."""
    return page(request, "pages/public/privacy.html")


async def show_accessibility(request: Request) -> Response:
    """What people can count on."""
    return page(request, "pages/public/accessibility.html")


async def show_leaving(request: Request) -> Response:
    """How the way out works."""
    return page(request, "pages/public/leaving.html")


async def show_way_in(request: Request) -> Response:
    """From the bare address to a community: the one signed in to, else by the browser's language."""
    door = door_of(request)
    known = [place for place in door.databases if request.cookies.get(cookie_name(request, place))]
    place = known[0] if known else _spoken(request, tuple(door.databases))
    return RedirectResponse(f"/{place}/", status_code=303, headers={"Vary": "Accept-Language, Cookie"})


async def leave(request: Request) -> Response:
    """The session on this device is over in every community, and the browser is on a weather page.

    It leaves even when nothing else works.
    """
    place = place_of(request)
    settings = identifying.settings_of(request)
    response = RedirectResponse(settings.leave_url_fr if place == "fr" else settings.leave_url_en, status_code=303)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    for community in door_of(request).databases:
        await _end_session(request, community)
        drop_cookie(request, response, community)
    return response


async def show_icon(_request: Request) -> Response:
    """The neutral icon, for browsers that ask at the old address."""
    return RedirectResponse(asset("favicon.svg"), status_code=303, headers={"Cache-Control": "public, max-age=3600"})


async def _end_session(request: Request, community: str) -> None:
    digest = identifying.session_digest(request, community)
    if digest is None:
        return
    try:
        async with door_of(request).databases[community].reading() as tx:
            await sessions.close_session(tx, digest)
    except Unavailable:
        pass  # nobody waits on this page for a database; an unseen session ends by itself in 30 minutes
    await identifying.forget(request, digest, place=community)


def _spoken(request: Request, places: tuple[str, ...]) -> str:
    """The community whose language the browser likes best; the first one where it says nothing."""
    liked: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "").split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        place = tag.partition("-")[0].lower()
        if place in places:
            liked.append((_number(weight), place))
    return max(liked, key=lambda one: one[0])[1] if liked else places[0]


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0


ROUTES: list[BaseRoute] = [
    route("GET", "/help", show_help, needs=Permission.READ_PUBLIC),
    route("GET", "/leave", leave, needs=Permission.READ_PUBLIC),
    route("GET", "/privacy", show_privacy, needs=Permission.READ_PUBLIC),
    route("GET", "/accessibility", show_accessibility, needs=Permission.READ_PUBLIC),
    route("GET", "/leaving", show_leaving, needs=Permission.READ_PUBLIC),
]

TOP_ROUTES: list[BaseRoute] = [
    route("GET", "/", show_way_in, needs=Permission.READ_PUBLIC),
    route("GET", "/leave", leave, needs=Permission.READ_PUBLIC),
    route("GET", "/favicon.ico", show_icon, needs=Permission.READ_PUBLIC),
]

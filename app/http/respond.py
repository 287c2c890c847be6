"""Answers. All that is known of htmx stands in this file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.http import forgery
from app.http.door import door_of, lang_of
from app.http.templating import values_of


@dataclass(frozen=True, slots=True)
class AfterCommit:
    """An answer that may only be made once the transaction is committed."""

    then: Callable[[], Awaitable[Response]]


def is_fragment_wanted(request: Request) -> bool:
    """True when htmx asks for a part; a history restore wants the whole page."""
    headers = request.headers
    return headers.get("hx-request") == "true" and headers.get("hx-history-restore-request") != "true"


def page(request: Request, name: str, needs: object = None, *, status: int = 200) -> Response:
    """A whole page."""
    return _rendered(request, name, needs, status)


def part(request: Request, name: str, needs: object = None, *, status: int = 200) -> Response:
    """A fragment, the very file that its page includes."""
    return _rendered(request, name, needs, status)


def form_again(request: Request, *, page_name: str, part_name: str, needs: object, status: int = 422) -> Response:
    """A form with its messages and everything that was typed: a part for htmx, else the whole page."""
    return _rendered(request, part_name if is_fragment_wanted(request) else page_name, needs, status)


def done(request: Request, name: str, needs: object, *, otherwise: str) -> Response:
    """What an act led to: the part for htmx, else 303 to `otherwise`."""
    if is_fragment_wanted(request):
        return _rendered(request, name, needs, 200)
    return see(request, otherwise)


def see(request: Request, url: str) -> Response:
    """303 to another page; htmx is told to go there as a whole page."""
    if is_fragment_wanted(request):
        return Response(status_code=204, headers={"HX-Redirect": url})
    return RedirectResponse(url, status_code=303)


def _rendered(request: Request, name: str, needs: object, status: int) -> Response:
    door = door_of(request)
    visitor = getattr(request.state, "visitor", None)

    def may(permission: Enum, subject: object = None) -> bool:
        return visitor is not None and door.policy(visitor, permission, subject)

    values: dict[str, object] = {
        "viewer": visitor if visitor is not None and visitor.is_signed_in else None,
        "theme": getattr(visitor, "theme", "auto"),
        "path": request.scope["path"],
        "community": request.path_params.get("community", lang_of(request)),
        "csrf": lambda: forgery.token_for(request),
        "may": may,
    }
    values.update(values_of(needs))
    html = door.templates.render(lang_of(request), name, values)
    response = HTMLResponse(html, status_code=status)
    forgery.remember_visit(request, response)
    return response

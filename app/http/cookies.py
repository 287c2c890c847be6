"""Cookies: host-only, HttpOnly, SameSite=Lax, and behind TLS under the __Host- prefix."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from app.http.door import door_of


def cookie_name(request: Request, purpose: str) -> str:
    """The cookie of one purpose at this door (`en`, `fr`, `desk`, `visit` …)."""
    door = door_of(request)
    prefix = "__Host-" if door.settings.is_https else ""
    return f"{prefix}{door.name}_{purpose}"


def set_cookie(request: Request, response: Response, purpose: str, value: str) -> None:
    """Sets a session cookie: it ends with the browser, the server ends it earlier."""
    response.set_cookie(
        cookie_name(request, purpose),
        value,
        path="/",
        secure=door_of(request).settings.is_https,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(request: Request, response: Response, purpose: str) -> None:
    """Takes a cookie back."""
    response.delete_cookie(
        cookie_name(request, purpose),
        path="/",
        secure=door_of(request).settings.is_https,
        httponly=True,
        samesite="lax",
    )

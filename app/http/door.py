"""A door: everything a web process needs to answer requests, made once at start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, cast

from starlette.requests import Request

from app.http.templating import Templates
from app.kernel.bell import Bell
from app.kernel.clock import Clock
from app.kernel.db import Database, Tx
from app.kernel.settings import WebSettings
from app.kernel.throttle import Throttle


class Visitor(Protocol):
    """Whoever asks: a member, a guide, a senior, or nobody we know."""

    @property
    def is_signed_in(self) -> bool:
        """Known by a live session."""
        ...

    @property
    def lang(self) -> str:
        """The language of the pages this visitor sees."""
        ...


Policy = Callable[[Any, Enum, Any], bool]
Identify = Callable[[Request, Tx], Awaitable[Visitor]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One web process as its handlers see it."""

    name: str
    settings: WebSettings
    databases: Mapping[str, Database]  # by the first part of the path; `home` for the rest
    home: str
    bell: Bell
    clock: Clock
    throttle: Throttle
    templates: Templates
    identify: Identify
    policy: Policy
    secret: str
    sign_in_path: Callable[[Request], str]


def door_of(request: Request) -> Door:
    """The door through which this request came."""
    return cast(Door, request.app.state.door)


def place_of(request: Request) -> str:
    """The community named in the path, or the door's home."""
    return cast(str, request.path_params.get("community", door_of(request).home))


def tx_of(request: Request) -> Tx:
    """The transaction (unsafe verbs) or reading connection (safe verbs) of this request."""
    return cast(Tx, request.state.tx)


def client_of(request: Request) -> str:
    """The client's address: from the configured proxy only, else the peer itself."""
    peer = request.client.host if request.client else ""
    proxies = {part.strip() for part in door_of(request).settings.proxies.split(",") if part.strip()}
    if peer in proxies:
        forwarded = request.headers.get("x-forwarded-for", "")
        return forwarded.rsplit(",", 1)[-1].strip() or peer
    return peer


def lang_of(request: Request) -> str:
    """The language of the answer: the visitor's, else the community's in the path, else the browser's, else English."""
    visitor = getattr(request.state, "visitor", None)
    if visitor is not None:
        return cast(str, visitor.lang)
    place = request.path_params.get("community") or request.scope["path"].strip("/").partition("/")[0]
    liked = (part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    languages = door_of(request).templates.languages
    return next((lang for lang in (place, *liked) if lang in languages), "en")

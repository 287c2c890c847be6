"""Who stands at the door: a cookie, a cached session, the session table; in this order."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import fields
from typing import cast

from starlette.requests import Request

from app.access.identity import Identity
from app.http.cookies import cookie_name
from app.http.door import client_of, door_of, place_of
from app.http.routing import SAFE
from app.kernel.db import Tx
from app.kernel.hashing import digest_of
from app.kernel.settings import BoardSettings
from app.members import sessions
from app.members.model import Origin

CACHED_SECONDS = 30
_MAC = 32
# Pages that are the same for everybody and must open when neither database nor Redis do.
_FOR_EVERYBODY = frozenset({"help", "leave", "house-rules", "places"})
_KEPT = tuple(field.name for field in fields(Identity) if field.name not in ("community", "affiliation"))


async def identify(request: Request, tx: Tx) -> Identity:
    """The member of a live session, or a stranger of this community.

    A page read within 30 seconds of another asks the database nothing. An act always asks it, so an
    ended session or a paused member acts no more at once.
    """
    place = place_of(request)
    digest = session_digest(request)
    if digest is None or _is_for_everybody(request):
        return Identity(community=place)
    is_read = request.method in SAFE
    if is_read and (known := await _cached(request, digest)) is not None:
        return known
    found = await sessions.find(tx, digest, place)
    if found is None:
        return Identity(community=place)
    if is_read:
        await _keep(request, digest, found.identity)
    return found.identity


def session_digest(request: Request, place: str | None = None) -> bytes | None:
    """What the tables know of this browser's session in a community; None without the cookie."""
    token = request.cookies.get(cookie_name(request, place or place_of(request)))
    return digest_of(token) if token else None


async def forget(request: Request, *digests: bytes, place: str | None = None) -> None:
    """Drops cached sessions; call it once the change is committed."""
    where = place or place_of(request)
    await door_of(request).bell.forget(*(sessions.cache_key(where, digest) for digest in digests))


async def forget_own(request: Request) -> None:
    """Drops this visitor's cached session, so that the next page sees what just changed."""
    if digest := session_digest(request):
        await forget(request, digest)


def settings_of(request: Request) -> BoardSettings:
    """The settings of the members' door."""
    return cast(BoardSettings, door_of(request).settings)


def origin_of(request: Request) -> Origin:
    """Where this request comes from, to be sealed."""
    return Origin(community=place_of(request), address=client_of(request), at=door_of(request).clock.now())


def member_of(request: Request) -> Identity:
    """Whoever the route let in."""
    return cast(Identity, request.state.visitor)


def _is_for_everybody(request: Request) -> bool:
    path: str = request.scope["path"]
    return path.rpartition("/")[2] in _FOR_EVERYBODY and path.count("/") <= 2


async def _cached(request: Request, digest: bytes) -> Identity | None:
    place = place_of(request)
    value = await door_of(request).bell.get(sessions.cache_key(place, digest))
    if value is None or not hmac.compare_digest(value[:_MAC], _mac(request, digest, value[_MAC:])):
        return None  # nobody who can write to Redis becomes a member by it
    return Identity(community=place, **json.loads(value[_MAC:]))


async def _keep(request: Request, digest: bytes, identity: Identity) -> None:
    kept = json.dumps({name: getattr(identity, name) for name in _KEPT}).encode()
    key = sessions.cache_key(place_of(request), digest)
    await door_of(request).bell.keep(key, _mac(request, digest, kept) + kept, CACHED_SECONDS)


def _mac(request: Request, digest: bytes, kept: bytes) -> bytes:
    what = b"session:" + place_of(request).encode() + digest + kept
    return hmac.digest(door_of(request).secret.encode(), what, hashlib.sha256)

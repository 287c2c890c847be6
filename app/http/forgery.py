"""Against forged requests: a token bound to the visitor's cookie, and what the browser says of the sender.

Both must hold (OWASP, Cross-Site Request Forgery Prevention): Sec-Fetch-Site where the browser sends
it, otherwise Origin; and a token that only a page of this door, shown to this cookie, contains.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from app.http.cookies import cookie_name, set_cookie
from app.http.door import door_of, place_of
from app.kernel.errors import Forged, TooLarge
from app.kernel.ids import new_token

FIELD = "csrf"
VISIT = "visit"
_LENGTH = 32  # bytes of a token
MOST_BYTES = 64 * 1024  # of a form


def token_for(request: Request) -> str:
    """The token that this visitor's forms must send back; masked anew each time, so a
    compressed page does not give it away letter by letter (BREACH)."""
    mask = secrets.token_bytes(_LENGTH)
    return (mask + _mixed(mask, _sign(request, _bound_to(request)))).hex()


async def refuse_forged(request: Request) -> FormData:
    """Reads the form of an unsafe request. Raises Forged unless sender and token are right, TooLarge over 64 kB."""
    _refuse_strangers(request)
    # Read to its end even so: a browser that is cut off while it sends shows an error page of its own.
    if len(await request.body()) > MOST_BYTES:
        raise TooLarge()
    form = await request.form(max_files=0, max_fields=50)
    sent = form.get(FIELD) or request.headers.get("x-csrf-token", "")
    bound = _cookie(request)
    if not bound or not isinstance(sent, str) or not hmac.compare_digest(_unmasked(sent), _sign(request, bound)):
        raise Forged()
    return form


def remember_visit(request: Request, response: Response) -> None:
    """Gives a visitor without any cookie the one that a form just shown was bound to."""
    fresh = getattr(request.state, "visit", None)
    if fresh is not None:
        set_cookie(request, response, VISIT, fresh)


def _refuse_strangers(request: Request) -> None:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site != "same-origin":
            raise Forged()
        return
    origin = request.headers.get("origin")
    expected = urlsplit(door_of(request).settings.url)
    if origin != f"{expected.scheme}://{expected.netloc}":
        raise Forged()


def _cookie(request: Request) -> str | None:
    session = request.cookies.get(cookie_name(request, place_of(request)))
    return session or request.cookies.get(cookie_name(request, VISIT))


def _bound_to(request: Request) -> str:
    bound = _cookie(request)
    if bound is None:
        bound = getattr(request.state, "visit", None) or new_token()
        request.state.visit = bound
    return bound


def _sign(request: Request, bound: str) -> bytes:
    return hmac.digest(door_of(request).secret.encode(), b"form:" + bound.encode(), hashlib.sha256)


def _mixed(mask: bytes, token: bytes) -> bytes:
    return (int.from_bytes(mask) ^ int.from_bytes(token)).to_bytes(_LENGTH)


def _unmasked(sent: str) -> bytes:
    try:
        raw = bytes.fromhex(sent)
    except ValueError:
        return b""
    return _mixed(raw[:_LENGTH], raw[_LENGTH:]) if len(raw) == 2 * _LENGTH else b""

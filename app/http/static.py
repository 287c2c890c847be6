"""Static files under a name that holds their hash, so they may be kept for a year."""

from __future__ import annotations

import gzip
import mimetypes
import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.http.templating import STATIC, asset
from app.kernel.errors import NotFound

_HASHED = re.compile(r"(?P<stem>[a-z0-9/_.-]+?)\.(?P<hash>[0-9a-f]{12})\.(?P<ending>[a-z0-9]+)")
_files: dict[str, tuple[bytes, bytes, str]] = {}


async def show_static(request: Request) -> Response:
    """A static file by its hashed name; 404 for any other name."""
    name = request.path_params["name"]
    if name not in _files:
        _files[name] = _read(name)
    plain, packed, kind = _files[name]
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(packed, media_type=kind, headers=headers)
    return Response(plain, media_type=kind, headers=headers)


def _read(name: str) -> tuple[bytes, bytes, str]:
    match = _HASHED.fullmatch(name)
    plain = f"{match['stem']}.{match['ending']}" if match else ""
    file = (STATIC / plain).resolve()
    if not match or not file.is_file() or not file.is_relative_to(STATIC) or asset(plain) != f"/static/{name}":
        raise NotFound()
    content = file.read_bytes()
    return content, gzip.compress(content, mtime=0), mimetypes.guess_type(plain)[0] or "application/octet-stream"


ROUTES = [Route("/static/{name:path}", show_static, methods=["GET"])]

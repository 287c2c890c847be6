"""Headers on every answer, errors and static files included; and the outermost catch.

The policy allows scripts, styles and pictures from this very host and nothing else (ASVS 3.4).
`no-store` is the rule; only static files and public pages say otherwise themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
UNKEPT = [(b"cache-control", b"no-store"), (b"vary", b"HX-Request, Sec-Fetch-Site, Origin")]
HSTS = "max-age=63072000; includeSubDomains"


class SecureHeaders:
    """Adds the headers, and refuses what another site embeds (XS-Leaks)."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self._app = app
        always = ALWAYS | ({"Strict-Transport-Security": HSTS} if is_https else {})
        self._always = [(name.lower().encode(), value.encode()) for name, value in always.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; every answer leaves with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                if not any(name == b"cache-control" for name, _ in headers):
                    headers += UNKEPT
                headers += self._always
            await send(message)

        if _is_embedded_elsewhere(scope["headers"]):
            await PlainTextResponse("", status_code=404)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def _is_embedded_elsewhere(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    told = {name: value for name, value in headers if name.startswith(b"sec-fetch-")}
    return told.get(b"sec-fetch-site") == b"cross-site" and told.get(b"sec-fetch-mode") != b"navigate"

"""Requests as nobody's browser sends them, byte by byte, at the real application of the members' door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came back; status 0 when the application died instead of answering."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes


async def knock(
    app: Starlette,
    verb: str,
    path: str,
    *,
    query: bytes = b"",
    headers: Sequence[tuple[bytes, bytes]] = (),
    body: bytes = b"",
    client: str = "192.0.2.1",
) -> Answered:
    """One request, as the server hands it on: `path` is still percent-encoded."""
    named = {name for name, _ in headers}
    always = [(b"host", b"localhost"), (b"content-length", str(len(body)).encode())]
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": verb,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "root_path": "",
        "query_string": query,
        "headers": [*headers, *(pair for pair in always if pair[0] not in named)],
        "client": (client, 4321),
        "server": ("localhost", 8000),
        "app": app,
    }
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    try:
        await app(scope, receive, send)
    except Exception:  # noqa: BLE001 - Starlette raises again after it has answered
        if not sent:
            return Answered(status=0, headers={}, body=b"")
    return Answered(
        status=sent[0]["status"],
        headers=dict(sent[0]["headers"]),
        body=b"".join(message.get("body", b"") for message in sent[1:]),
    )

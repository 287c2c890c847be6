"""A real HTTP server that keeps what was posted to it, and answers what it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = "SELECT en.page_on_call($1, $2, $3)"


@dataclass(slots=True)
class HookServer:
    """What arrived, and what to answer."""

    port: int = 0
    calls: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    rest_seconds: float = 0.0
    on_call: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/alarm?to=us"


@contextmanager
def listening() -> Iterator[HookServer]:
    """The server, answering on its port until the end."""
    kept = HookServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept.calls.append(json.loads(body or b"{}"))
            kept.heads.append(dict(self.headers.items()))
            kept.paths.append(self.path)
            kept.on_call()
            time.sleep(kept.rest_seconds)
            self.send_response(kept.status)
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
